import { declarationCodes, type Declarations } from './declarations.ts';
import {
  type ApplicationDraft,
  type EmploymentDraft,
  emptyDraft,
  type PractitionerProfile,
  type Qualification,
} from './application-parts.ts';
import { type MatterCode, type MatterRow, findMatterRow } from './catalogue.ts';
import type { HeldRegistration, Registration } from './registration.ts';
import { type RegistrationTerm, wholeOf, type WholeRegistration } from './registration-terms.ts';
import type { Application } from './application.ts';
import type { EducationRecord } from './continuing-education.ts';
import { hourKinds } from './education-hours.ts';
import { type ProfessionCode, professionCodes, professions } from './professions.ts';
import { type CalendarDate, shanghaiDate } from './calendar-dates.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import { nothingStands } from './standing.ts';

// Invented facts, for tests of the domain. Nobody in them exists.

export const samplePerson: PractitionerProfile = {
  name: '张演示',
  idType: '居民身份证',
  idNumber: '320106198803150016',
  birthDate: null,
  sex: null,
  mobile: '13900000001',
  email: 'zhang@example.com',
  ethnicity: '汉族',
  education: '本科',
  school: '演示大学',
  major: '建筑学',
  graduatedOn: '2010-06-30',
  address: '江苏省南京市演示路1号',
};

export const sampleEmployment: EmploymentDraft = {
  employerName: '甲公司',
  employerCreditCode: '91320508000010014J',
  contractKind: 'fixed-term',
  contractStart: '2020-01-01',
  contractEnd: '2027-12-31',
  employmentStart: '2020-01-01',
  employmentEnd: '2027-12-31',
  position: '设计师',
};

/** None of the grounds of refusal exists. */
export const nothingBars: Declarations = Object.fromEntries(declarationCodes.map((code) => [code, false]));

/** The day on which the clocks in Shanghai show a time, written `YYYY-MM-DD HH:MM`. */
export function dateAt(shanghaiTime: string): CalendarDate {
  return shanghaiDate(new Date(`${shanghaiTime.replace(' ', 'T')}+08:00`));
}

/** The row of a matter. Throws when the profession does not have that matter. */
export function rowFor(profession: ProfessionCode, matter: MatterCode): MatterRow {
  const row = findMatterRow(profession, matter);
  if (row === undefined) throw new Error(`no ${matter} for ${profession}`);
  return row;
}

/** A qualification of a profession in its first specialty. */
export function makeQualification(profession: ProfessionCode): Qualification {
  const specialties = professions[profession].specialties.slice(0, 1);
  const certificate = { certificateNumber: 'YS20200001', obtainedOn: '2020-08-01', province: '江苏省' };
  return {
    id: `qualification-${profession}`,
    profession,
    specialties,
    source: 'provincial-list',
    elsewhere: null,
    ...certificate,
  };
}

/** A draft in which nothing is filled in but the first specialty of the profession, where it has any. */
export function draftOf(profession: ProfessionCode): ApplicationDraft {
  return { ...emptyDraft, specialties: professions[profession].specialties.slice(0, 1) };
}

/** An application that nobody has acted on but the person, by default an architect's first with nothing filled in. */
export function makeApplication(overrides: Partial<Application> = {}): Application {
  return {
    id: 'a',
    number: 'N',
    profession: 'architect-2',
    matter: 'initial',
    initiator: 'practitioner',
    registrations: [],
    release: null,
    timeliness: null,
    statement: null,
    state: 'submitted',
    version: 1,
    submission: 1,
    draft: emptyDraft,
    applicant: samplePerson,
    qualification: null,
    attachments: {},
    supplement: null,
    correction: null,
    recommendation: null,
    extension: null,
    asksFormerIdentity: false,
    standing: nothingStands,
    createdAt: '',
    updatedAt: '',
    submittedAt: null,
    ...overrides,
  };
}

/** An entry of the register, by default a constructor's with 甲公司 through 2028. */
export function makeRegistration(overrides: Partial<Registration> = {}): Registration {
  const profession = overrides.profession ?? 'constructor-2';
  const terms = overrides.terms ?? makeTerms(profession, overrides);
  return {
    number: professions[profession].series.sample,
    profession,
    holderName: samplePerson.name,
    employerName: '甲公司',
    employerCreditCode: '91320508000010014J',
    ...{ employerQualification: null, qualificationId: null, zone: null, protection: null, lapsedOn: null },
    ...overrides,
    terms,
    ...wholeOf(terms),
  };
}

/** One term for each specialty, all alike, by default for the first one from 2026 through 2028. */
export function makeTerms(
  profession: ProfessionCode,
  said: Partial<WholeRegistration> = {},
): [RegistrationTerm, ...RegistrationTerm[]] {
  const [first = null, ...others] = said.specialties ?? professions[profession].specialties.slice(0, 1);
  const { validFrom = '2026-01-01', validUntil = '2028-12-31', cancelledOn = null, cancellationGround = null } = said;
  const term = { validFrom, validUntil, cancelledOn, cancellationGround };
  return [{ specialty: first, ...term }, ...others.map((specialty) => ({ specialty, ...term }))];
}

/** The same as the rules see it. */
export function makeHeld(overrides: Partial<Registration> = {}): HeldRegistration {
  return makeRegistration(overrides);
}

/** As many hours of continuing education in every profession as anything asks for, completed on a day. */
export function enoughHours(completedOn: CalendarDate): EducationRecord[] {
  return professionCodes.flatMap((profession) =>
    hourKinds.map((kind) => ({
      profession,
      number: 'XS2026',
      kind,
      hours: 300,
      completedOn,
      provider: '演示培训中心',
    })),
  );
}

/** The facts of a submission on which nothing is asked but what a test sets. */
export function makeFacts(
  row: MatterRow,
  today: CalendarDate,
  overrides: Partial<Omit<SubmissionFacts, 'row' | 'today'>> = {},
): SubmissionFacts {
  return {
    row,
    today,
    profile: samplePerson,
    draft: { ...emptyDraft, employment: sampleEmployment, declarations: nothingBars },
    qualifications: [],
    registrations: [],
    bars: [],
    employersElsewhere: [],
    readySlots: [],
    employerDivision: null,
    certificateTaken: false,
    education: null,
    insured: [],
    ...overrides,
  };
}
