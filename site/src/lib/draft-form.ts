import type { ApplicationDraft, EmploymentDraft, Qualification } from '../../../domain/application.ts';
import { emptyEntry } from '../../../domain/entry-draft.ts';
import { entryFieldViolations } from '../../../domain/entry-rules.ts';
import type { MatterRow } from '../../../domain/catalogue.ts';
import {
  contractLongEnough,
  employmentComplete,
  employmentEqualsContract,
  qualificationHeld,
  qualificationOrigin,
  specialtiesHeld,
  type SubmissionFacts,
  type Violation,
} from '../../../domain/eligibility.ts';
import { type EntryForm, entryOfForm, formOfEntry } from './entry-form.ts';
import { fieldName } from './problem.ts';

/** A field of the employment part, as its input is named. */
export type EmploymentField = keyof EmploymentDraft;

/** The draft as inputs hold it: every field is a text, empty when not filled in. */
export interface DraftForm {
  readonly qualificationId: string;
  readonly specialties: readonly string[];
  readonly employment: Readonly<Record<EmploymentField, string>>;
  readonly entry: EntryForm;
}

/** Turns a draft of the server into what inputs show. */
export function formOfDraft(draft: ApplicationDraft): DraftForm {
  const { employment } = draft;
  return {
    qualificationId: draft.qualificationId ?? '',
    specialties: draft.specialties,
    employment: {
      employerName: employment.employerName ?? '',
      employerCreditCode: employment.employerCreditCode ?? '',
      contractKind: employment.contractKind ?? '',
      contractStart: employment.contractStart ?? '',
      contractEnd: employment.contractEnd ?? '',
      employmentStart: employment.employmentStart ?? '',
      employmentEnd: employment.employmentEnd ?? '',
      position: employment.position ?? '',
    },
    entry: formOfEntry(draft.entry ?? null),
  };
}

/** A draft that may be changed freely, as the API's input wants its lists. */
export type SentDraft = Omit<ApplicationDraft, 'specialties'> & { specialties: string[] };

/** Turns what inputs hold into a draft: trimmed, empty is null, and a contract without end has no end dates. */
export function draftOfForm(form: DraftForm): SentDraft {
  const { employment } = form;
  const kind = employment.contractKind;
  const contractKind = kind === 'fixed-term' || kind === 'open-ended' ? kind : null;
  const entry = entryOfForm(form.entry);
  const end = (value: string) => (contractKind === 'open-ended' ? null : text(value));
  return {
    qualificationId: text(form.qualificationId),
    specialties: [...form.specialties],
    employment: {
      employerName: text(employment.employerName),
      employerCreditCode: text(employment.employerCreditCode.toUpperCase()),
      contractKind,
      contractStart: text(employment.contractStart),
      contractEnd: end(employment.contractEnd),
      employmentStart: text(employment.employmentStart),
      employmentEnd: end(employment.employmentEnd),
      position: text(employment.position),
    },
    // Only matters with an entry send one.
    ...(entry === null ? {} : { entry }),
  };
}

const follows = { contractStart: 'employmentStart', contractEnd: 'employmentEnd' } as const;

/**
 * Changes one employment field. The employment dates must equal the contract's (manual 一（二）2（2）③), so they follow it
 * as long as nobody typed something else there.
 */
export function changeEmployment(form: DraftForm, field: EmploymentField, value: string): DraftForm {
  const employment = { ...form.employment, [field]: value };
  if (field === 'contractStart' || field === 'contractEnd') {
    const follower = follows[field];
    const before = form.employment[follower];
    if (before === '' || before === form.employment[field]) employment[follower] = value;
  }
  return { ...form, employment };
}

/** Chooses a qualification; specialties that it does not have are dropped. */
export function chooseQualification(form: DraftForm, qualification: Qualification): DraftForm {
  const specialties = form.specialties.filter((specialty) => qualification.specialties.includes(specialty));
  return { ...form, qualificationId: qualification.id, specialties };
}

/** The steps of the draft page that have fields of their own. */
export type FormStep = 'qualification' | 'employment' | 'entry';

/** What the rules can be asked in the page: the server knows the rest and has the last word. */
export interface PageFacts {
  readonly row: MatterRow;
  readonly today: string;
  readonly qualifications: readonly Qualification[];
}

/** The rules of a step that the form does not meet, by field. Missing fields are told only when `complete` is wanted. */
export function stepProblems(step: FormStep, form: DraftForm, facts: PageFacts, complete: boolean): Violation[] {
  const draft = draftOfForm(form);
  // These rules look at the draft and the facts given here, nothing else of the submission.
  const unknown = {
    registrations: [],
    employersElsewhere: [],
    readySlots: [],
    employerDivision: null,
    profile: nobody,
  };
  const submission: SubmissionFacts = { ...facts, ...unknown, draft };
  const violations = violationsOf[step](submission);
  return violations.filter(({ code }) => complete || !code.endsWith('-missing'));
}

const violationsOf: Readonly<Record<FormStep, (submission: SubmissionFacts) => Violation[]>> = {
  qualification: (submission) => [
    ...qualificationHeld(submission),
    ...qualificationOrigin(submission),
    ...specialtiesHeld(submission),
  ],
  employment: (submission) => [
    ...employmentComplete(submission.draft.employment),
    ...contractLongEnough(submission),
    ...employmentEqualsContract(submission.draft.employment),
  ],
  entry: ({ draft, today }) => entryFieldViolations(draft.entry ?? emptyEntry, today, ''),
};

const nobody: SubmissionFacts['profile'] = {
  name: '',
  idType: '',
  idNumber: '',
  mobile: null,
  email: null,
  ethnicity: null,
  education: null,
  school: null,
  major: null,
  graduatedOn: null,
  address: null,
};

const registrationSteps = ['qualification', 'files', 'employment', 'confirm'] as const;
const entrySteps = ['entry', 'certificate', 'confirm'] as const;
/** A step of the draft page. */
export type DraftStep = (typeof registrationSteps)[number] | (typeof entrySteps)[number];

/** The steps of the draft page of a matter, in order. */
export function stepsOf({ effect }: Pick<MatterRow, 'effect'>): readonly DraftStep[] {
  return effect === 'registration' ? registrationSteps : entrySteps;
}

export const draftStepNames: Readonly<Record<DraftStep, string>> = {
  qualification: '资格与专业',
  files: '照片与合同',
  employment: '聘用信息',
  entry: '省外资格信息',
  certificate: '资格证书扫描件',
  confirm: '阅读并确认申请表',
};

/** The step in which a problem is mended; `profile` is mended on another page. */
export function stepOfField(field: string, steps: readonly DraftStep[] = registrationSteps): DraftStep | 'profile' {
  if (field.startsWith('files')) return steps.includes('files') ? 'files' : 'certificate';
  if (field.startsWith('entry')) return 'entry';
  if (field.startsWith('employment')) return 'employment';
  if (field.startsWith('profile')) return 'profile';
  return 'qualification';
}

/** What keeps an application from being submitted, gathered by where it is mended, in the order of the steps. */
export function problemsByStep<Problem extends { readonly field: string }>(
  problems: readonly Problem[],
  steps: readonly DraftStep[] = registrationSteps,
): { step: DraftStep | 'profile'; problems: Problem[] }[] {
  return (['profile', ...steps] as const)
    .map((step) => ({ step, problems: problems.filter(({ field }) => stepOfField(fieldName(field), steps) === step) }))
    .filter((group) => group.problems.length > 0);
}

function text(value: string): string | null {
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}
