import { type CalendarDate } from './calendar-dates.ts';
import { type ProfessionCode, professions } from './catalogue.ts';

/** The counter from which application numbers of a profession and year are drawn. */
export function applicationCounter(profession: ProfessionCode, date: CalendarDate): string {
  return `application-${profession}-${date.slice(0, 4)}`;
}

/** An application number (受理编号): letters of the profession, date, six digits of the year's count: JZ20261122000001. */
export function applicationNumber(profession: ProfessionCode, date: CalendarDate, count: number): string {
  return `${professions[profession].numberPrefix}${date.replaceAll('-', '')}${String(count).padStart(6, '0')}`;
}

/** The counter from which registration numbers of a profession and year are drawn. */
export function registrationCounter(profession: ProfessionCode, date: CalendarDate): string {
  return `registration-${profession}-${date.slice(0, 4)}`;
}

/** A registration number: the province and profession, then year and count: 苏建232026000001 (2 for class 2, 32 for Jiangsu). */
export function registrationNumber(profession: ProfessionCode, date: CalendarDate, count: number): string {
  return `${professions[profession].registrationPrefix}232${date.slice(0, 4)}${String(count).padStart(6, '0')}`;
}
