import type { RegistrationView } from '../../../api/people.ts';
import type { ApplicationDraft } from '../../../domain/application.ts';
import { asks } from '../../../domain/catalogue.ts';
import type { MatterRow } from '../../../domain/matter-row.ts';
import { type CancellationDraft, cancellationGrounds } from '../../../domain/cancellation.ts';
import type { HeldRegistration, SubmissionFacts } from '../../../domain/submission-facts.ts';
import type { Violation } from '../../../domain/violation.ts';
import { ownViolations } from '../../../domain/eligibility.ts';
import { chosenIsValid, standingFits, windowOpen } from '../../../domain/registration-rules.ts';
import { typedNumber } from '../../../domain/typed.ts';
import { filledParagraph } from './filled-in.ts';

/** What matters about a registration ask for besides the rest, as inputs hold it: every field is a text, empty when not filled in. */
export interface AmendmentForm {
  readonly registrationNumber: string;
  readonly formerIdNumber: string;
  readonly ground: string;
  readonly statement: string;
}

/** Turns a draft of the server into what inputs show. */
export function formOfAmendment({ registrationNumber, formerIdNumber, cancellation }: ApplicationDraft): AmendmentForm {
  return {
    registrationNumber: registrationNumber ?? '',
    formerIdNumber: formerIdNumber ?? '',
    ground: cancellation?.ground ?? '',
    statement: cancellation?.statement ?? '',
  };
}

/** Turns what inputs hold into the parts of a draft that are filled in: cleaned as the API does it. Other matters send none. */
export function amendmentOfForm({
  registrationNumber,
  formerIdNumber,
  ...cancellation
}: AmendmentForm): Pick<ApplicationDraft, 'registrationNumber' | 'formerIdNumber' | 'cancellation'> {
  const [number, former] = [typedNumber(registrationNumber), typedNumber(formerIdNumber)];
  const ended = cancellationOfForm(cancellation);
  return {
    ...(number === '' ? {} : { registrationNumber: number }),
    ...(former === '' ? {} : { formerIdNumber: former }),
    ...(ended.ground === null && ended.statement === null ? {} : { cancellation: ended }),
  };
}

function cancellationOfForm({ ground, statement }: Pick<AmendmentForm, 'ground' | 'statement'>): CancellationDraft {
  return {
    ground: cancellationGrounds.find((each) => each === ground) ?? null,
    statement: filledParagraph(statement),
  };
}

/** A registration of the caller as the rules see it. The register's qualification is the server's to know. */
export function heldRegistration(view: RegistrationView): HeldRegistration {
  const { number, profession, specialties, holderName, employerName, employerCreditCode, validUntil, zone } = view;
  const shown = { number, profession, specialties, holderName, employerName, employerCreditCode, validUntil, zone };
  return { ...shown, qualificationId: null, cancelledOn: view.cancelledOn };
}

/** The steps that only matters about a registration have. */
export type AmendmentStep = 'registration' | 'personal' | 'cancellation';

/** The rules of those steps, as the page can ask them. */
export const amendmentViolations: Readonly<Record<AmendmentStep, (submission: SubmissionFacts) => Violation[]>> = {
  registration: (submission) => [...chosenIsValid(submission), ...windowOpen(submission)],
  personal: (submission) => [
    // What was registered under another identity number is not among the caller's own: the department finds it.
    ...standingFits(submission),
    ...ownViolations('personal', submission),
  ],
  cancellation: (submission) => ownViolations('cancellation', submission),
};

/** The step in which a matter about a registration names it: with what changes, or by itself; undefined for every other matter. */
export function choosingStep({ standing, effect }: Pick<MatterRow, 'standing' | 'effect'>): AmendmentStep | undefined {
  if (standing !== 'registered') return undefined;
  return asks(effect, 'formerIdNumber') ? 'personal' : 'registration';
}
