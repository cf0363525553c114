import type { RegisterEntry } from './registration.ts';
import { shanghaiDate } from './calendar-dates.ts';
import { rowOf } from './catalogue.ts';
import type { CaseFacts } from './case-facts.ts';
import type { SupplyCommand } from './command.ts';
import { commitmentsAfter, standingOf } from './commitments.ts';
import { supplementText } from './documents.ts';
import { companyProfileComplete, supplementComplete } from './eligibility.ts';
import { nothingElse, type Outcome, saysNothingElse } from './outcome.ts';
import { professions } from './professions.ts';
import { certifiedAnew, replacedCertificate } from './replaced-certificates.ts';
import { type Decision, done, refuse, refuseChanged, refuseViolations } from './refusal.ts';

/**
 * 材料补正 (manual 二（二）2（1）): an employer that had chosen 无 names a qualification of its own. Before the approval it amends the
 * application and nothing else, so that no review is held up; after it the register too, and the certificate is issued anew.
 */
export function supplyQualification(facts: CaseFacts, command: SupplyCommand): Decision<Outcome> {
  const { application: before, digest } = facts;
  const { actor, actorName, employer, qualification, now } = command;
  if (!facts.owesQualification || actor !== 'employer') {
    return refuse('not-in-this-state', '该申请没有待补正的企业资质，无需补正。请刷新页面查看最新进度。');
  }
  if (command.version !== null && command.version !== before.version) return refuseChanged();
  const supplement = { kind: 'company-qualification', qualification } as const;
  const violations = [...companyProfileComplete(employer), ...supplementComplete(rowOf(before), supplement, employer)];
  if (violations.length > 0) return refuseViolations(violations);
  const supplied = { ...before, supplement, version: before.version + 1, updatedAt: now.toISOString() };
  const given = { ...supplied, commitments: commitmentsAfter('supplement', actor, supplied, digest) };
  const owing = command.entries.filter((entry) => isOwing(entry, before.id));
  const amends = owing.map((entry) => ({
    before: entry,
    after: {
      ...certifiedAnew(entry, command.newCodes),
      employerQualification: qualification,
      applicationId: before.id,
      version: entry.version + 1,
    },
  }));
  return done({
    ...nothingElse,
    before,
    after: { ...given, standing: standingOf(given, digest) },
    event: {
      ...saysNothingElse,
      action: 'supplement',
      actorParty: 'employer',
      actorName,
      staffId: null,
      from: before.state,
      to: before.state,
      reason: supplementText(supplement),
      notices: amends.length > 0 ? [] : null,
    },
    register: {
      ...nothingElse.register,
      amends,
      replaces: owing.map((entry) => replacedCertificate(entry, '补充企业资质', shanghaiDate(now))),
    },
    owedQualification: 'close',
  });
}

/** True for a registration that names no qualification because this application owes it. */
function isOwing({ profession, supplementApplicationId }: RegisterEntry, id: string): boolean {
  return professions[profession].supplement === 'company-qualification' && supplementApplicationId === id;
}
