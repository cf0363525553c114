import type { RegistrationView } from '../../../api/people.ts';
import { chineseDate } from '../../../domain/calendar-dates.ts';

/** What of a registration ends next, and when: its specialties by name where they do not end together. */
export function endingText(
  { terms, validUntil }: Pick<RegistrationView, 'terms' | 'validUntil'>,
  today: string,
): string {
  const open = terms.filter((term) => term.cancelledOn === null && term.validUntil >= today);
  const next = open.reduce((day, term) => (term.validUntil < day ? term.validUntil : day), validUntil);
  const ending = open.filter((term) => term.validUntil === next).flatMap(({ specialty }) => specialty ?? []);
  return `${ending.length < open.length ? ending.join('、') : ''}有效期至${chineseDate(next)}`;
}
