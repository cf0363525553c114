import * as z from 'zod';
import { rowOf } from '../../domain/application.ts';
import { workingDayDeadline } from '../../domain/working-days.ts';
import type { MatterCode, ProfessionCode } from '../../domain/catalogue.ts';
import { documentKinds } from '../../domain/documents.ts';
import { applicationStates, type ApplicationState } from '../../domain/lifecycle.ts';
import { environment } from './environment.ts';

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
    revision: z.number(),
    correction: z.number(),
    publicity: z.number(),
  }),
});
export type Step = z.infer<typeof stepSchema>;

/** Makes the step of an application that has just reached a state at `now`. */
export function stepAt(
  application: { readonly profession: ProfessionCode; readonly matter: MatterCode },
  state: ApplicationState,
  notices: Step['notices'],
  now: Date,
): Step {
  const { days, publicityDays, effect } = rowOf(application);
  const seconds = (workingDays: number) =>
    workingDayDeadline(now, workingDays, environment.deadlineDaySeconds()).seconds;
  return {
    state,
    notices,
    certificate: effect !== 'qualification' && effect !== 'cancellation',
    timeouts: {
      employer: seconds(days.employer),
      release: seconds(days.release),
      revision: seconds(days.revision),
      correction: seconds(days.correction),
      publicity: Math.max(1, Math.ceil(publicityDays * environment.publicityDaySeconds())),
    },
  };
}
