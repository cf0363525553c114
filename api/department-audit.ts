import * as z from 'zod';
import { staffReads } from '../domain/staff-access.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import { cursorField, dateField, instantField, line, page, pageQuery } from './fields.ts';
import { auditedLook } from './looks.ts';

const endpoint = endpointsOf('department');

/** A day of looks that is closed. */
const auditDay = z.object({
  day: z.string(),
  looks: z.number().int(),
  /** SHA-256 in hexadecimal of the day's record, which holds that of the day before. */
  digest: z.string(),
  closedAt: instantField,
});
export type AuditDayView = z.infer<typeof auditDay>;

/** The record of what the staff looked at, for whoever answers for them. */
export const departmentAuditEndpoints = {
  /** The looks of one day in Shanghai, of one member of the staff, or of both; of today without either. The latest first. */
  listLooks: endpoint({
    method: 'GET',
    path: '/looks',
    summary: '查阅记录',
    params: none,
    query: z.strictObject({ day: dateField.optional(), staffId: line(100).optional(), cursor: cursorField }),
    body: noBody,
    response: page(auditedLook),
    roles: staffReads.audit,
  }),
  /** The closed days, the latest first. */
  listAuditDays: endpoint({
    method: 'GET',
    path: '/audit-days',
    summary: '查阅记录的每日封存',
    params: none,
    query: pageQuery,
    body: noBody,
    response: page(auditDay),
    roles: staffReads.audit,
  }),
};
