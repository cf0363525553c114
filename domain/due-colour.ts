import { addDays, type CalendarDate, shanghaiDate, startOfDay } from './calendar-dates.ts';

/** How urgent what is due looks, the most urgent first: over, due within days, later. */
export const dueColours = ['overdue', 'soon', 'later'] as const;
export type DueColour = (typeof dueColours)[number];

// Today and as many days after it: what an officer plans for.
const soonDays = 3;

/** The colour of what is due on a day. */
export function dueColour(day: CalendarDate, today: CalendarDate): DueColour {
  if (day < today) return 'overdue';
  return day <= addDays(today, soonDays) ? 'soon' : 'later';
}

/** Between which instants what has a colour is due: from the first, until before the second; null: without end. */
export function dueBetween(
  colour: DueColour,
  now: Date,
): { readonly from: string | null; readonly until: string | null } {
  const today = shanghaiDate(now);
  const begins = startOfDay(today).toISOString();
  const ends = startOfDay(addDays(today, soonDays + 1)).toISOString();
  switch (colour) {
    case 'overdue':
      return { from: null, until: begins };
    case 'soon':
      return { from: begins, until: ends };
    case 'later':
      return { from: ends, until: null };
  }
}
