import type { CommandResult } from '../../api/application.ts';
import {
  type DecisionReasonCode,
  type ReasonedDecision,
  reasonedText,
  reasonsFor,
} from '../../domain/decision-reasons.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { refuse, type Result } from '../platform/refusal.ts';

interface Reasons {
  readonly reasons: readonly DecisionReasonCode[];
}

/**
 * Gives a decision with what it says: its chosen reasons and its own words, as one text that notices print. Refused for a reason that is none of this
 * decision (`invalid-request`).
 */
export async function reasoned<
  Words extends 'reason' | 'opinion',
  Body extends Reasons & Readonly<Record<Words, string>>,
>(
  act: Act<StaffCaller, Body>,
  words: Words,
  decision: ReasonedDecision,
  decide: (act: Act<StaffCaller, Body>) => Promise<Result<CommandResult>>,
): Promise<Result<CommandResult>> {
  const { reasons } = act.body;
  const offered = reasonsFor(decision);
  if (!reasons.every((code) => offered.includes(code))) {
    return refuse('invalid-request', '所选理由不适用于这项决定，请重新选择。', [
      { field: 'reasons', code: 'reason-of-another-decision', message: '请重新选择理由' },
    ]);
  }
  const said: Readonly<Record<Words, string>> = act.body;
  return await decide({ ...act, body: { ...act.body, [words]: reasonedText(reasons, said[words]) } });
}
