import * as z from 'zod';
import { applicationView } from './application.ts';
import { caseNote, claimView } from './claims.ts';

/** A case as staff alone see it: what every party sees, who has taken it, and what staff have noted. */
export const departmentCaseView = applicationView.extend({
  claim: claimView.nullable(),
  /** The oldest first. */
  notes: z.array(caseNote),
});
export type DepartmentCaseView = z.infer<typeof departmentCaseView>;
