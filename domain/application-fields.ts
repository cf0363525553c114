import {
  type ApplicationDraft,
  emptyDraft,
  type EmploymentDraft,
  type PractitionerProfile,
  type Qualification,
  type Supplement,
  unknownPerson,
} from './application-parts.ts';
import { contractKindRows } from './contract-kinds.ts';
import { chineseDate } from './calendar-dates.ts';
import { declarationsText } from './declarations.ts';
import type { CancellationDraft } from './cancellation.ts';
import { emptyEntry, emptyPriorRegistration, type EntryDraft, type PriorRegistration } from './entry-draft.ts';
import { type FileSlot, fileSlotRules } from './file-slots.ts';
import { groundName } from './grounds.ts';
import { birthAndSex } from './identity-documents.ts';
import { maskIdentityNumber } from './identifiers.ts';
import type { SupplementKind } from './professions.ts';

/** Everything in an application that a party can have changed between two submissions. */
export interface ApplicationContent {
  readonly draft: ApplicationDraft;
  readonly applicant: PractitionerProfile;
  /** What names it: a certificate number is one within its profession. */
  readonly qualification: Pick<Qualification, 'certificateNumber' | 'obtainedOn' | 'province'> | null;
  readonly supplement: Supplement | null;
  /** The attached file of each slot. */
  readonly files: Readonly<Partial<Record<FileSlot, { readonly id: string; readonly name: string }>>>;
}

/** An application that says nothing, for looking at a part of one. */
export const emptyContent: ApplicationContent = {
  draft: emptyDraft,
  applicant: { ...unknownPerson, name: '' },
  qualification: null,
  supplement: null,
  files: {},
};

/**
 * The stable code of a field: the name of its input in the forms, and the field of a violation and of an item of a notice of correction.
 * A field that is added to the draft must stand in the table below, or this does not compile: no change may miss the timeline.
 */
export type FieldCode =
  | Exclude<keyof ApplicationDraft, 'employment' | 'entry' | 'cancellation'>
  | `employment.${keyof EmploymentDraft}`
  | `entry.${Exclude<keyof EntryDraft, 'priorRegistration'>}`
  | `entry.priorRegistration.${keyof PriorRegistration}`
  | `cancellation.${keyof CancellationDraft}`
  | `profile.${keyof PractitionerProfile}`
  | `files.${FileSlot}`
  | 'supplement';

/** The parts of an application, with the headings over them; files and what the employer adds stand under their own names. */
export const sectionNames = {
  person: '基本信息',
  qualification: '职业资格',
  employment: '聘用信息',
  entry: '省外资格信息',
  'prior-registration': '原注册信息',
  registration: '注册信息',
  'former-identity': '变更内容',
  cancellation: '注销原因',
  declarations: '不予注册情形声明',
  files: '材料',
  supplement: '企业补充信息',
} as const;
export type FieldSection = keyof typeof sectionNames;

/** What the list says of a field. */
interface FieldRow {
  readonly section: FieldSection;
  readonly label: string;
  /** What documents and case pages call it, where their heading makes the label longer than it need be. */
  readonly shownLabel: string;
  /** Takes the whole row of a table. */
  readonly wide: boolean;
  /** Must be filled in before the application is submitted. */
  readonly required: boolean;
  /** Who can change it; null: nobody here, because the identity platform vouches for it. */
  readonly party: 'practitioner' | 'employer' | null;
  /** How it is written for everybody who takes part: a date in Chinese, an identity number masked. */
  readonly writes: 'text' | 'date' | 'masked';
  /** Its value in full, a date as YYYY-MM-DD; null: nothing is filled in. */
  readonly text: (content: ApplicationContent) => string | null;
  /** What tells the value from another. */
  readonly identity: (content: ApplicationContent) => string | null;
}

function row(
  section: FieldSection,
  label: string,
  text: FieldRow['text'],
  rest: Partial<Omit<FieldRow, 'section' | 'label' | 'text'>> = {},
): FieldRow {
  const usual = { shownLabel: label, wide: false, required: true, party: 'practitioner', writes: 'text' } as const;
  return { section, label, ...usual, text, identity: text, ...rest };
}

const date = { writes: 'date' } as const;
const wide = { wide: true } as const;

const employment = (label: string, key: keyof EmploymentDraft, rest: Parameters<typeof row>[3] = {}) =>
  row('employment', label, ({ draft }) => draft.employment[key], rest);

