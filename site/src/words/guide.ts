import { groundRows, groundsOf } from '../../../domain/cancellation.ts';
import { fileSlotRules } from '../../../domain/file-slots.ts';
import { matterNames } from '../../../domain/matter-codes.ts';
import type { EffectCode } from '../../../domain/catalogue.ts';
import type { MatterRow } from '../../../domain/matter-row.ts';
import { professions, type SupplementKind } from '../../../domain/professions.ts';

/** The guide to one matter of one profession, as its page shows it. */
export interface Guide {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly conditions: readonly string[];
  readonly materials: readonly { readonly name: string; readonly party: string; readonly hint: string }[];
  readonly steps: readonly GuideStep[];
}

/** One step: who does what, within which time. */
export interface GuideStep {
  readonly who: string;
  readonly what: string;
  readonly limit: string | null;
}

const partyNames = { practitioner: '职业资格人员', employer: '聘用企业' } as const;

const supplements: Readonly<Record<SupplementKind, string>> = {
  'company-qualification': '，选择资质类型及资质证号（暂无资质的选择“无”）',
  'cost-consultancy': '，选择是否为造价咨询企业',
  none: '',
};

/** Writes the guide of a catalogue row: what the catalogue says is what the guide says. */
export function guideOf(row: MatterRow): Guide {
  const { name, validYears, specialties } = professions[row.profession];
  const registers = row.effect === 'registration';
  const asksSpecialties = row.asksQualification && specialties.length > 0;
  return {
    id: `${row.profession}-${row.matter}`,
    title: `${name}${matterNames[row.matter]}`,
    facts: [
      ...validityOf(row, validYears),
      { label: '公示', value: row.publicityDays > 0 ? `${row.publicityDays}天` : '不公示' },
      ...(row.zone === null ? [] : [{ label: '注册范围', value: row.zone.name }]),
      ...(asksSpecialties ? [{ label: '专业', value: specialties.join('、') }] : []),
    ],
    conditions:
      row.effect === 'qualification'
        ? entryConditions(row)
        : registers
          ? registrationConditions(row)
          : amendmentConditions(row),
    materials: materialsOf(row),
    steps: stepsOf(row),
  };
}

const validities: Readonly<Partial<Record<EffectCode, (years: number) => string>>> = {
  registration: (years) => `${years}年`,
  renewal: (years) => `自原有效期届满之日起延长${years}年`,
  'employer-change': () => '不变',
  'personal-change': () => '不变',
  addition: () => '不变',
};

function validityOf({ effect }: MatterRow, years: number): Guide['facts'] {
  const text = validities[effect]?.(years);
  return text === undefined ? [] : [{ label: '注册有效期', value: text }];
}

function registrationConditions(row: MatterRow): string[] {
  const { name, specialties } = professions[row.profession];
  return [
    '个人基本信息填写完整。',
    ...(row.standing === 'never-registered' ? [`未曾在本省注册为${name}；注册已失效的，申请重新注册。`] : []),
    ...(row.standing === 'formerly-registered' ? [`原${name}注册已过有效期或者已注销。`] : []),
    `在${row.qualificationProvinces.join('或')}取得${name}职业资格${row.acceptsEntries ? '，或已录入省外资格信息' : ''}，并能在“我的资格”中查到。`,
    ...(row.zone === null ? [] : [`聘用企业在${row.zone.name}。`]),
    ...(specialties.length > 0 ? ['申请注册的专业均在资格证书上。'] : []),
    ...employmentConditions(row),
    '本人的有效注册均在同一家聘用企业。',
    ...ageConditions(row),
  ];
}

function employmentConditions({ asksEmployment, contractMonths }: MatterRow): string[] {
  return asksEmployment ? [`劳动合同自申请注册日起有${contractMonths}个月以上有效期，聘用时间与劳动合同一致。`] : [];
}

function ageConditions({ oldestAge }: MatterRow): string[] {
  return oldestAge === null ? [] : [`年龄不超过${oldestAge}周岁。`];
}

