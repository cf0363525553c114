import { rowOf } from '../../domain/catalogue.ts';
import { isCertified } from '../../domain/certifying.ts';
import type { ApplicationState } from '../../domain/states.ts';
import type { Step } from '../../domain/step.ts';
import { publicityWindow } from '../../domain/public-batches.ts';
import { workingDayDeadline } from '../../domain/working-days.ts';
import { environment } from '../platform/environment.ts';

/**
 * Makes the step of an application that stands in a state at `now`, which it has just reached or, with `publicityEndsAt`, long ago: then its publicity
 * lasts until that instant, and is looked at again every day when something keeps it open beyond.
 */
export function stepAt(
  application: Parameters<typeof isCertified>[0],
  state: ApplicationState,
  notices: Step['notices'],
  now: Date,
  publicityEndsAt: string | null = null,
): Step {
  const { days, publicityDays } = rowOf(application);
  const seconds = (workingDays: number) =>
    workingDayDeadline(now, workingDays, environment.deadlineDaySeconds()).seconds;
  return {
    state,
    notices,
    certificate: isCertified(application),
    timeouts: {
      employer: seconds(days.employer),
      release: seconds(days.release),
      statement: seconds(days.statement),
      revision: seconds(days.revision),
      acceptance: seconds(days.acceptance),
      correction: seconds(days.correction),
      publicity: publicitySeconds(publicityDays, now, publicityEndsAt),
    },
  };
}

function publicitySeconds(days: number, now: Date, endsAt: string | null): number {
  const daySeconds = environment.publicityDaySeconds();
  const ends = endsAt ?? publicityWindow(days, now, daySeconds).endsAt;
  const left = (Date.parse(ends) - now.getTime()) / 1000;
  return Math.ceil(left > 0 ? left : daySeconds);
}
