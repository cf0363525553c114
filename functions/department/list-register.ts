import * as z from 'zod';
import type { RegisterFilter } from '../../api/department-register-list.ts';
import type { RegistrationView } from '../../api/people.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { searchedName } from '../../domain/employer-names.ts';
import { readPlace, writePlace } from '../cases/merged-terms.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { refuseCursor } from '../platform/cursors.ts';
import { personIdOf } from '../platform/identity-key.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { entryFor } from '../register/register-view.ts';
import { type AskedEntries, findEntries, placeOf } from './find-entries.ts';
import { codesOf } from './narrow-filters.ts';
import { countedLookUp } from './look-ups.ts';

const pageSize = 20;
// As of a queue (read-queue.ts): each row costs the entry that it names, a unit at most. A page says where it goes on.
const mostRead = 200;
const longestNumber = z.string().min(1).max(100);
const placeForm = { order: longestNumber, id: longestNumber };

/** One page of the register. `narrow`: more was looked through than a page may. */
export interface RegisterPage {
  readonly items: RegistrationView[];
  readonly cursor: string | null;
  readonly narrow: boolean;
}

/**
 * One page of the entries that a filter leaves, in the order of their numbers. Refused with a cursor that is none and, where the filter names a person or
 * a company, beyond the quota of look-ups.
 */
export async function listRegister(
  caller: StaffCaller,
  filter: RegisterFilter,
  cursor: string | undefined,
  now: Date,
): Promise<Result<RegisterPage>> {
  const after = cursor === undefined ? null : readPlace(cursor, placeForm);
  if (after === undefined) return refuseCursor();
  const read = async (): Promise<Result<RegisterPage>> => {
    const meant = await entriesAsked(filter);
    if (!meant.ok) return meant;
    const asked = { ...meant.value, today: shanghaiDate(now) };
    const { items, next } = await findEntries(asked, after, { enough: pageSize, most: mostRead });
    const shown = items.slice(0, pageSize);
    const last = items.length > pageSize ? shown.at(-1) : undefined;
    const end = last === undefined ? next : placeOf(last);
    return done({
      items: shown.map((item) => entryFor('department', item, asked.today)),
      cursor: end === null ? null : writePlace(end),
      narrow: last === undefined && next !== null,
    });
  };
  return await countedLookUp({ caller, filter, now }, read);
}

/** A filter as entries are looked for: persons by the key under which they are kept, companies by their codes. Refused where too many companies can be meant. */
export async function entriesAsked({
  name,
  employer,
  idNumber,
  ...kinds
}: RegisterFilter): Promise<Result<Omit<AskedEntries, 'today'>>> {
  const employers = employer === undefined ? undefined : await codesOf(employer);
  if (employers === null)
    return refuse('invalid-request', '符合的企业过多，请填写更完整的企业名称，或者统一社会信用代码。');
  return done({
    kinds,
    ...(name === undefined ? {} : { name: searchedName(name) }),
    ...(employers === undefined ? {} : { employers }),
    ...(idNumber === undefined ? {} : { personId: await personIdOf(idNumber) }),
  });
}
