import { addMonths, type CalendarDate } from './calendar-dates.ts';

/** A month in which a unit paid somebody's social insurance. */
export interface InsuredMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly unitName: string;
  readonly creditCode: string;
}

/** What is known of who pays somebody's social insurance: by the list that the registrar imports, and by a proof that the applicant uploads. */
export interface InsuranceEvidence {
  readonly months: readonly InsuredMonth[];
  /** The name of the uploaded 社保证明; null: none. */
  readonly proof: string | null;
}

/** Who paid for the last full month: the employer alone, somebody else (also beside it) since a month, or nobody on the list. */
export type InsuranceFinding =
  | { readonly kind: 'employer'; readonly month: string; readonly since: string }
  | {
      readonly kind: 'other';
      readonly month: string;
      readonly since: string;
      readonly unitName: string;
      readonly creditCode: string;
    }
  | { readonly kind: 'none'; readonly month: string };

/** The last month that is over on a day. */
export function lastFullMonth(today: CalendarDate): string {
  return monthBefore(today.slice(0, 7));
}

/** Who paid for the last full month before a day, as the list says it, beside the employer that an application names. */
export function insuranceFinding(
  months: readonly InsuredMonth[],
  employerCreditCode: string | null,
  today: CalendarDate,
): InsuranceFinding {
  const month = lastFullMonth(today);
  const paid = months.filter((each) => each.month === month);
  const other = paid.find(({ creditCode }) => creditCode !== employerCreditCode);
  if (other !== undefined) {
    const { unitName, creditCode } = other;
    return { kind: 'other', month, since: since(months, creditCode, month), unitName, creditCode };
  }
  const [own] = paid;
  return own === undefined
    ? { kind: 'none', month }
    : { kind: 'employer', month, since: since(months, own.creditCode, month) };
}

/** A month the Chinese way: 2026年3月. */
export function monthText(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${year}年${Number(number)}月`;
}

/** The first of the months without a gap up to the last one in which a unit paid. */
function since(months: readonly InsuredMonth[], creditCode: string, last: string): string {
  const paid = new Set(months.filter((each) => each.creditCode === creditCode).map(({ month }) => month));
  let first = last;
  while (paid.has(monthBefore(first))) first = monthBefore(first);
  return first;
}

function monthBefore(month: string): string {
  return addMonths(`${month}-01`, -1).slice(0, 7);
}
