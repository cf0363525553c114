import { shanghaiDate } from './calendar-dates.ts';
import type { CaseFacts } from './case-facts.ts';
import type { AmendEmployerCommand } from './command.ts';
import type { KnownEmployer } from './employer-names.ts';
import { nothingElse, type Outcome, saysNothingElse } from './outcome.ts';
import { type Decision, done } from './refusal.ts';
import type { RegisterEntry } from './registration.ts';
import { certifiedAnew, replacedCertificate } from './replaced-certificates.ts';

/** An entry of the register under the employer as a 企业信息变更 leaves it. What the former company had of qualifications is not the other one's. */
export function withEmployer(entry: RegisterEntry, { name, creditCode }: KnownEmployer): RegisterEntry {
  return {
    ...entry,
    employerName: name,
    employerCreditCode: creditCode,
    employerQualification: creditCode === entry.employerCreditCode ? entry.employerQualification : null,
    version: entry.version + 1,
  };
}

/** What a decided 企业信息变更 makes of the entries that the application of a case has written: amended, and certified anew. */
export function amendEmployer(facts: CaseFacts, command: AmendEmployerCommand): Decision<Outcome> {
  const { application: before } = facts;
  const { actorName, employer, entries, newCodes, reason, now } = command;
  return done({
    ...nothingElse,
    before,
    after: { ...before, version: before.version + 1, updatedAt: now.toISOString() },
    event: {
      ...saysNothingElse,
      action: 'amend-employer',
      actorParty: 'system',
      actorName,
      staffId: null,
      from: before.state,
      to: before.state,
      reason,
      notices: [],
    },
    register: {
      ...nothingElse.register,
      amends: entries.map((entry) => ({
        before: entry,
        after: { ...certifiedAnew(withEmployer(entry, employer), newCodes), applicationId: before.id },
      })),
      replaces: entries.map((entry) => replacedCertificate(entry, '企业信息变更', shanghaiDate(now))),
    },
  });
}
