import type * as z from 'zod';
import type { listRow } from '../../api/department.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { InsuredMonthEntity } from '../records/entities.ts';
import { conditionHeld } from '../records/condition.ts';
import type { Result } from '../platform/refusal.ts';
import { busyRow, importList, type ImportReport, type Outcome, ownRow } from './import-list.ts';
import { type ListedInsurance, readInsuranceRow } from './insurance-row.ts';

/**
 * Imports rows of a list of social insurance: for which month which unit paid whose. A month that is there already is left alone; a unit that is named
 * otherwise now has its name corrected. `personIdOf` makes the keyed hash of an identity number, the only form in which it is stored. A row
 * about the importing member of staff (`importerId`) is left to another.
 */
export async function importInsurance(
  rows: readonly z.output<typeof listRow>[],
  personIdOf: (idNumber: string) => Promise<string>,
  now: Date,
  importerId: string | null = null,
): Promise<Result<ImportReport>> {
  const today = shanghaiDate(now);
  return await importList(rows, {
    read: (row) => readInsuranceRow(row, today),
    keyOf: ({ idNumber, month, creditCode }) => [idNumber, month, creditCode].join(' '),
    keyName: '人员、缴费月份和参保单位',
    keep: async (row: ListedInsurance) => {
      const personId = await personIdOf(row.idNumber);
      return personId === importerId ? ownRow(row.line) : await keep(row, personId);
    },
  });
}

async function keep(row: ListedInsurance, personId: string): Promise<Outcome> {
  const { line, month, creditCode, unitName } = row;
  const wanted = { personId, month, creditCode, unitName };
  const { data: stored } = await InsuredMonthEntity.get(wanted).go({ consistent: true });
  if (stored?.unitName === wanted.unitName) return { kind: 'unchanged' };
  const isKept = await conditionHeld(
    InsuredMonthEntity.put({ ...wanted, version: (stored?.version ?? 0) + 1 })
      .where(({ version }, { eq, notExists }) => (stored === null ? notExists(version) : eq(version, stored.version)))
      .go(),
  );
  return isKept ? { kind: 'imported' } : busyRow(line);
}
