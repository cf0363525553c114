import type { CalendarDate } from './calendar-dates.ts';
import type { CancellationGround } from './grounds.ts';

/** Why a registration is to be cancelled; null is not filled in yet. */
export interface CancellationDraft {
  readonly ground: CancellationGround | null;
  readonly statement: string | null;
  /** Of a ground that rests on a decision, named by the department: the decision with its number, and its day. */
  readonly document: string | null;
  readonly decidedOn: CalendarDate | null;
}

/** A cancellation of which nothing has been filled in. */
export const emptyCancellation: CancellationDraft = { ground: null, statement: null, document: null, decidedOn: null };
