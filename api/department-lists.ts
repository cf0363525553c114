import * as z from 'zod';
import { endpointsOf, none } from './endpoint.ts';

const endpoint = endpointsOf('department');

/** One row of a list, with its line in the file. Cells are checked one by one so that good rows are kept. */
export const listRow = z.strictObject({
  line: z.number().int().min(1).max(1_000_000),
  cells: z.record(z.string().max(40), z.string().max(400)),
});
export type ListRow = z.infer<typeof listRow>;

const importedRows = z.strictObject({
  rows: z.array(listRow).min(1, '没有可导入的数据').max(100, '每次最多导入100行'),
});

/** What an import answers: how many rows were kept or known already, which were not, and what is to be looked at of those that were kept. */
const importReport = z.object({
  imported: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.array(z.object({ line: z.number().int(), message: z.string() })),
  /** Absent when there is none. */
  remarks: z.array(z.object({ line: z.number().int(), message: z.string() })).optional(),
});
export type ImportReport = z.infer<typeof importReport>;

function importOf(path: string, summary: string) {
  return endpoint({
    ...{ method: 'POST', path, summary, params: none, query: none },
    ...{ body: importedRows, response: importReport, roles: ['registrar'] },
  });
}

/** The lists that registrars import: a bad row is reported with its line and reason, good ones are kept. */
export const departmentListEndpoints = {
  /** The provincial list of qualifications. */
  importQualifications: importOf('/qualifications', '导入职业资格名单'),
  /** The register that came before this platform. */
  importRegistrations: importOf('/registrations', '导入原有注册名册'),
  importEducation: importOf('/education', '导入继续教育学时'),
  /** For which month which unit paid whose social insurance. */
  importInsurance: importOf('/social-insurance', '导入社会保险缴费名单'),
  /** Companies, so that applicants find their employers. */
  importEmployers: importOf('/employers', '导入企业名录'),
};
