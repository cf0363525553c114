import {
  fileSlotRules,
  matterNames,
  type MatterRow,
  professions,
  type SupplementKind,
} from '../../../domain/catalogue.ts';

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
  return {
    id: `${row.profession}-${row.matter}`,
    title: `${name}${matterNames[row.matter]}`,
    facts: [
      ...(registers ? [{ label: '注册有效期', value: `${validYears}年` }] : []),
      { label: '公示', value: row.publicityDays > 0 ? `${row.publicityDays}天` : '不公示' },
      ...(row.zone === null ? [] : [{ label: '注册范围', value: row.zone.name }]),
      ...(specialties.length > 0 ? [{ label: '专业', value: specialties.join('、') }] : []),
    ],
    conditions: registers ? registrationConditions(row) : entryConditions(row),
    materials: materialsOf(row),
    steps: stepsOf(row),
  };
}

function registrationConditions(row: MatterRow): string[] {
  const { name, specialties, oldestAge } = professions[row.profession];
  return [
    '个人基本信息填写完整。',
    `在${row.qualificationProvinces.join('或')}取得${name}职业资格${row.acceptsEntries ? '，或已录入省外资格信息' : ''}，并能在“我的资格”中查到。`,
    ...(row.zone === null ? [] : [`聘用企业在${row.zone.name}。`]),
    ...(specialties.length > 0 ? ['申请注册的专业均在资格证书上。'] : []),
    `劳动合同自申请注册日起有${row.contractMonths}个月以上有效期，聘用时间与劳动合同一致。`,
    '本人的有效注册均在同一家聘用企业。',
    ...(oldestAge === null ? [] : [`年龄不超过${oldestAge}周岁。`]),
  ];
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
  const { days, employerStep, publicityDays, effect } = row;
  const confirm = `下载打印申请表，签字盖章后上传${supplements[professions[row.profession].supplement]}，确认并提交`;
  return [
    { who: '职业资格人员', what: '填写申请，上传材料，阅读并确认申请表和承诺书后提交', limit: null },
    ...(employerStep ? [{ who: '聘用企业', what: confirm, limit: workingDays(days.employer) }] : []),
    { who: '住房和城乡建设厅', what: '受理', limit: workingDays(days.acceptance) },
    { who: '住房和城乡建设厅', what: '审核', limit: workingDays(days.review) },
    { who: '住房和城乡建设厅', what: '审批', limit: workingDays(days.decision) },
    ...(publicityDays > 0 ? [{ who: '社会公众', what: '公示，接受异议', limit: `${publicityDays}天` }] : []),
    effect === 'registration'
      ? { who: '职业资格人员', what: '在“我的证照”中下载电子注册证书', limit: null }
      : { who: '职业资格人员', what: '在“我的资格”中查看，用该资格申请注册', limit: null },
  ];
}

function workingDays(days: number): string {
  return `${days}个工作日`;
}
