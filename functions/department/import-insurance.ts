import { InsuredMonthEntity } from '../records/entities.ts';
import { keepRow, type Outcome, type PersonListKind, type RowWriting } from './import-list.ts';
import { type ListedInsurance, readInsuranceRow } from './insurance-row.ts';

/**
 * A list of social insurance: for which month which unit paid whose. A month that is there already is left alone; a unit that is named otherwise
 * now has its name corrected.
 */
export const insuranceList: PersonListKind<ListedInsurance> = {
  read: readInsuranceRow,
  keyOf: ({ idNumber, month, creditCode }) => [idNumber, month, creditCode].join(' '),
  keyName: '人员、缴费月份和参保单位',
  keep,
};

async function keep(row: ListedInsurance, personId: string, _now: Date, writing: RowWriting): Promise<Outcome> {
  const { line, month, creditCode, unitName } = row;
  const wanted = { personId, month, creditCode, unitName };
  const { data: stored } = await InsuredMonthEntity.get(wanted).go({ consistent: true });
  if (stored?.unitName === wanted.unitName) return { kind: 'unchanged' };
  return await keepRow(line, writing, (entities) =>
    entities.insuredMonth
      .put({ ...wanted, version: (stored?.version ?? 0) + 1 })
      .where(({ version }, { eq, notExists }) => (stored === null ? notExists(version) : eq(version, stored.version)))
      .commit(),
  );
}
