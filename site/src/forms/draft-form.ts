import { applicationFields, type FieldSection } from '../../../domain/application-fields.ts';
import {
  type ApplicationDraft,
  type EmploymentDraft,
  type PractitionerProfile,
  type Qualification,
  unknownPerson,
} from '../../../domain/application-parts.ts';
import { isContractKind, isWithoutEnd } from '../../../domain/contract-kinds.ts';
import { declarationCodes, type Declarations } from '../../../domain/declarations.ts';
import type { MatterRow } from '../../../domain/catalogue.ts';
import type { HeldRegistration } from '../../../domain/registration.ts';
import { validSpecialties } from '../../../domain/registration-terms.ts';
import { qualificationOrigin } from '../../../domain/qualification-rules.ts';
import type { SubmissionFacts } from '../../../domain/submission-facts.ts';
import { stepViolations } from '../../../domain/submission-rules.ts';
import { type FormStep, formStepsOf } from '../../../domain/submission-steps.ts';
import type { Violation } from '../../../domain/violation.ts';
import { typedCreditCode } from '../../../domain/typed.ts';
import { type AmendmentForm, amendmentOfForm, formOfAmendment } from './amendment-form.ts';
import { type EntryForm, entryOfForm, formOfEntry } from './entry-form.ts';
import { filledLine } from './filled-in.ts';
import { fieldName } from '../session/problem.ts';

/** A field of the employment part, as its input is named. */
export type EmploymentField = keyof EmploymentDraft;

/** The draft as inputs hold it: every field is a text, empty when not filled in. */
export interface DraftForm {
  readonly qualificationId: string;
  readonly specialties: readonly string[];
  readonly employment: Readonly<Record<EmploymentField, string>>;
  readonly entry: EntryForm;
  readonly amendment: AmendmentForm;
  readonly declarations: Declarations;
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
    entry: formOfEntry(draft.entry),
    amendment: formOfAmendment(draft),
    declarations: draft.declarations,
  };
}

/** A draft that may be changed freely, as the API's input wants its lists. */
export type SentDraft = Omit<ApplicationDraft, 'specialties'> & { specialties: string[] };

/** Turns what inputs hold into a draft: cleaned as the API does it, empty is null, and a contract without end has no end dates. */
export function draftOfForm(form: DraftForm): SentDraft {
  const { employment } = form;
  const kind = employment.contractKind;
  const contractKind = isContractKind(kind) ? kind : null;
  const entry = entryOfForm(form.entry);
  const end = (value: string) => (isWithoutEnd(contractKind) ? null : filledLine(value));
  return {
    qualificationId: filledLine(form.qualificationId),
    specialties: [...form.specialties],
    employment: {
      employerName: filledLine(employment.employerName),
      employerCreditCode: filledLine(typedCreditCode(employment.employerCreditCode)),
      contractKind,
      contractStart: filledLine(employment.contractStart),
      contractEnd: end(employment.contractEnd),
      employmentStart: filledLine(employment.employmentStart),
      employmentEnd: end(employment.employmentEnd),
      position: filledLine(employment.position),
    },
    // Only matters with an entry send one.
    entry,
    ...amendmentOfForm(form.amendment),
    declarations: declarationsOfForm(form.declarations),
  };
}

