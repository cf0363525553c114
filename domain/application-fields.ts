import {
  type ApplicationDraft,
  contractKindNames,
  type EmploymentDraft,
  type PractitionerProfile,
  type Qualification,
  type Supplement,
} from './application-parts.ts';
import { type MatterRow, asks } from './catalogue.ts';
import { type FileSlot, fileSlotRules, fileSlots } from './file-slots.ts';
import type { OwnPart } from './matters/effect.ts';
import { professions } from './professions.ts';
import { groundRows } from './cancellation.ts';
import { type CalendarDate, chineseDate } from './calendar-dates.ts';
import {
  emptyEntry,
  emptyPriorRegistration,
  type EntryDraft,
  entryLabels,
  type PriorRegistration,
  priorRegistrationLabels,
} from './entry-draft.ts';
import { employmentLabels, profileLabels } from './field-labels.ts';
import { maskIdentityNumber } from './identifiers.ts';

/** Everything in an application that a party can have changed between two submissions. */
export interface ApplicationContent {
  readonly draft: ApplicationDraft;
  readonly applicant: PractitionerProfile;
  readonly qualification: Qualification | null;
  readonly supplement: Supplement | null;
  /** The attached file of each slot. */
  readonly files: Readonly<Partial<Record<FileSlot, { readonly id: string; readonly name: string }>>>;
}

/** The content of a field: what tells it from another, and what people are shown of it. */
export interface FieldContent {
  readonly identity: string;
  readonly shown: string;
}

/** One field of an application, as notices of correction name it and timelines compare it. */
export interface ApplicationField {
  /** Stable: `employment.contractEnd`, `files.contract`, `supplement`. The same as the input's name in the forms and the field of a violation. */
  readonly code: string;
  readonly label: (row: MatterRow) => string;
  /** Who can change it; null: nobody here, because the identity platform vouches for it. */
  readonly party: 'practitioner' | 'employer' | null;
  /** True for matters that have the field. */
  readonly isPartOf: (row: MatterRow) => boolean;
  /** Null: nothing is filled in. */
  readonly read: (content: ApplicationContent) => FieldContent | null;
}

const rests = ({ asksQualification }: MatterRow) => asksQualification;
const employs = ({ asksEmployment }: MatterRow) => asksEmployment;
const asking = (part: OwnPart) => (row: MatterRow) => asks(row.effect, part);

function draftField(
  code: string,
  label: string,
  isPartOf: ApplicationField['isPartOf'],
  text: (content: ApplicationContent) => string | null,
): ApplicationField {
  return { code, label: () => label, party: 'practitioner', isPartOf, read: (content) => plain(text(content)) };
}

const employmentField = (key: keyof EmploymentDraft, text = (value: string | null) => value) =>
  draftField(`employment.${key}`, employmentLabels[key], employs, ({ draft }) => text(draft.employment[key]));

const entryField = (key: keyof typeof entryLabels, text: (entry: EntryDraft) => string | null) =>
  draftField(`entry.${key}`, entryLabels[key], asking('entry'), ({ draft }) => text(draft.entry ?? emptyEntry));

const priorField = (key: keyof PriorRegistration, text = (value: string | null) => value) =>
  draftField(`entry.priorRegistration.${key}`, priorRegistrationLabels[key], asking('entry'), ({ draft }) =>
    text((draft.entry?.priorRegistration ?? emptyPriorRegistration)[key]),
  );