const entry = (label: string, text: (entry: EntryDraft) => string | null, rest: Parameters<typeof row>[3] = {}) =>
  row('entry', label, ({ draft }) => text(draft.entry ?? emptyEntry), rest);

const prior = (label: string, key: keyof PriorRegistration, rest: Parameters<typeof row>[3] = {}) =>
  row(
    'prior-registration',
    label,
    ({ draft }) => (draft.entry?.priorRegistration ?? emptyPriorRegistration)[key],
    rest,
  );

const person = (label: string, key: keyof PractitionerProfile, rest: Parameters<typeof row>[3] = {}) =>
  row('person', label, ({ applicant }) => applicant[key], rest);

// What anybody else sends belongs to no application.
function partyOf(slot: FileSlot): FieldRow['party'] {
  const { party } = fileSlotRules[slot];
  return party === 'public' ? null : party;
}

const file = (slot: FileSlot) =>
  row('files', fileSlotRules[slot].name, ({ files }) => files[slot]?.name ?? null, {
    party: partyOf(slot),
    identity: ({ files }) => files[slot]?.id ?? null,
  });

const vouchedFor = { party: null, required: false } as const;
// Without them nobody can be registered; the identity platform has to say them.
const neededOfPlatform = { party: null, required: true } as const;

/** Every field that an application can have, in the order of the forms: where it stands, what it is called and what it says. */
const fieldRows: Readonly<Record<FieldCode, FieldRow>> = {
  registrationNumber: row('registration', '注册编号', ({ draft }) => draft.registrationNumber),
  formerIdNumber: row('former-identity', '原证件号码', ({ draft }) => draft.formerIdNumber, {
    required: false,
    writes: 'masked',
  }),
  'cancellation.ground': row('cancellation', '注销原因', ({ draft }) => {
    const ground = draft.cancellation?.ground ?? null;
    return ground === null ? null : groundName(ground);
  }),
  'cancellation.statement': row('cancellation', '情况说明', ({ draft }) => draft.cancellation?.statement ?? null, wide),
  // Of the department alone, which is asked for no correction.
  'cancellation.document': row('cancellation', '决定文书及文号', ({ draft }) => draft.cancellation?.document ?? null, {
    ...vouchedFor,
    ...wide,
  }),
  'cancellation.decidedOn': row('cancellation', '决定日期', ({ draft }) => draft.cancellation?.decidedOn ?? null, {
    ...vouchedFor,
    ...date,
  }),
  qualificationId: row(
    'qualification',
    '职业资格',
    // An entry makes its qualification anew each time; its fields tell what has changed.
    ({ draft, qualification }) => (draft.qualificationId === null ? null : (qualification?.certificateNumber ?? null)),
  ),
  specialties: row('qualification', '申请注册专业', ({ draft }) => draft.specialties.toSorted().join('、'), wide),
  'entry.examinationProvince': entry('报考地', ({ examinationProvince }) => examinationProvince),
  'entry.certificateNumber': entry('资格证号', ({ certificateNumber }) => certificateNumber),
  'entry.passedYear': entry('通过年度', ({ passedYear }) => (passedYear === null ? null : `${passedYear}年`)),
  'entry.issuedOn': entry('发证日期', ({ issuedOn }) => issuedOn, date),
  'entry.issuer': entry('发证机关', ({ issuer }) => issuer, wide),
  'entry.registeredBefore': entry(
    '是否在省外做过初始注册',
    ({ registeredBefore: answer }) => (answer === null ? null : yesOrNo(answer)),
    wide,
  ),
  'entry.priorRegistration.number': prior('原注册编号', 'number'),
  'entry.priorRegistration.province': prior('原注册地', 'province'),
  'entry.priorRegistration.employerName': prior('原聘用企业', 'employerName', wide),
  'entry.priorRegistration.validFrom': prior('原注册有效期起', 'validFrom', date),
  'entry.priorRegistration.validUntil': prior('原注册有效期止', 'validUntil', date),
  declarations: row('declarations', '不予注册情形声明', ({ draft }) => declarationsText(draft.declarations), wide),
  'employment.employerCreditCode': employment('统一社会信用代码', 'employerCreditCode'),
  'employment.employerName': employment('聘用企业名称', 'employerName', { wide: true, shownLabel: '聘用企业' }),
  'employment.position': employment('工作岗位', 'position'),
  'employment.contractKind': row('employment', '合同类型', ({ draft }) => {
    const { contractKind } = draft.employment;
    return contractKind === null ? null : contractKindRows[contractKind].name;
  }),
  'employment.contractStart': employment('合同开始日期', 'contractStart', date),
  'employment.contractEnd': employment('合同结束日期', 'contractEnd', date),
  'employment.employmentStart': employment('聘用开始日期', 'employmentStart', date),
  'employment.employmentEnd': employment('聘用结束日期', 'employmentEnd', date),
  'profile.name': person('姓名', 'name', vouchedFor),
  'profile.sex': row('person', '性别', ({ applicant }) => birthAndSex(applicant).sex, neededOfPlatform),
  'profile.birthDate': row('person', '出生日期', ({ applicant }) => birthAndSex(applicant).birthDate, {
    ...neededOfPlatform,
    ...date,
  }),
  'profile.idType': person('证件类型', 'idType', vouchedFor),
  'profile.idNumber': person('证件号码', 'idNumber', { ...vouchedFor, writes: 'masked' }),
  'profile.mobile': person('手机号码', 'mobile'),
  'profile.email': person('电子邮箱', 'email', { required: false }),
  'profile.ethnicity': person('民族', 'ethnicity'),
  'profile.education': person('最高学历', 'education'),
  'profile.school': person('毕业院校', 'school'),
  'profile.major': person('所学专业', 'major'),
  'profile.graduatedOn': person('毕业时间', 'graduatedOn', date),
  'profile.address': person('通讯地址', 'address', wide),
  'files.photo': file('photo'),
  'files.contract': file('contract'),
  'files.sealed-form': file('sealed-form'),
  'files.qualification-certificate': file('qualification-certificate'),
  'files.identity-evidence': file('identity-evidence'),
  'files.company-evidence': file('company-evidence'),
  'files.statement-evidence': file('statement-evidence'),
  'files.objection-evidence': file('objection-evidence'),
  'files.ground-evidence': file('ground-evidence'),
  'files.insurance-proof': file('insurance-proof'),
  'files.retirement-proof': file('retirement-proof'),
  'files.release-proof': file('release-proof'),
  'files.elsewhere-proof': file('elsewhere-proof'),
  supplement: row('supplement', sectionNames.supplement, ({ supplement }) => supplementValue(supplement), {
    party: 'employer',
  }),
};

