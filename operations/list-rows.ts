import { call } from '../api/client.ts';
import { departmentEndpoints } from '../api/department.ts';
import type { ImportReport, ListRow } from '../api/department-lists.ts';
import { importLists } from '../domain/import-lists.ts';
import { ListProblem, readListRows } from '../domain/list-rows.ts';

/** A kind of list that a registrar imports: its columns, as the file's first line names them, and where its rows go. */
export interface ListKind {
  /** What the file is, after “not a list of”. */
  readonly content: string;
  readonly columns: readonly string[];
  /** Those of all lists have one contract. */
  readonly endpoint: typeof departmentEndpoints.importQualifications;
}

/** The kinds of lists by the name that the command takes. Every column must be there; a cell may be empty where the row allows it. */
export const listKinds = {
  qualifications: {
    content: 'qualifications',
    columns: importLists.qualifications.columns,
    endpoint: departmentEndpoints.importQualifications,
  },
  registrations: {
    content: 'registrations',
    columns: importLists.registrations.columns,
    endpoint: departmentEndpoints.importRegistrations,
  },
  education: {
    content: 'continuing education',
    columns: importLists.education.columns,
    endpoint: departmentEndpoints.importEducation,
  },
  insurance: {
    content: 'social insurance',
    columns: importLists.insurance.columns,
    endpoint: departmentEndpoints.importInsurance,
  },
  employers: {
    content: 'employers',
    columns: importLists.employers.columns,
    endpoint: departmentEndpoints.importEmployers,
  },
} as const satisfies Record<string, ListKind>;

/** Finds a kind by its name; undefined when there is none. */
export function findListKind(name: string | undefined): ListKind | undefined {
  return Object.entries(listKinds).find(([each]) => each === name)?.[1];
}

/** What became of all rows of a list. */
type FullReport = ImportReport & { readonly remarks: NonNullable<ImportReport['remarks']> };

const rowsPerRequest = 100; // the API's limit for one request

/** A file that is not a list of the wanted kind; the message says what is wrong with it. */
export class ListFormatError extends Error {
  override readonly name = 'ListFormatError';

  constructor(kind: ListKind, problem: string) {
    super(`not a list of ${kind.content}: ${problem}`);
  }
}

/** Reads a list in CSV as spreadsheet programs write it (domain/list-rows.ts). Throws ListFormatError when it is no CSV or lacks a column. */
export function readRows(kind: ListKind, text: string): ListRow[] {
  try {
    return readListRows(kind.columns, text);
  } catch (error) {
    throw error instanceof ListProblem ? new ListFormatError(kind, error.message) : error;
  }
}

/** Sends rows to the department's API as a registrar, and adds the answers up. Throws ApiError when a request as a whole is refused. */
export async function importRows(
  kind: ListKind,
  rows: readonly ListRow[],
  context: { readonly baseUrl: string; readonly accessToken: string },
): Promise<FullReport> {
  let report: FullReport = { imported: 0, unchanged: 0, rejected: [], remarks: [] };
  for (let start = 0; start < rows.length; start += rowsPerRequest) {
    const part = rows.slice(start, start + rowsPerRequest);
    const answer = await call(kind.endpoint, { body: { rows: part } }, context);
    report = {
      imported: report.imported + answer.imported,
      unchanged: report.unchanged + answer.unchanged,
      rejected: [...report.rejected, ...answer.rejected],
      remarks: [...report.remarks, ...(answer.remarks ?? [])],
    };
  }
  return report;
}
