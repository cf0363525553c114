import * as z from 'zod';
import { documentKinds } from './documents.ts';
import { applicationStates } from './states.ts';

/**
 * What the state machine passes from state to state: where the application stands, which notices to render first, and how many
 * seconds each step that can elapse may take if it is opened now.
 */
export const stepSchema = z.object({
  state: z.enum(applicationStates),
  notices: z.array(z.enum(documentKinds)),
  /** An approval is followed by a certificate. */
  certificate: z.boolean(),
  timeouts: z.object({
    employer: z.number(),
    release: z.number(),
    statement: z.number(),
    revision: z.number(),
    acceptance: z.number(),
    correction: z.number(),
    publicity: z.number(),
  }),
});
export type Step = z.infer<typeof stepSchema>;
