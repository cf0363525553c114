import { type MatterRow, effectOf, matterRows } from './catalogue.ts';
import type { CalendarDate } from './calendar-dates.ts';
import { type ProfessionCode, professions } from './professions.ts';

/** The counter from which application numbers of a profession and year are drawn. */
export function applicationCounter(profession: ProfessionCode, date: CalendarDate): string {
  return `application-${profession}-${date.slice(0, 4)}`;
}

/** An application number (受理编号): letters of the profession, date, six digits of the year's count: JZ20261122000001. */
export function applicationNumber(profession: ProfessionCode, date: CalendarDate, count: number): string {
  return `${professions[profession].numberPrefix}${date.replaceAll('-', '')}${String(count).padStart(6, '0')}`;
}

/** The counter from which registration numbers of a profession, matter and year are drawn; a zone counts by itself. */
export function registrationCounter({ profession, zone }: MatterRow, date: CalendarDate): string {
  return `registration-${profession}${zone === null ? '' : `-${zone.division}`}-${date.slice(0, 4)}`;
}

/**
 * A registration number: the province and profession, 示 for the demonstration zone, then class and province (2 and 32), year
 * and count: 苏建2322026000001.
 */
export function registrationNumber(row: MatterRow, date: CalendarDate, count: number): string {
  return `${prefixOf(row)}232${date.slice(0, 4)}${String(count).padStart(6, '0')}`;
}

/** The registration numbers that somebody can mean who copied a number from a certificate: itself, or every one that lacks only its prefix. */
export function numbersMeant(typed: string): readonly string[] {
  if (!/^\d+$/.test(typed)) return [typed];
  return [...new Set(matterRows.filter((row) => effectOf(row).grants === 'registration').map(prefixOf))].map(
    (prefix) => `${prefix}${typed}`,
  );
}

function prefixOf({ profession, zone }: MatterRow): string {
  return `${professions[profession].registrationPrefix}${zone === null ? '' : '示'}`;
}

/** True for a text of the form that registration numbers of a profession have, given here or by the register before. */
export function isRegistrationNumber(text: string, profession: ProfessionCode): boolean {
  return new RegExp(`^${professions[profession].registrationPrefix}示?232\\d{9,12}$`, 'u').test(text);
}

/** The counter from which a registration number could be drawn here, with its year, and the count in it; undefined for a number of another form. */
export function countBehind(
  number: string,
  profession: ProfessionCode,
): { readonly counter: string; readonly year: string; readonly count: number } | undefined {
  const [, year = '', digits = ''] = /(\d{4})(\d{6})$/.exec(number) ?? [];
  const [date, count] = [`${year}-01-01`, Number(digits)];
  const row = matterRows.find(
    (each) => each.profession === profession && registrationNumber(each, date, count) === number,
  );
  return row === undefined ? undefined : { counter: registrationCounter(row, date), year, count };
}
