import { ageLimitText } from '../../../domain/age-limit.ts';
import { matterNames, type MatterRow, ownFilesOf } from '../../../domain/catalogue.ts';
import { fileSlotRules } from '../../../domain/file-slots.ts';
import {
  offeredSpecialties,
  professions,
  registeredElsewhereText,
  type SupplementKind,
} from '../../../domain/professions.ts';
import type { DrawnStep } from './flow-picture.ts';
import { type Question, questionsOf } from './guide-questions.ts';
import { matterWords } from './matters.ts';

/** The guide to one matter of one profession, as its page shows it. */
export interface Guide {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly conditions: readonly string[];
  readonly materials: readonly { readonly name: string; readonly party: string; readonly hint: string }[];
  readonly steps: readonly GuideStep[];
  /** The law and the regulations, with the articles that are the matter's own. */
  readonly basis: readonly string[];
  readonly questions: readonly Question[];
}

/** One step: who does what, within which time; its name is that of its box in the picture. */
export interface GuideStep extends DrawnStep {
  readonly what: string;
  readonly limit: string | null;
}

const partyNames = { practitioner: '职业资格人员', employer: '聘用企业', public: '异议人' } as const;

const supplements: Readonly<Record<SupplementKind, string>> = {
  'company-qualification': '，选择资质类型及资质证号（暂无资质的选择“无”）',
  'cost-consultancy': '，选择是否为造价咨询企业',
  none: '',
};

/** Writes the guide of a catalogue row: what the catalogue says is what the guide says. */
export function guideOf(row: MatterRow): Guide {
  const { name, validYears, specialties } = professions[row.profession];
  const { validity } = matterWords[row.effect];
  const asksSpecialties = row.asksQualification && specialties.length > 0;
  return {
    id: `${row.profession}-${row.matter}`,
    title: `${name}${matterNames[row.matter]}`,
    facts: [
      ...(validity === null ? [] : [{ label: '注册有效期', value: validity(validYears) }]),
      { label: '公示', value: row.publicityDays > 0 ? `${row.publicityDays}天` : '不公示' },
      ...(row.zone === null ? [] : [{ label: '注册范围', value: row.zone.name }]),
      ...(asksSpecialties ? [{ label: '专业', value: offeredSpecialties(row.profession).join('、') }] : []),
    ],
    conditions: conditionsOf(row),
    materials: materialsOf(row),
    steps: stepsOf(row),
    basis: basisOf(row),
    questions: questionsOf(row),
  };
}

function conditionsOf(row: MatterRow): string[] {
  return [
    '个人基本信息填写完整。',
    ...standingConditions(row),
    ...(row.asksQualification && row.standing !== 'registered' ? qualificationConditions(row) : []),
    ...matterWords[row.effect].conditions(row),
    ...employmentConditions(row),
    ...ageConditions(row),
  ];
}

function standingConditions({ profession, standing }: MatterRow): string[] {
  const { name } = professions[profession];
  switch (standing) {
    case 'never-registered':
      return [`未曾在本省注册为${name}；注册已失效的，申请重新注册。`];
    case 'formerly-registered':
      return [`原${name}注册已过有效期或者已注销。`];
    case 'registered':
      return [`持有有效的${name}注册；已过有效期或者已注销的，申请重新注册。`];
    case 'not-registered':
    case 'any':
      return [];
  }
}

function qualificationConditions(row: MatterRow): string[] {
  const { name, specialties } = professions[row.profession];
  const elsewhere = registeredElsewhereText(row.profession, specialties);
  return [
    `在${row.qualificationProvinces.join('或')}取得${name}职业资格${row.acceptsEntries ? '，或已录入省外资格信息' : ''}，并能在“我的资格”中查到。`,
    ...(row.zone === null ? [] : [`聘用企业在${row.zone.name}。`]),
    ...(specialties.length > 0 ? ['申请注册的专业均在资格证书上。'] : []),
    ...(elsewhere === '' ? [] : [`以下专业向括号内的部门申请注册：${elsewhere}。`]),
  ];
}

function employmentConditions({ asksEmployment, contractMonths, standing }: MatterRow): string[] {
  if (!asksEmployment) return [];
  return [
    `劳动合同自申请注册日起有${contractMonths}个月以上有效期，聘用时间与劳动合同一致。`,
    ...(standing === 'registered' ? [] : ['本人的有效注册均在同一家聘用企业。']),
  ];
}

function ageConditions({ ageLimit }: MatterRow): string[] {
  return ageLimit === null ? [] : [`年龄不超过${ageLimit.years}周岁，最迟在${ageLimitText(ageLimit)}申请。`];
}

function materialsOf(row: MatterRow): Guide['materials'] {
  return [...ownFilesOf(row), ...row.employerFiles].map((slot) => ({
    name: `${fileSlotRules[slot].name}${row.optionalFiles.includes(slot) ? '（需要时）' : ''}`,
    party: partyNames[fileSlotRules[slot].party],
    hint: fileSlotRules[slot].hint,
  }));
}

function stepsOf(row: MatterRow): GuideStep[] {
  const { days, employerStep, release, publicityDays, practitionerFiles } = row;
  const material = practitionerFiles.length > 0 ? '，上传材料' : '';
  const confirm = `下载打印申请表，签字盖章后上传${supplements[row.supplement]}，确认并提交`;
  const answer = '同意解除聘用，或者说明理由提出异议；逾期未答复的，申请继续办理';
  const office = (name: string, limit: number) => ({
    ...{ who: '主管部门', name, what: name, limit: workingDays(limit) },
  });
  return [
    {
      ...{ who: '职业资格人员', name: '申请', limit: null },
      what: `填写申请${material}，阅读并确认申请表和承诺书后提交`,
    },
    ...(employerStep
      ? [
          {
            ...{ who: release ? '新聘用企业' : '聘用企业', name: '确认盖章' },
            ...{ what: confirm, limit: workingDays(days.employer) },
          },
        ]
      : []),
    ...(release ? [{ who: '原聘用企业', name: '答复', what: answer, limit: workingDays(days.release) }] : []),
    office('受理', days.acceptance),
    office('审核', days.review),
    office('审批', days.decision),
    ...(publicityDays > 0
      ? [{ who: '社会公众', name: '公示', what: '公示，接受异议', limit: `${publicityDays}天` }]
      : []),
    { who: '职业资格人员', name: '查看结果', what: matterWords[row.effect].outcome, limit: null },
  ];
}

/** What the matter rests on: the law of licences for all of them, the regulation of the profession, and the articles of its own. */
function basisOf({ profession, effect }: MatterRow): string[] {
  return [...matterWords[effect].basis, ...generalBasis, ...professions[profession].regulations];
}

// Received and told what is missing; examined; decided in writing with reasons and remedies; within these days.
const generalBasis = ['《中华人民共和国行政许可法》第三十二条、第三十四条、第三十八条、第四十二条'];

function workingDays(days: number): string {
  return `${days}个工作日`;
}
