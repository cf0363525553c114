import * as z from 'zod';
import { reportRowsAtOnce } from '../domain/report-columns.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { batchIdField, batchParams, instantField, line, page, pageQuery } from './fields.ts';

const endpoint = endpointsOf('department');

/** A delivery to the ministry's platform. */
const delivery = z.object({
  id: batchIdField,
  number: z.string(),
  state: z.enum(['collecting', 'sent', 'acknowledged']),
  rows: z.number().int(),
  refused: z.number().int(),
  createdAt: instantField,
  createdBy: z.string(),
  acknowledgedAt: instantField.nullable(),
  receipt: z.string().nullable(),
});

/** A row by what names it in the file: registration number and version. */
const rowField = z.string().regex(/^[^\s<>/]{1,30}\/[1-9]\d{0,8}$/u, '行标识不正确，请照抄文件第一列');

// However a row is written, the table has it once: its keys do not tell capitals from small letters.
function isEachOnce(rows: readonly { readonly row: string }[]): boolean {
  return new Set(rows.map(({ row }) => row.toLowerCase())).size === rows.length;
}

/** 报送: what is reported to the ministry's platform, in numbered deliveries. */
export const deliveryEndpoints = {
  /** The deliveries, the newest first. */
  listDeliveries: endpoint({
    method: 'GET',
    path: '/deliveries',
    summary: '报送批次',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(delivery),
    roles: ['registrar', 'decision'],
  }),
  /** Collects what waits into the next delivery; one that was interrupted is collected to its end. */
  collectDelivery: endpoint({
    method: 'POST',
    path: '/deliveries',
    summary: '生成报送批次',
    params: none,
    query: none,
    body: noBody,
    response: delivery,
    roles: ['registrar'],
    problems: ['not-found', 'changed-meanwhile'],
  }),
  /** The rows of a delivery as CSV, in one text for the page to save. */
  downloadDelivery: endpoint({
    method: 'GET',
    path: '/deliveries/{batch}/rows',
    summary: '下载报送数据',
    params: batchParams,
    query: none,
    body: noBody,
    response: z.object({ fileName: z.string(), text: z.string() }),
    roles: ['registrar'],
    problems: ['not-found', 'not-in-this-state', 'changed-meanwhile'],
  }),
  /** Notes rows that the ministry's platform did not take, each with its reason: they go into the next delivery. */
  refuseRows: endpoint({
    method: 'POST',
    path: '/deliveries/{batch}/refused-rows',
    summary: '登记退回的报送数据',
    params: batchParams,
    query: none,
    body: z.strictObject({
      rows: z
        .array(z.strictObject({ row: rowField, reason: line(200) }))
        .min(1, '请填写退回的行')
        .max(reportRowsAtOnce, `每次最多登记${reportRowsAtOnce}行`)
        .refine(isEachOnce, '同一行只能登记一次，请删除重复的行'),
    }),
    response: delivery,
    roles: ['registrar'],
    problems: ['not-found', 'not-in-this-state', 'changed-meanwhile'],
  }),
  /** Notes that the ministry's platform has taken the rest, with its receipt. */
  acknowledgeDelivery: endpoint({
    method: 'POST',
    path: '/deliveries/{batch}/acknowledgement',
    summary: '登记报送回执',
    params: batchParams,
    query: none,
    body: z.strictObject({ receipt: line(100) }),
    response: delivery,
    roles: ['registrar'],
    problems: ['not-found', 'not-in-this-state', 'changed-meanwhile'],
  }),
};
