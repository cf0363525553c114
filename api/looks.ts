import * as z from 'zod';
import { lookKindCodes } from '../domain/looks.ts';
import { instantField } from './fields.ts';

/** A look of a member of the staff, as the person whom it concerned sees it. */
export const lookView = z.object({
  at: instantField,
  kind: z.enum(lookKindCodes),
  /** The number of what was looked at. */
  subject: z.string(),
  staffName: z.string(),
});
export type LookView = z.infer<typeof lookView>;

/** The same, as whoever answers for the officers sees it. `applicationId`: null where it was no application's. */
export const auditedLook = lookView.extend({
  staffId: z.string(),
  applicationId: z.string().nullable(),
  clientAddress: z.string(),
});
export type AuditedLook = z.infer<typeof auditedLook>;
