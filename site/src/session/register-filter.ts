import { cityNames } from '../../../domain/divisions.ts';
import { type ShownStatus, shownStatuses } from '../../../domain/holds.ts';
import { type ProfessionCode, professionCodes } from '../../../domain/professions.ts';
import { monthForm, specialtyNames } from '../../../domain/register-filter.ts';

/** What the register can be narrowed by, as it stands in the page's address: what is not named is not asked. */
export interface RegisterListFilter {
  readonly profession?: ProfessionCode;
  readonly specialty?: string;
  readonly city?: string;
  readonly status?: ShownStatus;
  readonly month?: string;
  readonly employer?: string;
  readonly name?: string;
  readonly idNumber?: string;
}

/** The filter in the query of an address. A value that is none of its list is not asked. */
export function registerFilterOf(search: string): RegisterListFilter {
  const text = textIn(search);
  const month = typedMonth(text('month') ?? '');
  return {
    ...named(
      'profession',
      professionCodes.find((code) => code === text('profession')),
    ),
    ...named(
      'specialty',
      specialtyNames.find((name) => name === text('specialty')),
    ),
    ...named(
      'city',
      Object.keys(cityNames).find((code) => code === text('city')),
    ),
    ...named(
      'status',
      shownStatuses.find((status) => status === text('status')),
    ),
    ...named('month', monthForm.test(month) ? month : undefined),
    ...named('employer', text('employer')),
    ...named('name', text('name')),
    ...named('idNumber', text('idNumber')),
  };
}

/** Reads conditions in the query of an address as they were typed; undefined: nothing was. */
export function textIn(search: string): (name: string) => string | undefined {
  const query = new URLSearchParams(search);
  return (name) => {
    const value = query.get(name)?.trim() ?? '';
    return value === '' ? undefined : value;
  };
}

/** A condition under its name, or nothing. */
export function named<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Readonly<Partial<Record<Name, Value>>>;
export function named(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

/** A month as people write it (2027.3, 2027年3月, 202703) in the form of filters. What is none stays as it is. */
export function typedMonth(text: string): string {
  const found = /^\s*(?<year>\d{4})\s*[-./年]?\s*(?<month>\d{1,2})\s*月?\s*$/u.exec(text.normalize('NFKC'))?.groups;
  return found === undefined ? text.trim() : `${found['year'] ?? ''}-${(found['month'] ?? '').padStart(2, '0')}`;
}

/** What is wrong with a month as it was typed; undefined: it is one. */
export function monthProblem(text: string): string | undefined {
  return monthForm.test(typedMonth(text)) ? undefined : '请填写年月，例如 2027-03。';
}

/** The query of the register with a filter, as it stands in the address. */
export function registerQuery(filter: RegisterListFilter): string {
  return new URLSearchParams({ ...filter }).toString();
}
