import type { ImportReport, ListRow } from '../../api/department-lists.ts';
import { isSameName, type KnownEmployer } from '../../domain/employer-names.ts';
import { keepListedName, readKnownEmployer } from '../register/known-employers.ts';
import type { Result } from '../platform/refusal.ts';
import { importRows, type ListKind, type Outcome, prepareRows, type RowWriting } from './import-list.ts';
import { cell, readCreditCode, readName, readRow } from './list-cells.ts';

type ListedEmployer = KnownEmployer & { readonly line: number };

/**
 * Imports rows of a list of companies. A name that a company's own account bears stays, with a remark; a newer list takes the place of an older one.
 * Importing the same rows again changes nothing.
 */
export async function importEmployers(rows: readonly ListRow[]): Promise<Result<ImportReport>> {
  return await importRows(prepareRows(rows, employerList));
}

/** A list of companies. */
export const employerList: ListKind<ListedEmployer> = {
  read: (row) =>
    readRow(row, (cells) => ({
      name: readName(cell(cells, '企业名称'), '企业名称'),
      creditCode: readCreditCode(cells),
    })),
  keyOf: ({ creditCode }) => creditCode,
  keyName: '统一社会信用代码',
  keep,
};

async function keep({ line, ...employer }: ListedEmployer, writing: RowWriting): Promise<Outcome> {
  const outcome = { kind: 'imported' } as const;
  const isKept = await keepListedName(employer, 'list', {
    isDryRun: writing.isDryRun,
    besides: (entities) => writing.note(entities, outcome),
  });
  if (isKept) return outcome;
  const known = await readKnownEmployer(employer.creditCode);
  if (known?.source !== 'account' || isSameName(known.name, employer.name)) return { kind: 'unchanged' };
  const message = `该企业已用“${known.name}”登录本平台，名称以其证照为准，这一行没有导入。`;
  return { kind: 'rejected', line, message };
}
