import { addDays, shanghaiDate } from '../../domain/calendar-dates.ts';
import { AuditDayEntity, LookEntity } from '../records/entities.ts';
import { auditChain } from '../register/looks.ts';
import { dayRecord } from './day-record.ts';

/** What closing reaches besides the table. */
export interface ClosePorts {
  /** Writes an object of the audit bucket unless there is one of this key; answers false when there is. */
  readonly keep: (key: string, text: string) => Promise<boolean>;
  /** Reads an object of the audit bucket. */
  readonly read: (key: string) => Promise<string>;
  /** False when no further day may be begun. */
  readonly hasTime: () => boolean;
}

// Before the first day is closed nobody knows which was the first with a look: the platform was in use for at most this long.
const firstDaysBack = 31;

/**
 * Closes the days of looks that are over and not closed, the oldest first: the day's record goes into a bucket that forbids overwriting, its digest into
 * the chain. A run that breaks off between the two goes on: the record is the same again. Answers the days that it closed; throws
 * when an object is there that is not the day's record, which somebody has to look into.
 */
export async function closeDays({ keep, read, hasTime }: ClosePorts, now: Date): Promise<string[]> {
  const today = shanghaiDate(now);
  const { data } = await AuditDayEntity.query
    .chain({ chain: auditChain })
    .go({ order: 'desc', limit: 1, consistent: true });
  let previous = data[0]?.digest ?? null;
  let day = data[0] === undefined ? await firstDay(today) : addDays(data[0].day, 1);
  const closed: string[] = [];
  while (day < today && hasTime()) {
    const { data: looks } = await LookEntity.query.day({ day }).go({ pages: 'all', consistent: true });
    const { text, digest } = dayRecord(day, previous, looks);
    const key = `looks/${day.slice(0, 4)}/${day}.ndjson`;
    if (!(await keep(key, text)) && (await read(key)) !== text) throw new Error(`${key} is not the record of that day`);
    const closedAt = now.toISOString();
    await AuditDayEntity.create({ chain: auditChain, day, digest, looks: looks.length, key, closedAt }).go();
    closed.push(day);
    previous = digest;
    day = addDays(day, 1);
  }
  return closed;
}

/** The first day on which somebody looked at something; yesterday when nobody has. */
async function firstDay(today: string): Promise<string> {
  for (let back = firstDaysBack; back > 1; back -= 1) {
    const day = addDays(today, -back);
    const { data } = await LookEntity.query.day({ day }).go({ limit: 1, attributes: ['day'] });
    if (data.length > 0) return day;
  }
  return addDays(today, -1);
}
