import * as z from 'zod';
import { holdGroundCodes } from '../domain/hold-grounds.ts';
import { noteKinds } from '../domain/claim.ts';
import { instantField } from './fields.ts';

/** 领办: who has taken a case, and until when if nothing is done with it. */
export const claimView = z.object({ staffId: z.string(), name: z.string(), until: instantField });
export type ClaimView = z.infer<typeof claimView>;

/** 挂起: what a case waits for. */
export const holdView = z.object({
  ground: z.enum(holdGroundCodes),
  reason: z.string(),
  since: z.string(),
  until: z.string(),
});

/** What staff alone see in the history of a case. */
export const caseNote = z.object({
  id: z.string(),
  at: instantField,
  kind: z.enum(noteKinds),
  staffName: z.string(),
  text: z.string(),
});
export type CaseNote = z.infer<typeof caseNote>;
