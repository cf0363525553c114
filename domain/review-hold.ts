import { addDays, type CalendarDate, chineseDate, shanghaiDate } from './calendar-dates.ts';
import type { CaseFacts } from './case-facts.ts';
import { refusedClaim } from './claim.ts';
import type { HoldReviewCommand, ResumeReviewCommand } from './command.ts';
import { holdGrounds, longestHoldDays, type ReviewHold, standingHold, stopsClock } from './hold-grounds.ts';
import type { DocumentKind } from './documents.ts';
import { nothingElse, type Outcome, saysNothingElse } from './outcome.ts';
import { refusedAltogether } from './permission.ts';
import { type Decision, type DecisionRefusal, done, refuse, refuseChanged, type Refused } from './refusal.ts';
import { subtractWorkingDays } from './working-days.ts';
import type { ApplicationState } from './states.ts';

/** The states whose period is the decision's: what art. 45 stops. */
export const heldStates = ['under-review', 'awaiting-decision'] as const satisfies readonly ApplicationState[];

/** The refusal of a hold that cannot be: one stands already, or its last day is no day to wait until. */
export function refusedHold(
  standing: ReviewHold | null,
  until: CalendarDate,
  today: CalendarDate,
): Refused<'already-exists' | 'rules-not-met'> | undefined {
  if (standing !== null) return refuse('already-exists', '这件申请已经挂起，需要变更的，请先恢复办理。');
  if (until > today && until <= addDays(today, longestHoldDays)) return undefined;
  const message = `请填写明天起${longestHoldDays}日以内的日期。`;
  return refuse('rules-not-met', message, [{ field: 'until', code: 'hold-period-invalid', message }]);
}

/** The working days from the first to the last day of a hold, both included. */
export function heldWorkingDays(from: CalendarDate, until: CalendarDate): number {
  let count = 0;
  for (let day = subtractWorkingDays(addDays(until, 1), 1); day >= from; day = subtractWorkingDays(day, 1)) count += 1;
  return count;
}

/**
 * Puts a review on hold for a ground that the law names: the working days until its last day are not counted, and the parties are told why and until
 * when, in writing. Refused in other states, to whoever may not act on the case, and while it is on hold.
 */
export function holdReview(facts: CaseFacts, command: HoldReviewCommand): Decision<Outcome> {
  const refused = refusedOfficer(facts, command);
  if (refused !== undefined) return refused;
  const { ground, reason, until, now } = command;
  const today = shanghaiDate(now);
  const wrong = refusedHold(standingHold(facts.hold, today), until, today);
  if (wrong !== undefined) return wrong;
  const days = heldWorkingDays(today, until);
  const hold: ReviewHold = { ground, reason, since: today, until };
  const told = `因${holdGrounds[ground].name}，自${chineseDate(today)}至${chineseDate(until)}的时间不计入审查期限（《中华人民共和国行政许可法》第四十五条）。${reason}`;
  return done(outcomeOf(facts, command, { hold, about: hold, days, told, paper: 'hold-notice' }));
}

/** Goes on with a review: the working days that are left of the hold count again, of which the parties are told in writing. */
export function resumeReview(facts: CaseFacts, command: ResumeReviewCommand): Decision<Outcome> {
  const refused = refusedOfficer(facts, command);
  if (refused !== undefined) return refused;
  const today = shanghaiDate(command.now);
  const hold = standingHold(facts.hold, today);
  if (hold === null || !stopsClock(hold.ground)) {
    return refuse('not-in-this-state', '这件申请没有挂起，无需恢复。请刷新页面查看。');
  }
  const told = `${holdGrounds[hold.ground].name}已经结束，自${chineseDate(today)}起继续计算审查期限。`;
  const days = -heldWorkingDays(today, hold.until);
  return done(outcomeOf(facts, command, { hold: null, about: hold, days, told, paper: 'resumption-notice' }));
}

interface Held {
  readonly hold: ReviewHold | null;
  /** By how many working days the period ends later. */
  readonly days: number;
  readonly told: string;
  /** The hold that the paper is about. */
  readonly about: ReviewHold;
  readonly paper: DocumentKind;
}

function outcomeOf(
  { application: before, openedAt }: CaseFacts,
  { action, actorName, officer, now }: HoldReviewCommand | ResumeReviewCommand,
  { hold, days, told, about, paper }: Held,
): Outcome {
  const at = now.toISOString();
  const { from, extraDays } = before.period ?? { from: openedAt ?? at, extraDays: 0 };
  return {
    ...nothingElse,
    before,
    after: { ...before, period: { from, extraDays: extraDays + days }, version: before.version + 1, updatedAt: at },
    event: {
      ...saysNothingElse,
      ...{ action, actorParty: 'staff', actorName, staffId: officer?.staffId ?? null },
      ...{ from: before.state, to: before.state, reason: told },
      ...{ hold: about, notices: [paper] },
    },
    hold,
  };
}

function refusedOfficer(
  facts: CaseFacts,
  { officer, actor, version, now }: HoldReviewCommand | ResumeReviewCommand,
): Refused<DecisionRefusal> | undefined {
  const { application } = facts;
  if (officer === undefined) throw new Error('a review put on hold without its officer');
  if (!heldStates.some((state) => state === application.state) || facts.openedAt === null) {
    return refuse('not-in-this-state', '只有审核、审批中的申请可以因法定事由中止计算期限，请刷新页面查看最新进度。');
  }
  const refused = refusedAltogether(facts, actor, officer) ?? refusedClaim(facts.claim, officer, now);
  if (refused !== undefined) return refused;
  return version !== null && version !== application.version ? refuseChanged() : undefined;
}