// A field that is added to the draft must be named here, or this does not compile: no change may miss the timeline.
const draftFields: Readonly<Record<keyof ApplicationDraft, readonly ApplicationField[]>> = {
  qualificationId: [
    {
      code: 'qualificationId',
      label: () => '职业资格',
      party: 'practitioner',
      isPartOf: rests,
      // An entry makes its qualification anew each time; its fields tell what has changed.
      read: ({ draft, qualification }) =>
        draft.qualificationId === null || qualification === null
          ? null
          : { identity: qualification.id, shown: qualification.certificateNumber },
    },
  ],
  specialties: [
    draftField(
      'specialties',
      '申请注册专业',
      (row) => rests(row) && professions[row.profession].specialties.length > 0,
      ({ draft }) => draft.specialties.toSorted().join('、'),
    ),
  ],
  employment: [
    employmentField('employerCreditCode'),
    employmentField('employerName'),
    employmentField('position'),
    draftField('employment.contractKind', employmentLabels.contractKind, employs, ({ draft }) =>
      draft.employment.contractKind === null ? null : contractKindNames[draft.employment.contractKind],
    ),
    employmentField('contractStart', day),
    employmentField('contractEnd', day),
    employmentField('employmentStart', day),
    employmentField('employmentEnd', day),
  ],
  entry: [
    entryField('examinationProvince', (entry) => entry.examinationProvince),
    entryField('certificateNumber', (entry) => entry.certificateNumber),
    entryField('passedYear', ({ passedYear }) => (passedYear === null ? null : `${passedYear}年`)),
    entryField('issuedOn', (entry) => day(entry.issuedOn)),
    entryField('issuer', (entry) => entry.issuer),
    entryField('registeredBefore', ({ registeredBefore: answer }) => (answer === null ? null : answer ? '是' : '否')),
    priorField('number'),
    priorField('province'),
    priorField('employerName'),
    priorField('validFrom', day),
    priorField('validUntil', day),
  ],
  registrationNumber: [
    draftField(
      'registrationNumber',
      '注册编号',
      ({ standing }) => standing === 'registered',
      ({ draft }) => draft.registrationNumber ?? null,
    ),
  ],
  formerIdNumber: [
    {
      code: 'formerIdNumber',
      label: () => '原证件号码',
      party: 'practitioner',
      isPartOf: asking('formerIdNumber'),
      read: ({ draft }) => {
        const former = draft.formerIdNumber ?? null;
        return former === null ? null : { identity: former, shown: maskIdentityNumber(former) };
      },
    },
  ],
  cancellation: [
    draftField('cancellation.ground', '注销原因', asking('cancellation'), ({ draft }) => {
      const ground = draft.cancellation?.ground ?? null;
      return ground === null ? null : groundRows[ground].name;
    }),
    draftField(
      'cancellation.statement',
      '情况说明',
      asking('cancellation'),
      ({ draft }) => draft.cancellation?.statement ?? null,
    ),
  ],
};

const vouchedFor: readonly (keyof PractitionerProfile)[] = ['name', 'idType', 'idNumber'];

const profileField = (key: keyof PractitionerProfile): ApplicationField => ({
  code: `profile.${key}`,
  label: () => profileLabels[key],
  party: vouchedFor.includes(key) ? null : 'practitioner',
  isPartOf: () => true,
  read: ({ applicant }) => {
    const value = applicant[key];
    if (value === null || key !== 'idNumber') return plain(key === 'graduatedOn' ? day(value) : value);
    return { identity: value, shown: maskIdentityNumber(value) };
  },
});

const profileFields: Readonly<Record<keyof PractitionerProfile, ApplicationField>> = {
  name: profileField('name'),
  idType: profileField('idType'),
  idNumber: profileField('idNumber'),
  mobile: profileField('mobile'),
  email: profileField('email'),
  ethnicity: profileField('ethnicity'),
  education: profileField('education'),
  school: profileField('school'),
  major: profileField('major'),
  graduatedOn: profileField('graduatedOn'),
  address: profileField('address'),
};

const fileField = (slot: FileSlot): ApplicationField => ({
  code: `files.${slot}`,
  label: () => fileSlotRules[slot].name,
  party: fileSlotRules[slot].party,
  isPartOf: ({ practitionerFiles, employerFiles }) => [...practitionerFiles, ...employerFiles].includes(slot),
  read: ({ files }) => {
    const file = files[slot];
    return file === undefined ? null : { identity: file.id, shown: file.name };
  },
});

const supplementField: ApplicationField = {
  code: 'supplement',
  label: ({ supplement }) =>
    ({
      'company-qualification': '资质类型及资质证号',
      'cost-consultancy': '是否为造价咨询企业',
      none: '企业补充信息',
    })[supplement],
  party: 'employer',
  isPartOf: ({ supplement }) => supplement !== 'none',
  read: ({ supplement }) => plain(supplementValue(supplement)),
};

/** Every field that an application can have, in the order of the forms. */
export const applicationFields: readonly ApplicationField[] = [
  ...draftFields.registrationNumber,
  ...draftFields.formerIdNumber,
  ...draftFields.cancellation,
  ...draftFields.qualificationId,
  ...draftFields.specialties,
  ...draftFields.entry,
  ...draftFields.employment,
  ...Object.values(profileFields),
  ...fileSlots.map(fileField),
  supplementField,
];

function supplementValue(supplement: Supplement | null): string | null {
  switch (supplement?.kind) {
    case 'company-qualification':
      return supplement.qualification === null
        ? '无'
        : `${supplement.qualification.type}（${supplement.qualification.number}）`;
    case 'cost-consultancy':
      return supplement.isCostConsultancy ? '是' : '否';
    case 'none':
    case undefined:
      return null;
  }
}

function day(date: CalendarDate | null): string | null {
  return date === null ? null : chineseDate(date);
}

function plain(text: string | null): FieldContent | null {
  return text === null || text === '' ? null : { identity: text, shown: text };
}
