import * as z from 'zod';
import { applicationView } from './application.ts';
import { draftedDecisions } from '../domain/opinion-draft.ts';
import { decisionReasonsField } from './decision-reasons.ts';
import { caseNote, claimView, holdView } from './claims.ts';

/** A case as staff alone see it: what every party sees, who has taken it, and what staff have noted. */
export const departmentCaseView = applicationView.extend({
  /** Every check of an open case, with what came of it, why and whence it is known. */
  findings: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      tone: z.enum(['good', 'info', 'warn', 'bad']),
      reason: z.string(),
      source: z.string(),
    }),
  ),
  claim: claimView.nullable(),
  hold: holdView.nullable(),
  /** What the officer has written so far of an opinion on this step; nobody else's. */
  opinion: z
    .object({ decision: z.enum(draftedDecisions).nullable(), reasons: decisionReasonsField, text: z.string() })
    .nullable(),
  /** The oldest first. */
  notes: z.array(caseNote),
});
export type DepartmentCaseView = z.infer<typeof departmentCaseView>;
