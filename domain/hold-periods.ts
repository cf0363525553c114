import type { CalendarDate } from './calendar-dates.ts';

/** 暂停执业: from the first to the last day, both included, the holder may not practise; the registration itself stands. */
export interface Suspension {
  readonly reason: string;
  /** The decision behind it, with its number. */
  readonly document: string;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

/** 在建项目: until its last day, or until it is lifted, the registration neither moves nor ends, because its holder leads the project. */
export interface ProjectLock {
  readonly project: string;
  readonly reason: string;
  readonly until: CalendarDate;
}