// In one order, whatever was answered first: equal drafts are equal texts.
function declarationsOfForm(answers: Declarations): Declarations {
  return Object.fromEntries(
    declarationCodes.flatMap((code) => (answers[code] === undefined ? [] : [[code, answers[code]] as const])),
  );
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

/**
 * Chooses the registration that the application is about: what is registered already is not asked for again, and the employer of a renewal
 * stands there, because it is the one that the registration is with. Of a matter about some of its specialties the only one is chosen with it.
 */
export function chooseRegistration(
  form: DraftForm,
  registration: HeldRegistration,
  row: MatterRow,
  today: string,
): DraftForm {
  const { number } = registration;
  const valid = validSpecialties(registration, today);
  return withRegisteredEmployer(
    {
      ...form,
      amendment: { ...form.amendment, registrationNumber: number },
      specialties: row.choosesSpecialties
        ? valid.filter((specialty) => valid.length === 1 || form.specialties.includes(specialty))
        : form.specialties.filter((specialty) => !valid.includes(specialty)),
    },
    registration,
    row,
  );
}

/** Fills in the employer of a registration where the matter keeps it and none is named yet. */
export function withRegisteredEmployer(
  form: DraftForm,
  { employerName, employerCreditCode }: HeldRegistration,
  { asksEmployment, standing, release }: MatterRow,
): DraftForm {
  const { employment } = form;
  const named = employment.employerCreditCode !== '' || employment.employerName !== '';
  if (!asksEmployment || standing !== 'registered' || release || named) return form;
  return { ...form, employment: { ...employment, employerName, employerCreditCode } };
}

/** The qualifications that a matter may rest on, given the registration that it is about. */
export function servingQualifications<Held extends Qualification>(
  held: readonly Held[],
  form: DraftForm,
  facts: Omit<PageFacts, 'qualifications'>,
): Held[] {
  return held.filter((qualification) => {
    const draft = draftOfForm({ ...form, qualificationId: qualification.id });
    const origin = qualificationOrigin({
      ...unknown,
      ...facts,
      profile: nobody,
      qualifications: [qualification],
      draft,
    });
    return qualification.profession === facts.row.profession && origin.length === 0;
  });
}

/** Chooses a qualification; specialties that it does not have are dropped. */
export function chooseQualification(form: DraftForm, qualification: Qualification): DraftForm {
  const specialties = form.specialties.filter((specialty) => qualification.specialties.includes(specialty));
  return { ...form, qualificationId: qualification.id, specialties };
}

/** The steps of the draft page whose fields are typed or chosen: the server alone knows which files are ready. */
export type TypedStep = Exclude<FormStep, 'files' | 'certificate'>;

/** What the rules can be asked in the page: the server knows the rest and has the last word. */
export interface PageFacts {
  readonly row: MatterRow;
  readonly today: string;
  readonly qualifications: readonly Qualification[];
  /** The caller's own registrations, where the matter is about one. */
  readonly registrations: readonly HeldRegistration[];
  /** What the identity platform vouches for, where that is what changes. */
  readonly profile: PractitionerProfile | null;
}

// What only the server knows: rules about it pass here.
const unknown = {
  bars: [],
  employersElsewhere: [],
  readySlots: [],
  employerDivision: null,
  certificateTaken: false,
  education: null,
  insured: [],
};

/** The rules of a step that the form does not meet, by field. Missing fields are told only when `complete` is wanted. */
export function stepProblems(step: TypedStep, form: DraftForm, facts: PageFacts, complete: boolean): Violation[] {
  const submission = { ...unknown, ...facts, profile: facts.profile ?? nobody, draft: draftOfForm(form) };
  return stepViolations(step, submission).filter(({ code }) => complete || !code.endsWith('-missing'));
}

const nobody: SubmissionFacts['profile'] = { ...unknownPerson, name: '' };

/** A step of the draft page. */
export type DraftStep = FormStep | 'confirm';

/** The steps of the draft page of a matter, in order: its form's, and the confirmation. */
export function stepsOf(row: MatterRow): readonly DraftStep[] {
  return [...formStepsOf(row), 'confirm'];
}

const stepNames: Readonly<Record<DraftStep, string>> = {
  registration: '选择注册',
  personal: '变更内容',
  cancellation: '注销原因',
  qualification: '资格与专业',
  files: '照片与合同',
  employment: '聘用信息',
  declarations: '逐项声明',
  entry: '省外资格信息',
  certificate: '资格证书扫描件',
  confirm: '阅读并确认申请表',
};

/** The name of a step; that of the files says which ones the matter asks for. */
export function stepNameOf(step: DraftStep, { practitionerFiles }: Pick<MatterRow, 'practitionerFiles'>): string {
  if (step !== 'files' || practitionerFiles.includes('contract')) return stepNames[step];
  return practitionerFiles.length > 1 ? '照片与证明材料' : '个人照片';
}

// A field belongs to the first of these steps that the matter has.
const stepsOfSections: Readonly<Record<FieldSection, readonly DraftStep[]>> = {
  person: [],
  supplement: [],
  files: ['files', 'certificate'],
  entry: ['entry'],
  'prior-registration': ['entry'],
  employment: ['employment', 'personal'],
  cancellation: ['cancellation'],
  declarations: ['declarations'],
  registration: ['registration', 'personal'],
  'former-identity': ['personal'],
  // Which specialties of a registration an application is about is chosen with the registration.
  qualification: ['qualification', 'registration'],
};

/** Where a problem is mended: in a step, or on another page. */
export type MendingPlace = DraftStep | 'profile' | 'education';

/** Where a problem is mended. */
export function stepOfField(field: string, steps: readonly DraftStep[]): MendingPlace {
  if (field.startsWith('profile')) return 'profile';
  if (field === 'education') return 'education';
  const section = applicationFields.find(({ code }) => field === code || field.startsWith(`${code}.`))?.section;
  const candidates = section === undefined ? [] : stepsOfSections[section];
  return candidates.find((step) => steps.includes(step)) ?? candidates[0] ?? 'qualification';
}

/** What keeps an application from being submitted, gathered by where it is mended, in the order of the steps. */
export function problemsByStep<Problem extends { readonly field: string }>(
  problems: readonly Problem[],
  steps: readonly DraftStep[],
): { step: MendingPlace; problems: Problem[] }[] {
  return (['profile', 'education', ...steps] as const)
    .map((step) => ({ step, problems: problems.filter(({ field }) => stepOfField(fieldName(field), steps) === step) }))
    .filter((group) => group.problems.length > 0);
}
