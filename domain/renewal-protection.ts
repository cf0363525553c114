import type { CalendarDate } from './calendar-dates.ts';
import type { CaseRecord } from './case-record.ts';
import type { RegisterEntry } from './registration.ts';
import { isFinal } from './states.ts';

/** What becomes of a registration whose renewal was applied for in time: it is kept valid until the decision, or it is not any more. */
export type ProtectionChange =
  | {
      readonly kind: 'begins';
      readonly entry: RegisterEntry;
      readonly applicationId: string;
      readonly specialties: readonly (string | null)[];
    }
  | {
      readonly kind: 'ends';
      readonly personId: string;
      readonly number: string;
      readonly applicationId: string;
      /** The day, where the registration has lasted longer than its last day for it; null: it has not. */
      readonly lapsedOn: CalendarDate | null;
    };

/**
 * True while an application keeps its registration valid beyond its last day (Administrative Licensing Law art. 50): it was sent in time and is not
 * decided. What the employer has returned is with nobody who could decide; sent again it is as much in time as it is then.
 */
export function protects({ state, timeliness }: Pick<CaseRecord, 'state' | 'timeliness'>): boolean {
  return (
    timeliness !== null && timeliness.inTime.length > 0 && state !== 'draft' && state !== 'returned' && !isFinal(state)
  );
}

/** What a step changes in that; an approval writes the new last day itself. `entries` are the applicant's in the register, where the step has read them. */
export function protectionChange(
  before: CaseRecord,
  after: CaseRecord,
  entries: readonly RegisterEntry[],
  today: CalendarDate,
): ProtectionChange | null {
  const { id: applicationId, personId, timeliness, registrations } = after;
  const [registration] = registrations;
  if (registration === undefined || protects(before) === protects(after) || after.state === 'approved') return null;
  const { number, validUntil } = registration;
  if (!protects(after))
    return { kind: 'ends', personId, number, applicationId, lapsedOn: today > validUntil ? today : null };
  const entry = entries.find((each) => each.number === number);
  if (entry === undefined) throw new Error('a renewal in time without its registration');
  return { kind: 'begins', entry, applicationId, specialties: timeliness?.inTime ?? [] };
}

/** An entry after such a change. */
export function withProtection<Entry extends RegisterEntry>(entry: Entry, change: ProtectionChange): Entry {
  const version = entry.version + 1;
  return change.kind === 'begins'
    ? { ...entry, version, protection: { applicationId: change.applicationId, specialties: change.specialties } }
    : { ...entry, version, protection: null, lapsedOn: change.lapsedOn };
}

/** The day on which a registration ends with such a change that had lasted beyond its last day; null: none does. */
export function lapseOf(change: ProtectionChange | null): CalendarDate | null {
  return change?.kind === 'ends' ? change.lapsedOn : null;
}
