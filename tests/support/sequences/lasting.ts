import type { Application } from '../../../domain/application.ts';
import { effectOf } from '../../../domain/catalogue.ts';
import { addDays, addYears, type CalendarDate } from '../../../domain/calendar-dates.ts';
import { professions, sharesRegistration } from '../../../domain/professions.ts';
import type { RegisterEntry } from '../../../domain/registration.ts';
import type { Entry } from './lifecycle-model.ts';

type Lasting = Entry['lasting'];

/** The last day of each specialty of an entry as it comes into the register; of a profession without any, under no name. */
export function lastingOf({ terms }: Pick<RegisterEntry, 'terms'>): Lasting {
  return Object.fromEntries(terms.map(({ specialty, validUntil }) => [specialty ?? '', validUntil]));
}

/** The last days after an approval on a day, said again here and not asked of the product: a renewal counts from the old one, an addition from the day. */
export function lastingAfter(
  { profession }: Pick<RegisterEntry, 'profession'>,
  lasting: Lasting,
  approved: Application | null,
  today: CalendarDate,
): Lasting {
  if (approved === null) return lasting;
  const { specialties } = approved.draft;
  const { validYears } = professions[profession];
  const { code } = effectOf(approved);
  if (code === 'renewal') {
    const asked = sharesRegistration(profession) ? specialties : Object.keys(lasting);
    return Object.fromEntries(
      Object.entries(lasting).map(([name, until]) => [
        name,
        asked.includes(name) ? addYears(until, validYears) : until,
      ]),
    );
  }
  if (code !== 'addition') return lasting;
  const anniversary = addYears(today, validYears);
  const until = anniversary.slice(5) === today.slice(5) ? addDays(anniversary, -1) : anniversary;
  return { ...lasting, ...Object.fromEntries(specialties.map((name) => [name, until])) };
}
