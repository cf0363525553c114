import { type RegisterEntry, snapshotFields } from '../../domain/registration.ts';
import type { RegistrationView } from '../../api/people.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import { type RegistrationTerm, termStatus, registrationStatus } from '../../domain/registration-terms.ts';
import type { RegistrationItem } from '../records/entities.ts';
import { lockOn, shownRevocation, shownStatus, standingSuspension } from '../../domain/holds.ts';
import { entryOf } from '../records/register-items.ts';
import { verifyPath } from './verify-path.ts';

/** What an entry says, with where its certificate is verified on this site. */
interface EntryFields extends RegistrationView {
  readonly verifyPath: string;
  readonly version: number;
}

// What is printed on a certificate, and whether it still stands.
const printed = [
  'number',
  'profession',
  'terms',
  'specialties',
  'holderName',
  'employerName',
  'validFrom',
  'validUntil',
  'zone',
  'status',
  'cancelledOn',
  'lapsedOn',
  'revocation',
  'suspendedFrom',
  'suspendedUntil',
] as const;

const everything = [
  ...snapshotFields,
  'employerQualification',
  'validFrom',
  'status',
  'certificateReady',
  'applicationId',
  'cancelledOn',
  'lapsedOn',
  'revocation',
  'suspendedFrom',
  'suspendedUntil',
  'suspensionReason',
  'lock',
] as const;

/**
 * What the register shows of an entry, and to whom. Everything that leaves the register passes by this table: a field that is not named for a
 * viewer is not shown. The identity number of a holder is in none of them, and the code of a certificate, which the path has, in its holder's alone.
 */
export const registerShows = {
  /** Anybody who has the certificate before them: what is printed on it, and whether it still stands. */
  anyone: printed,
  /** The person whose entry it is. */
  holder: everything,
  /** The same person with their certificate, which they show to others. */
  'holder of a certificate': [...printed, 'verifyPath'],
  /** The employer that the entry is with now. */
  employer: everything,
  /** Staff of the department. */
  department: [...everything, 'version'],
  /** Who takes part in an application about it: as it stood at submission, to a former employer too. */
  'party of a case': snapshotFields,
  /** Who says that it was theirs under another identity number: nothing, before the department has verified it. */
  claimant: [],
  /** Staff who compare such a claim with the register. */
  verifier: ['number', 'profession', 'holderName', 'employerName', 'validUntil', 'status'],
} as const satisfies Readonly<Record<string, readonly (keyof EntryFields)[]>>;

/** Who looks at the register. */
export type RegisterViewer = keyof typeof registerShows;

type Shown<Viewer extends RegisterViewer> = Pick<EntryFields, (typeof registerShows)[Viewer][number]>;

/** An entry of the register on a day, as far as a viewer may see it. */
export function entryFor<Viewer extends RegisterViewer>(
  viewer: Viewer,
  item: RegistrationItem,
  today: CalendarDate,
): Shown<Viewer> {
  const entry = entryOf(item);
  const suspension = standingSuspension(entry, today);
  const { protection } = entry;
  return pick<EntryFields, (typeof registerShows)[Viewer][number]>(
    {
      ...item,
      terms: item.terms.map((term) => termFor(term, today, protection)),
      specialties: [...item.specialties],
      employerQualification: item.employerQualification ?? null,
      zone: item.zone ?? null,
      status: shownStatus(registrationStatus(entry, today), entry, today),
      lapsedOn: entry.lapsedOn,
      revocation: shownRevocation(entry),
      suspendedFrom: suspension?.from ?? null,
      suspendedUntil: suspension?.until ?? null,
      suspensionReason: suspension?.reason ?? null,
      lock: lockOn(entry, today),
      certificateReady: item.certificateDocumentId !== undefined,
      applicationId: item.applicationId ?? null,
      cancelledOn: item.cancelledOn ?? null,
      verifyPath: verifyPath(item),
    },
    registerShows[viewer],
  );
}

/** A term as everybody sees it: why it was cancelled is between the parties of that application. */
function termFor(
  { specialty, validFrom, validUntil, cancelledOn }: RegistrationTerm,
  today: CalendarDate,
  protection: RegisterEntry['protection'],
) {
  const status = termStatus({ specialty, validUntil, cancelledOn }, today, protection);
  return { specialty, validFrom, validUntil, cancelledOn, status };
}

function pick<Value extends object, Key extends keyof Value>(value: Value, keys: readonly Key[]): Pick<Value, Key> {
  const picked: object = Object.fromEntries(keys.map((key) => [key, value[key]]));
  if (!hasAll<Value, Key>(picked, keys)) throw new Error('a field that is to be shown is missing');
  return picked;
}

function hasAll<Value, Key extends keyof Value>(picked: object, keys: readonly Key[]): picked is Pick<Value, Key> {
  return keys.every((key) => key in picked);
}
