import { createHash } from 'node:crypto';
import type { LookItem } from '../records/entities.ts';

/** A day's looks as they are kept for good. */
export interface DayRecord {
  /** Lines of JSON: the day with the digest of the day before, then every look in the order of its time. */
  readonly text: string;
  /** SHA-256 of the text in hexadecimal. */
  readonly digest: string;
}

/** Writes the record of a day: the same looks always make the same text. `previous` is the digest of the day before, null on the first. */
export function dayRecord(day: string, previous: string | null, looks: readonly LookItem[]): DayRecord {
  const inOrder = looks.map(lookLine).sort();
  const text = [JSON.stringify({ day, previous, looks: looks.length }), ...inOrder, ''].join('\n');
  return { text, digest: createHash('sha256').update(text).digest('hex') };
}

// Named one by one: an attribute that is added later must not change what the record of an earlier day would be.
function lookLine(look: LookItem): string {
  const {
    at,
    lookId,
    kind,
    subject,
    applicationId = null,
    part = null,
    personId = null,
    staffId,
    staffName,
    clientAddress,
  } = look;
  return JSON.stringify({
    at,
    lookId,
    kind,
    subject,
    applicationId,
    part,
    personId,
    staffId,
    staffName,
    clientAddress,
  });
}
