import type * as z from 'zod';
import type { departmentEndpoints } from '../../api/department.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { professions } from '../../domain/catalogue.ts';
import { GuardEntity, QualificationEntity, type QualificationItem, table } from '../platform/entities.ts';
import { certificateGuard, qualificationIdOf } from '../platform/qualifications.ts';
import { done, type Result } from '../platform/refusal.ts';
import { type ListedQualification, readQualificationRow } from './qualification-row.ts';

type Endpoint = typeof departmentEndpoints.importQualifications;

// A row takes two reads and one transaction, some 30 ms; ten at a time import 100 rows in a third of a second and leave room
// among the 50 connections of the SDK.
const rowsAtOnce = 10;
const tries = 5;

type Outcome =
  | { readonly kind: 'imported' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'rejected'; readonly line: number; readonly message: string };

/**
 * Imports rows of the provincial list of qualifications. Each row is a transaction of its own: bad rows are reported with line
 * and reason, good ones are kept, importing the same rows again changes nothing. `personIdOf` makes the keyed hash of an
 * identity number, the only form in which it is stored.
 */
export async function importQualifications(
  rows: z.output<Endpoint['body']>['rows'],
  personIdOf: (idNumber: string) => Promise<string>,
  now: Date,
): Promise<Result<z.input<Endpoint['response']>>> {
  const today = shanghaiDate(now);
  const seen = new Map<string, number>();
  const waiting = rows.map((row) => async (): Promise<Outcome> => {
    const reading = readQualificationRow(row, today);
    if (!reading.ok) return { kind: 'rejected', line: reading.line, message: reading.message };
    const first = firstLineOf(reading.value, seen);
    if (first !== undefined) {
      return { kind: 'rejected', line: row.line, message: `与第${first}行的资格证号重复，请只保留一行。` };
    }
    return await keep(reading.value, await personIdOf(reading.value.idNumber));
  });
  const outcomes = await inGroups(waiting);
  return done({
    imported: outcomes.filter(({ kind }) => kind === 'imported').length,
    unchanged: outcomes.filter(({ kind }) => kind === 'unchanged').length,
    rejected: outcomes.flatMap((outcome) =>
      outcome.kind === 'rejected' ? [{ line: outcome.line, message: outcome.message }] : [],
    ),
  });
}

/** The line on which the certificate of a row stood before within the same import; otherwise notes this one. */
function firstLineOf(row: ListedQualification, seen: Map<string, number>): number | undefined {
  const id = qualificationIdOf(row);
  const first = seen.get(id);
  if (first === undefined) seen.set(id, row.line);
  return first;
}

async function inGroups(waiting: readonly (() => Promise<Outcome>)[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < waiting.length; start += rowsAtOnce) {
    const group = waiting.slice(start, start + rowsAtOnce);
    outcomes.push(...(await Promise.all(group.map((begin) => begin()))));
  }
  return outcomes;
}

async function keep(row: ListedQualification, personId: string): Promise<Outcome> {
  const wanted: QualificationItem = {
    personId,
    qualificationId: qualificationIdOf(row),
    profession: row.profession,
    certificateNumber: row.certificateNumber,
    specialties: [...row.specialties],
    obtainedOn: row.obtainedOn,
    province: row.province,
    holderName: row.holderName,
  };
  const guard = certificateGuard(row);
  for (let count = 0; count < tries; count += 1) {
    const [{ data: taken }, { data: stored }] = await Promise.all([
      GuardEntity.get(guard).go({ consistent: true }),
      QualificationEntity.get(wanted).go({ consistent: true }),
    ]);
    if (taken !== null && taken.holder !== personId) {
      const { name } = professions[row.profession];
      const message = `${name}资格证号${row.certificateNumber}已登记在另一个证件号码名下，请核对。`;
      return { kind: 'rejected', line: row.line, message };
    }
    if (taken !== null && stored !== null && isSame(stored, wanted)) return { kind: 'unchanged' };
    const { canceled } = await table.transaction
      .write(({ guard: guards, qualification }) => [
        guards
          .put({ ...guard, holder: personId })
          .where(({ holder }, { eq, notExists }) => `${notExists(holder)} OR ${eq(holder, personId)}`)
          .commit(),
        // A qualification whose entry was approved stays one that registrations can rest on.
        qualification.put({ ...wanted, ...(stored?.source === undefined ? {} : { source: stored.source }) }).commit(),
      ])
      .go();
    if (!canceled) return { kind: 'imported' };
  }
  return { kind: 'rejected', line: row.line, message: '这一行正被另一次导入修改，请稍后重新导入。' };
}

function isSame(stored: QualificationItem, wanted: QualificationItem): boolean {
  return (
    stored.holderName === wanted.holderName &&
    stored.obtainedOn === wanted.obtainedOn &&
    stored.province === wanted.province &&
    stored.specialties.join('、') === wanted.specialties.join('、')
  );
}
