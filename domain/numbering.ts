import { effectOf, type MatterRow, matterRows } from './catalogue.ts';
import type { CalendarDate } from './calendar-dates.ts';
import { unprintableCharacters } from './printable.ts';
import { type ProfessionCode, professions } from './professions.ts';
import type { NumberPart } from './registration-series.ts';

/** The counter from which application numbers of a profession and year are drawn. */
export function applicationCounter(profession: ProfessionCode, date: CalendarDate): string {
  return `application-${profession}-${date.slice(0, 4)}`;
}

/** An application number (受理编号): letters of the profession, date, six digits of the year's count: JZ20261122000001. */
export function applicationNumber(profession: ProfessionCode, date: CalendarDate, count: number): string {
  return `${professions[profession].numberPrefix}${date.replaceAll('-', '')}${String(count).padStart(6, '0')}`;
}

/** The counter from which an application number was drawn, and the count in it; undefined for a text of another form. */
export function countInNumber(
  number: string,
  profession: ProfessionCode,
): { readonly counter: string; readonly count: number } | undefined {
  const { numberPrefix } = professions[profession];
  const [, year, count] = /^(\d{4})\d{4}(\d{6,})$/u.exec(number.slice(numberPrefix.length)) ?? [];
  if (!number.startsWith(numberPrefix) || year === undefined) return undefined;
  return { counter: applicationCounter(profession, `${year}-01-01`), count: Number(count) };
}

/** The counter from which registration numbers of a profession, matter and year are drawn; a zone counts by itself. */
export function registrationCounter({ profession, zone }: Numbered, date: CalendarDate): string {
  return `registration-${profession}${zone === null ? '' : `-${zone.division}`}-${date.slice(0, 4)}`;
}

/** What a new registration is numbered by. */
interface NumberFacts {
  /** The day of registration. */
  readonly date: CalendarDate;
  /** The day of the qualification that it rests on; null: not known, the day of registration stands for it. */
  readonly qualifiedOn: CalendarDate | null;
  readonly specialties: readonly string[];
}

type Numbered = Pick<MatterRow, 'profession' | 'zone'>;

const registering = matterRows.filter((row) => effectOf(row).grants === 'registration');

/** A registration number by the recipe of the profession, with 示 for a zone before the digits. Throws RangeError for a specialty that has no code. */
export function registrationNumber(row: Numbered, facts: NumberFacts, count: number): string {
  const { recipe } = professions[row.profession].series;
  return `${leadOf(row)}${recipe.map((part) => digitsOf(part, facts, count)).join('')}`;
}

function leadOf({ profession, zone }: Numbered): string {
  return `${professions[profession].series.lead}${zone === null ? '' : '示'}`;
}

function digitsOf(part: NumberPart, { date, qualifiedOn, specialties }: NumberFacts, count: number): string {
  if ('text' in part) return part.text;
  switch (part.of) {
    case 'qualification-year':
      return (qualifiedOn ?? date).slice(0, 4).slice(-part.digits);
    case 'registration-year':
      return date.slice(0, 4).slice(-part.digits);
    case 'specialty':
      return specialtyCode(part.codes, specialties);
    case 'count':
      return String(count).padStart(part.digits, '0');
  }
}

// One number for all specialties of a registration: it says the one that comes first in the codes.
function specialtyCode(codes: Readonly<Record<string, string>>, specialties: readonly string[]): string {
  const code = Object.entries(codes).find(([specialty]) => specialties.includes(specialty))?.[1];
  if (code === undefined) throw new RangeError(`no code for the specialties ${specialties.join('、')}`);
  return code;
}

/**
 * The numbers that somebody can mean who types one: itself, and for digits alone every one that lacks only what stands before them. Takes and answers
 * numbers as `typedRegistrationNumber` writes them.
 */
export function numbersMeant(typed: string): readonly string[] {
  if (!/^\d+$/.test(typed)) return [typed];
  return [typed, ...new Set(registering.map((row) => `${leadOf(row)}${typed}`))];
}

/** True for what can stand in a register as a number: 1 to 30 characters that papers can print, without angle brackets. */
export function canBeRegistered(number: string): boolean {
  return /^[^\p{C}\s<>]{1,30}$/u.test(number) && unprintableCharacters(number).length === 0;
}

/** True for a number of the form that numbers of the profession have, given here or by the register before. */
export function hasUsualForm(number: string, profession: ProfessionCode): boolean {
  return professions[profession].series.forms.some((form) => form.test(number));
}

/** The counter from which a registration number could be drawn here, with its year, and the count in it; undefined for a number of another form. */
export function countBehind(
  number: string,
  profession: ProfessionCode,
): { readonly counter: string; readonly year: string; readonly count: number } | undefined {
  const digits = professions[profession].series.recipe.map(patternOf).join('');
  for (const row of registering.filter((each) => each.profession === profession)) {
    const lead = leadOf(row);
    const found = number.startsWith(lead) ? new RegExp(`^${digits}$`).exec(number.slice(lead.length)) : null;
    const { year: written, count } = found?.groups ?? {};
    if (written === undefined) continue;
    const year = written.padStart(4, '20');
    return { counter: registrationCounter(row, `${year}-01-01`), year, count: Number(count) };
  }
  return undefined;
}

function patternOf(part: NumberPart): string {
  if ('text' in part) return part.text;
  switch (part.of) {
    case 'qualification-year':
      return `\\d{${part.digits}}`;
    case 'registration-year':
      return `(?<year>\\d{${part.digits}})`;
    case 'specialty':
      return `[${Object.values(part.codes).join('')}]`;
    case 'count':
      return `(?<count>\\d{${part.digits},})`;
  }
}
