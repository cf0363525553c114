import * as z from 'zod';
import { shownStatuses } from '../domain/holds.ts';
import { monthForm, specialtyNames } from '../domain/register-filter.ts';
import { staffReads } from '../domain/staff-access.ts';
import { endpointsOf, noBody, none } from './endpoint.ts';
import {
  cityField,
  cursorField,
  identityNumberLine,
  idParams,
  instantField,
  line,
  page,
  partOfNameField,
  professionField,
} from './fields.ts';
import { jobOrdered } from './job.ts';
import { registrationView } from './people.ts';

const endpoint = endpointsOf('department');

/** What the register may be narrowed by, in any combination; the page keeps it in its address. */
export const registerFilter = z.strictObject({
  profession: professionField.optional(),
  specialty: z.enum(specialtyNames, '请选择专业').optional(),
  city: cityField.optional(),
  status: z.enum(shownStatuses, '请选择状态').optional(),
  /** The month in which the registration, or one of its specialties, ends. */
  month: z.string().regex(monthForm, '请填写年月，例如 2027-03').optional(),
  /** A credit code, or a part of the name. */
  employer: line(100).optional(),
  /** Two characters or more of the holder's. */
  name: partOfNameField.optional(),
  idNumber: identityNumberLine(30).optional(),
});
export type RegisterFilter = z.output<typeof registerFilter>;

/** The register as a list. */
export const departmentRegisterListEndpoints = {
  listRegister: endpoint({
    method: 'GET',
    path: '/register-entries',
    summary: '注册名册',
    params: none,
    query: registerFilter.extend({ cursor: cursorField }),
    body: noBody,
    /** `narrow`: more was looked through than a page may; whoever misses something narrows the filter. */
    response: page(registrationView).extend({ narrow: z.boolean() }),
    roles: staffReads.register,
    problems: ['too-many-requests'],
  }),
  /** Orders what a filter finds as CSV, with identity numbers, in the background. */
  exportRegister: endpoint({
    method: 'POST',
    path: '/register-exports',
    summary: '导出注册名册',
    params: none,
    query: none,
    body: registerFilter,
    response: jobOrdered,
    roles: staffReads['register-export'],
    problems: ['too-many-requests'],
  }),
  /** The file of a finished export of one's own, at an address that lives one minute. */
  downloadExport: endpoint({
    method: 'GET',
    path: '/jobs/{id}/file',
    summary: '下载导出的注册名册',
    params: idParams,
    query: none,
    body: noBody,
    response: z.object({ url: z.string(), name: z.string(), expiresAt: instantField }),
    roles: staffReads['register-export'],
    problems: ['not-found', 'not-in-this-state'],
  }),
};
