import type { DeskQueue } from '../../domain/desk-queues.ts';
import { batchId } from '../../domain/public-batches.ts';
import { digest } from '../platform/digest.ts';

// Where the rows lie by which the desk lists and searches (functions/projection writes them).

/** Applications that were ever sent. */
export const caseScope = 'case';
/** Applications that are not decided yet. */
export const openScope = 'open';
/** The term of the open scope under which every open application stands, in the order of numbers: what is looked through for those that stand still. */
export const everyOpen = 'every';
/** Entries of the register. */
export const registerScope = 'register';
/** The same as a list, by their numbers: under each of the kinds of domain/register-filter.ts. */
export const entriesScope = 'entries';
/** The same of one employer, by the end of their terms. */
export const staffScope = 'staff';

/** Practitioners. */
export const personScope = 'person';

/** The open work of a queue, by the time at which it is due; also the list in whose days it is counted. */
export function queueScope(queue: DeskQueue): string {
  return `queue/${queue}`;
}

/** Objections, waiting or answered: by the applicant's name, the case's number and its employer. */
export const objectionScope = 'objection';
/** Objections that are answered, by when; those that wait are a queue. */
export const answeredScope = 'objections/answered';

/** The term of what stands in a batch of 公示. */
export function batchTerm(place: { readonly year: number; readonly number: number }): string {
  return `batch/${batchId(place)}`;
}

/** The term of those who are registered with a company. */
export function staffTerm(creditCode: string): string {
  return `employer/${creditCode}`;
}

// The letters of the profession and the century: the least that a search for the beginning of a number asks for, since a term has to hold all of it.
const numberTermCharacters = 4;

/** The term of a number that is found by how it begins. */
export function numberTerm(number: string): string {
  return `number/${number.slice(0, numberTermCharacters)}`;
}

/** The term of a mobile number, which is found as a whole alone: its digest, so that it is not legible at a glance where keys are shown (contributor insights, data events); who tries all numbers out finds it. */
export function mobileTerm(mobile: string): string {
  return `mobile/${digest(mobile)}`;
}

/** What open work of a queue is by kinds, as its rows say it. */
export function kindsText(kinds: {
  readonly profession: string;
  readonly matter: string;
  readonly city: string | null;
}): string {
  return `${kinds.profession}/${kinds.matter}/${kinds.city ?? ''}`;
}

/** True when a row says that its item is of the kinds that are asked, or does not say. */
export function mayBeOf(
  text: string | undefined,
  asked: {
    readonly profession?: string | undefined;
    readonly matter?: string | undefined;
    readonly city?: string | undefined;
  },
): boolean {
  if (text === undefined) return true;
  const [profession, matter, city] = text.split('/');
  return (
    (asked.profession ?? profession) === profession &&
    (asked.matter ?? matter) === matter &&
    (asked.city ?? city) === city
  );
}
