import type { ApplicationDraft } from '../../../domain/application-parts.ts';
import { type HeldRegistration, registrationSnapshot } from '../../../domain/registration.ts';
import type { RegistrationView } from '../../../api/people.ts';
import { type CancellationDraft, emptyCancellation } from '../../../domain/cancellation.ts';
import { cancellationGrounds } from '../../../domain/grounds.ts';
import { typedIdentityNumber, typedRegistrationNumber } from '../../../domain/typed.ts';
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
  const [number, former] = [typedRegistrationNumber(registrationNumber), typedIdentityNumber(formerIdNumber)];
  const ended = cancellationOfForm(cancellation);
  return {
    registrationNumber: number === '' ? null : number,
    formerIdNumber: former === '' ? null : former,
    cancellation: ended.ground === null && ended.statement === null ? null : ended,
  };
}

function cancellationOfForm({ ground, statement }: Pick<AmendmentForm, 'ground' | 'statement'>): CancellationDraft {
  return {
    ...emptyCancellation,
    ground: cancellationGrounds.find((each) => each === ground) ?? null,
    statement: filledParagraph(statement),
  };
}

/** A registration of the caller as the rules see it. The register's qualification is the server's to know. */
export function heldRegistration(view: RegistrationView): HeldRegistration {
  const renewing = view.terms.filter(({ status }) => status === 'renewing').map(({ specialty }) => specialty);
  const protection = renewing.length === 0 ? null : { specialties: renewing };
  const { cancelledOn, lock } = view;
  return { ...registrationSnapshot(view), qualificationId: null, cancelledOn, protection, lock };
}
