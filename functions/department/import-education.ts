import { hourKindNames } from '../../domain/education-hours.ts';
import { EducationRecordEntity, type EducationRecordItem } from '../records/entities.ts';
import { type ListedEducation, readEducationRow } from './education-row.ts';
import { keepRow, type Outcome, type PersonListKind, type RowWriting } from './import-list.ts';

/**
 * A list of continuing education. A course that is there already is corrected where the new row says something else, and left alone where it says
 * the same.
 */
export const educationList: PersonListKind<ListedEducation> = {
  read: readEducationRow,
  keyOf: ({ idNumber, profession, number, kind }) => [idNumber, profession, number, hourKindNames[kind]].join(' '),
  keyName: '记录编号和课程类别',
  keep,
};

async function keep(row: ListedEducation, personId: string, _now: Date, writing: RowWriting): Promise<Outcome> {
  const { line, profession, number, kind, hours, completedOn, provider } = row;
  const wanted = { personId, profession, number, kind, hours, completedOn, provider };
  const { data: stored } = await EducationRecordEntity.get(wanted).go({ consistent: true });
  if (stored !== null && isSame(stored, wanted)) return { kind: 'unchanged' };
  return await keepRow(line, writing, (entities) =>
    entities.educationRecord
      .put({ ...wanted, version: (stored?.version ?? 0) + 1 })
      .where(({ version }, { eq, notExists }) => (stored === null ? notExists(version) : eq(version, stored.version)))
      .commit(),
  );
}

function isSame(stored: EducationRecordItem, wanted: Omit<EducationRecordItem, 'version'>): boolean {
  const { hours, completedOn, provider } = wanted;
  return stored.hours === hours && stored.completedOn === completedOn && stored.provider === provider;
}
