import * as z from 'zod';
import { importListNames, mostImportRows, rowsPerImportPart } from '../domain/import-lists.ts';
import { listRow } from './department-lists.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { fileNameField, idField, idParams } from './fields.ts';
import { jobOrdered } from './job.ts';

const endpoint = endpointsOf('department');

/** Files that registrars import in the background: declared, sent in parts, tried, and kept. */
export const departmentImportEndpoints = {
  declareImport: endpoint({
    method: 'POST',
    path: '/imports',
    summary: '登记待导入的文件',
    params: none,
    query: none,
    body: z.strictObject({
      list: z.enum(importListNames, '请选择名单种类'),
      name: fileNameField,
      rows: z
        .number()
        .int()
        .min(1, '文件中没有数据')
        .max(mostImportRows, `一个文件最多${mostImportRows}行，请拆分后导入`),
    }),
    response: z.object({ id: idField, parts: z.number().int() }),
    roles: ['registrar'],
    problems: ['changed-meanwhile'],
  }),
  /** A part that has arrived already is left as it is. */
  sendImportPart: endpoint({
    method: 'POST',
    path: '/imports/{id}/parts',
    summary: '上传待导入文件的一部分',
    params: idParams,
    query: none,
    body: z.strictObject({
      part: z.number().int().min(0).max(mostImportRows),
      rows: z.array(listRow).min(1, '没有可导入的数据').max(rowsPerImportPart),
    }),
    response: z.object({ received: z.number().int(), parts: z.number().int() }),
    roles: ['registrar'],
    problems: ['not-found', 'changed-meanwhile'],
  }),
  /** How much of a file has arrived, to go on with the rest. */
  getImport: endpoint({
    method: 'GET',
    path: '/imports/{id}',
    summary: '待导入文件的上传进度',
    params: idParams,
    query: none,
    body: noBody,
    response: z.object({
      id: idField,
      list: z.enum(importListNames),
      name: z.string(),
      rows: z.number().int(),
      parts: z.number().int(),
      received: z.number().int(),
    }),
    roles: ['registrar'],
    problems: ['not-found'],
  }),
  /** Imports a file that has arrived as a whole; a dry run says of each row what would become of it, and keeps none. */
  runImport: endpoint({
    method: 'POST',
    path: '/imports/{id}/run',
    summary: '试导入或导入文件',
    params: idParams,
    query: none,
    body: z.strictObject({ dryRun: z.boolean('请选择试导入或导入') }),
    response: jobOrdered,
    roles: ['registrar'],
    problems: ['not-found', 'not-in-this-state', 'already-exists'],
  }),
};
