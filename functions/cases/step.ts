import { type MatterCode, rowOf, effects } from '../../domain/catalogue.ts';
import type { ApplicationState } from '../../domain/states.ts';
import type { ProfessionCode } from '../../domain/professions.ts';
import type { Step } from '../../domain/step.ts';
import { workingDayDeadline } from '../../domain/working-days.ts';
import { environment } from '../platform/environment.ts';

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
    certificate: effects[effect].certifies,
    timeouts: {
      employer: seconds(days.employer),
      release: seconds(days.release),
      statement: seconds(days.statement),
      revision: seconds(days.revision),
      acceptance: seconds(days.acceptance),
      correction: seconds(days.correction),
      publicity: Math.max(1, Math.ceil(publicityDays * environment.publicityDaySeconds())),
    },
  };
}
