import { effectOf } from './catalogue.ts';
import type { CaseFacts } from './case-facts.ts';
import type { IssueCommand } from './command.ts';
import { nothingElse, type Outcome, saysNothingElse } from './outcome.ts';
import { type Decision, done } from './refusal.ts';

/** Issues rendered certificates: the register names their documents, and the timeline says so. The first of a new registration is issued, all later ones anew. */
export function issueCertificates(facts: CaseFacts, command: IssueCommand): Decision<Outcome> {
  const { application: before, isIssued } = facts;
  const { actorName, issues, now } = command;
  const isFirst = effectOf(before).grants === 'registration' && !isIssued;
  return done({
    ...nothingElse,
    before,
    after: { ...before, version: before.version + 1, updatedAt: now.toISOString() },
    event: {
      ...saysNothingElse,
      action: isFirst ? 'issue-certificate' : 'reissue-certificate',
      actorParty: 'system',
      actorName,
      staffId: null,
      from: before.state,
      to: before.state,
    },
    register: {
      ...nothingElse.register,
      amends: issues.map(({ entry, documentId }) => ({
        before: entry,
        after: { ...entry, certificateDocumentId: documentId, version: entry.version + 1 },
      })),
    },
  });
}
