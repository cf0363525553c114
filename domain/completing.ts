import type { CaseFacts } from './case-facts.ts';
import { refusedClaim } from './claim.ts';
import type { CompleteCommand } from './command.ts';
import { nothingElse, type Outcome, saysNothingElse } from './outcome.ts';
import { refusedOwn } from './permission.ts';
import { type Decision, done, refuse, refuseChanged } from './refusal.ts';

/**
 * 补写文书: an officer has written by hand on a paper what no font could print, and says so. Nothing else of the application changes, whatever its
 * state. Refused for a paper that lacks nothing or was completed already, and to whoever the case is about.
 * @throws Error for a command without its officer, which only a mistake in the program can send
 */
export function completeDocument(facts: CaseFacts, command: CompleteCommand): Decision<Outcome> {
  const { application: before, incomplete } = facts;
  const { documentId, officer, actorName, reason, now } = command;
  if (officer === undefined) throw new Error('a document completed without its officer');
  const refused = refusedOwn(before, officer) ?? refusedClaim(facts.claim, officer, now);
  if (refused !== undefined) return refused;
  const title = incomplete[documentId];
  if (title === undefined) {
    return refuse('not-in-this-state', '这份文书没有待补写的字，或者已经补写。请刷新页面查看。');
  }
  if (command.version !== null && command.version !== before.version) return refuseChanged();
  return done({
    ...nothingElse,
    before,
    after: { ...before, version: before.version + 1, updatedAt: now.toISOString() },
    event: {
      ...saysNothingElse,
      action: 'complete-document',
      actorParty: 'staff',
      actorName,
      staffId: officer.staffId,
      from: before.state,
      to: before.state,
      reason: `${title}：${reason}`,
    },
    completes: documentId,
  });
}
