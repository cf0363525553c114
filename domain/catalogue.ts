import type { Application } from './application.ts';
import type { MatterCode } from './matter-codes.ts';
import type { MatterRow } from './matter-row.ts';
import { type ProfessionCode, professionCodes, professions } from './professions.ts';
import { homeProvince } from './provinces.ts';
import type { StepDays } from './states.ts';

const usualDays: StepDays = {
  employer: 15,
  release: 10,
  revision: 15,
  correction: 15,
  acceptance: 5,
  review: 15,
  decision: 5,
};

const initialRow = (profession: ProfessionCode): MatterRow => ({
  profession,
  matter: 'initial',
  effect: 'registration',
  initiators: ['practitioner'],
  standing: 'never-registered',
  lock: 'profession',
  employerStep: true,
  release: false,
  supplement: professions[profession].supplement,
  asksQualification: true,
  asksEmployment: true,
  practitionerFiles: ['photo', 'contract'],
  employerFiles: ['sealed-form'],
  qualificationProvinces: [homeProvince],
  acceptsEntries: professions[profession].outOfProvinceEntry,
  zone: null,
  oldestAge: professions[profession].oldestAge,
  opensDaysBefore: null,
  publicityDays: 7,
  contractMonths: 3,
  days: usualDays,
  reminderDays: 3,
});

// Manual 一（三）: constructors qualified in Shanghai or Zhejiang register in the demonstration zone, at employers in 吴江.
const demonstrationZoneRow: MatterRow = {
  ...initialRow('constructor-2'),
  matter: 'demo-zone',
  standing: 'not-registered',
  qualificationProvinces: ['上海市', '浙江省'],
  zone: { name: '长三角生态绿色一体化发展示范区（苏州市吴江区）', division: '320509' },
};

// Manual 一（二）1: between the person and the department alone, on the certificate alone; nothing is registered, so nothing is made public.
const entryRow = (profession: ProfessionCode): MatterRow => ({
  ...initialRow(profession),
  matter: 'out-of-province-entry',
  effect: 'qualification',
  standing: 'any',
  employerStep: false,
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  practitionerFiles: ['qualification-certificate'],
  employerFiles: [],
  qualificationProvinces: [],
  acceptsEntries: false,
  oldestAge: null,
  publicityDays: 0,
  contractMonths: 0,
});

/** What is registered already was made public then: its amendments take effect with the decision, which can still be refused. */
const amendmentRow = (profession: ProfessionCode): MatterRow => ({
  ...initialRow(profession),
  standing: 'registered',
  publicityDays: 0,
});

// Applied for before the registration ends (Administrative Licensing Law art. 50); from 90 days before on is this platform's choice.
const renewalRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'renewal',
  effect: 'renewal',
  asksQualification: false,
  opensDaysBefore: 90,
});

// All valid registrations of a person sit with one employer and move together: nothing else can be open meanwhile.
const changeEmployerRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'change-employer',
  effect: 'employer-change',
  lock: 'person',
  release: true,
  asksQualification: false,
});

const changePersonalRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'change-personal',
  effect: 'personal-change',
  lock: 'person',
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  practitionerFiles: ['photo', 'identity-evidence'],
  oldestAge: null,
});

const additionRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'addition',
  effect: 'addition',
  supplement: 'none',
  asksEmployment: false,
  practitionerFiles: ['photo'],
});

const reregistrationRow = (profession: ProfessionCode): MatterRow => ({
  ...initialRow(profession),
  matter: 'reregistration',
  standing: 'formerly-registered',
});

// By the person, by the employer with its seal, or by the department on a legal ground (Administrative Licensing Law art. 70).
const cancellationRow = (profession: ProfessionCode): MatterRow => ({
  ...amendmentRow(profession),
  matter: 'cancellation',
  effect: 'cancellation',
  initiators: ['practitioner', 'employer', 'department'],
  lock: 'cancellation',
  employerStep: false,
  supplement: 'none',
  asksQualification: false,
  asksEmployment: false,
  practitionerFiles: [],
  oldestAge: null,
});

const withSpecialties = professionCodes.filter((profession) => professions[profession].specialties.length > 0);

export const matterRows: readonly MatterRow[] = [
  ...professionCodes.map(initialRow),
  demonstrationZoneRow,
  ...professionCodes.filter((profession) => professions[profession].outOfProvinceEntry).map(entryRow),
  ...professionCodes.map(renewalRow),
  ...professionCodes.map(changeEmployerRow),
  ...professionCodes.map(changePersonalRow),
  ...withSpecialties.map(additionRow),
  ...professionCodes.map(reregistrationRow),
  ...professionCodes.map(cancellationRow),
];

const rowIndex = new Map(matterRows.map((row) => [`${row.profession}/${row.matter}`, row]));

/** Finds the row of a profession and matter; undefined when that profession does not have that matter. */
export function findMatterRow(profession: ProfessionCode, matter: MatterCode): MatterRow | undefined {
  return rowIndex.get(`${profession}/${matter}`);
}

/** The catalogue row of an application. Throws RangeError for a row that was taken out of the catalogue, which must never happen. */
export function rowOf(application: Pick<Application, 'profession' | 'matter'>): MatterRow {
  const row = findMatterRow(application.profession, application.matter);
  if (row === undefined) throw new RangeError(`no matter row ${application.profession} × ${application.matter}`);
  return row;
}