function amendmentConditions(row: MatterRow): string[] {
  return [
    '个人基本信息填写完整。',
    `持有有效的${professions[row.profession].name}注册；已过有效期或者已注销的，申请重新注册。`,
    ...ownConditions(row),
    ...employmentConditions(row),
    ...ageConditions(row),
  ];
}

/** What one amendment asks for that the others do not. */
function ownConditions({ effect, opensDaysBefore }: MatterRow): string[] {
  switch (effect) {
    case 'renewal':
      return [
        `在有效期届满前${opensDaysBefore ?? 0}天内申请，最迟在届满当日。`,
        '聘用企业为注册所在的企业；更换企业的，先办理变更注册。',
      ];
    case 'employer-change':
      return ['变更后的聘用企业与注册所在的企业不同。', '本人的全部有效注册一并转入变更后的聘用企业。'];
    case 'personal-change':
      return [
        '身份认证信息中的姓名或者证件号码与注册信息不一致。',
        '证件号码已变更的，填写原证件号码和原注册编号。',
        '本人的全部有效注册一并变更。',
      ];
    case 'addition':
      return ['申请增加的专业均在资格证书上，且尚未注册。'];
    case 'cancellation':
      return [
        `本人提出的，注销原因为：${groundsOf('practitioner')
          .map((ground) => groundRows[ground].name)
          .join('、')}。`,
        '聘用企业可以申请注销本企业人员的注册；主管部门可以依职权注销。',
        '注销后注册证书随即失效，不得再以该注册的名义执业。',
      ];
    case 'registration':
    case 'qualification':
      return [];
  }
}

function entryConditions({ profession }: MatterRow): string[] {
  return [
    '个人基本信息填写完整。',
    `在省外取得${professions[profession].name}职业资格，且不在本省的资格名单中。`,
    '如实填写是否在省外做过初始注册；已注册的，填写原注册信息。',
    '同一资格证书只能录入一次。',
  ];
}

function materialsOf(row: MatterRow): Guide['materials'] {
  return [...row.practitionerFiles, ...row.employerFiles].map((slot) => ({
    name: fileSlotRules[slot].name,
    party: partyNames[fileSlotRules[slot].party],
    hint: fileSlotRules[slot].hint,
  }));
}

function stepsOf(row: MatterRow): GuideStep[] {
  const { days, employerStep, release, publicityDays, practitionerFiles } = row;
  const material = practitionerFiles.length > 0 ? '，上传材料' : '';
  const confirm = `下载打印申请表，签字盖章后上传${supplements[row.supplement]}，确认并提交`;
  const answer = '同意解除聘用，或者说明理由提出异议；逾期未答复的，申请继续办理';
  return [
    { who: '职业资格人员', what: `填写申请${material}，阅读并确认申请表和承诺书后提交`, limit: null },
    ...(employerStep
      ? [{ who: release ? '新聘用企业' : '聘用企业', what: confirm, limit: workingDays(days.employer) }]
      : []),
    ...(release ? [{ who: '原聘用企业', what: answer, limit: workingDays(days.release) }] : []),
    { who: '住房和城乡建设厅', what: '受理', limit: workingDays(days.acceptance) },
    { who: '住房和城乡建设厅', what: '审核', limit: workingDays(days.review) },
    { who: '住房和城乡建设厅', what: '审批', limit: workingDays(days.decision) },
    ...(publicityDays > 0 ? [{ who: '社会公众', what: '公示，接受异议', limit: `${publicityDays}天` }] : []),
    { who: '职业资格人员', what: outcomes[row.effect], limit: null },
  ];
}

const renewed = '在“我的证照”中下载换发的电子注册证书';

const outcomes: Readonly<Record<EffectCode, string>> = {
  registration: '在“我的证照”中下载电子注册证书',
  qualification: '在“我的资格”中查看，用该资格申请注册',
  renewal: renewed,
  'employer-change': renewed,
  'personal-change': renewed,
  addition: renewed,
  cancellation: '在“事项查询”中下载注销注册决定书',
};

function workingDays(days: number): string {
  return `${days}个工作日`;
}
