import { createHash } from 'node:crypto';
import * as z from 'zod';

/** A kept record: its key and its text. */
export interface KeptRecord {
  readonly key: string;
  readonly text: string;
}

/** What became of the verification: how many days hold, the digest of the last, and what is wrong. */
export interface Verification {
  readonly days: number;
  readonly looks: number;
  readonly lastDay: string | null;
  readonly lastDigest: string | null;
  readonly faults: readonly string[];
}

const headSchema = z.object({ day: z.iso.date(), previous: z.string().nullable(), looks: z.number().int() });
const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Verifies the record of what the staff looked at, from the first day on: each day names the digest of the day before, no day is missing, and each holds
 * as many looks as it says. What was changed, added or taken away since shows; the last digest is compared by eye with the page 查阅记录.
 */
export function verifyDays(records: readonly KeptRecord[]): Verification {
  const faults: string[] = [];
  let previous: { day: string; digest: string } | null = null;
  let looks = 0;
  for (const { key, text } of records.toSorted((left, right) => (left.key < right.key ? -1 : 1))) {
    const [first = '', ...lines] = text.split('\n').slice(0, -1);
    const head = headSchema.safeParse(jsonOf(first)).data;
    if (head === undefined) {
      faults.push(`${key}: the first line names no day`);
      continue;
    }
    if (!key.endsWith(`/${head.day}.ndjson`)) faults.push(`${key}: is the record of ${head.day}`);
    if (lines.length !== head.looks) faults.push(`${key}: holds ${lines.length} looks and names ${head.looks}`);
    if (head.previous !== (previous?.digest ?? null))
      faults.push(`${key}: the day before is not as it was when it was closed`);
    if (previous !== null && Date.parse(head.day) - Date.parse(previous.day) !== dayMilliseconds) {
      faults.push(`${key}: ${previous.day} is not the day before`);
    }
    previous = { day: head.day, digest: createHash('sha256').update(text).digest('hex') };
    looks += lines.length;
  }
  return { days: records.length, looks, lastDay: previous?.day ?? null, lastDigest: previous?.digest ?? null, faults };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
