import * as z from 'zod';
import type { employerStaffEndpoints as endpoints } from '../../api/employer-staff.ts';
import { addDays, addMonths, type CalendarDate, isCalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { isStanding, shownStatus } from '../../domain/holds.ts';
import { searchedName } from '../../domain/employer-names.ts';
import { endingSoonDays, endsOf, isOfKinds } from '../../domain/register-filter.ts';
import { registrationStatus } from '../../domain/registration-terms.ts';
import { staffScope, staffTerm } from '../cases/desk-terms.ts';
import { mergedRows, readPlace, writePlace } from '../cases/merged-terms.ts';
import type { TermPlace } from '../cases/term-rows.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { refuseCursor } from '../platform/cursors.ts';
import { done, type Result } from '../platform/refusal.ts';
import { RegistrationEntity, type RegistrationItem, type TermItem } from '../records/entities.ts';
import { entryOf } from '../records/register-items.ts';
import { entryFor } from '../register/register-view.ts';

type Answer = z.input<typeof endpoints.listStaff.response>;
type Filter = Omit<z.output<typeof endpoints.listStaff.query>, 'cursor'>;

const pageSize = 20;
// More than this are not looked through for one page: then the page asks to narrow the filter.
const mostRows = 1000;
const placeForm = { order: z.string().refine(isCalendarDate), id: z.string().min(1).max(100) };

/** From which day on, and up to which, ends are looked for. */
interface Ends {
  readonly from: CalendarDate | null;
  readonly until: CalendarDate | null;
}

/**
 * One page of those registered with a company, the first to end first over all pages. Each entry is read from the table: who has just left is left out, and
 * others take the place. Refused with a cursor that is none.
 */
export async function listStaff(
  { creditCode }: CompanyCaller,
  filter: Filter,
  cursor: string | undefined,
  now: Date,
): Promise<Result<Answer>> {
  const after = cursor === undefined ? null : readPlace(cursor, placeForm);
  if (after === undefined) return refuseCursor();
  const today = shanghaiDate(now);
  const ends = endsAsked(filter, today);
  const found: { readonly place: TermPlace; readonly item: RegistrationItem }[] = [];
  let place = after;
  let isLast = false;
  for (let read = 0; read < mostRows && found.length <= pageSize && !isLast;) {
    const page = await mergedRows(staffScope, [staffTerm(creditCode)], { ...ends, after: place }, 50);
    for (const { row, item } of await entriesOf(page.rows)) {
      const isHere = item.employerCreditCode === creditCode && row.order === placeIn(item, ends);
      if (isHere && fits(item, filter, today)) found.push({ place: row, item });
    }
    ({ isLast } = page);
    read += page.rows.length;
    place = page.rows.at(-1) ?? place;
  }
  const shown = found.slice(0, pageSize);
  const end = found.length > pageSize ? (shown.at(-1)?.place ?? null) : isLast ? null : place;
  return done({
    items: shown.map(({ item }) => entryFor('employer', item, today)),
    cursor: end === null ? null : writePlace(end),
    narrow: found.length <= pageSize && !isLast,
  });
}

// What was renewed in time stands until that is decided; nobody decides longer than a year after the last day.
const longestRenewalDays = 366;

function endsAsked({ month, soon, standing }: Filter, today: CalendarDate): Ends {
  if (soon !== undefined) return { from: today, until: addDays(today, endingSoonDays + 1) };
  if (month !== undefined) return { from: `${month}-01`, until: addMonths(`${month}-01`, 1) };
  return { from: standing === 'true' ? addDays(today, -longestRenewalDays) : null, until: null };
}

/** Where an entry stands that has several ends: at its last, or at the first of those that are asked for. */
function placeIn(item: RegistrationItem, { from, until }: Ends): CalendarDate | undefined {
  if (from === null || until === null) return item.validUntil;
  return endsOf(item).find((day) => day >= from && day < until);
}

function fits(item: RegistrationItem, filter: Filter, today: CalendarDate): boolean {
  const { text, profession, status, month, soon, standing } = filter;
  const entry = entryOf(item);
  const stands = isStanding(shownStatus(registrationStatus(entry, today), entry, today));
  return (
    isOfKinds(entry, { profession, status, month }, today) &&
    (soon === undefined || stands) &&
    (standing === undefined || stands === (standing === 'true')) &&
    (text === undefined || isNamed(item, searchedName(text)))
  );
}

function isNamed({ holderName, number }: RegistrationItem, part: string): boolean {
  return searchedName(holderName).includes(part) || searchedName(number).includes(part);
}

async function entriesOf(rows: readonly TermItem[]) {
  const keys = rows.map(({ id: number, owner: personId = '' }) => ({ personId, number }));
  if (keys.length === 0) return [];
  // A batch read takes no key twice, and an entry with two ends has two rows.
  const each = [...new Map(keys.map((key) => [key.number, key])).values()];
  const { data } = await RegistrationEntity.get(each).go({ consistent: true, concurrent: 5 });
  const present = new Map(data.map((item) => [item.number, item]));
  return rows.flatMap((row) => {
    const item = present.get(row.id);
    return item === undefined ? [] : [{ row, item }];
  });
}