/** One field of an application, as forms name it, notices of correction open it, documents print it and timelines compare it. */
export interface ApplicationField extends FieldRow {
  readonly code: FieldCode;
}

const codes = new Set<string>(Object.keys(fieldRows));

/** Every field, in the order of the forms. */
export const applicationFields: readonly ApplicationField[] = [...codes]
  .filter(isFieldCode)
  .map((code) => ({ code, ...fieldRows[code] }));

/** A field by its code. */
export function fieldOf(code: FieldCode): ApplicationField {
  return { code, ...fieldRows[code] };
}

/** True for the code of a field. */
export function isFieldCode(code: string): code is FieldCode {
  return codes.has(code);
}

/** What forms call a field; what the employer adds is called after what the profession asks for. */
export function labelOf(code: FieldCode, supplement: SupplementKind = 'none'): string {
  return code === 'supplement' ? supplementLabels[supplement] : fieldRows[code].label;
}

/** What a field says to everybody who takes part; null: nothing is filled in. */
export function shownText({ text, writes }: FieldRow, content: ApplicationContent): string | null {
  const value = text(content);
  if (value === null || value === '') return null;
  if (writes === 'text') return value;
  return writes === 'date' ? chineseDate(value) : maskIdentityNumber(value);
}

/** The fields of a part that must be filled in before the application is submitted, and are not. */
export function unfilledFields(part: FieldSection, said: Partial<ApplicationContent>): ApplicationField[] {
  const content = { ...emptyContent, ...said };
  return applicationFields.filter(
    (field) => field.section === part && field.required && shownText(field, content) === null,
  );
}

const supplementLabels: Readonly<Record<SupplementKind, string>> = {
  'company-qualification': '资质类型及资质证号',
  'cost-consultancy': '是否为造价咨询企业',
  none: sectionNames.supplement,
};

function supplementValue(supplement: Supplement | null): string | null {
  switch (supplement?.kind) {
    case 'company-qualification':
      return supplement.qualification === null
        ? '无'
        : `${supplement.qualification.type}（${supplement.qualification.number}）`;
    case 'cost-consultancy':
      return yesOrNo(supplement.isCostConsultancy);
    case 'none':
    case undefined:
      return null;
  }
}

function yesOrNo(answer: boolean): string {
  return answer ? '是' : '否';
}
