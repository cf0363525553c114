import type { CommandResult } from '../../api/application.ts';
import type { CancellationDraft } from '../../domain/cancellation.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { companyProfileComplete } from '../../domain/eligibility.ts';
import { registrationStatus } from '../../domain/register.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { beginCancellation, findRegistrationItem } from '../cases/cancellation.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';
import { refuse, refuseViolations, type Result } from '../platform/refusal.ts';

/** Begins the cancellation of a valid registration of one of the company's own people; the company seals its form next. */
export async function beginOwnCancellation(
  caller: CompanyCaller,
  number: string,
  cancellation: CancellationDraft,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const registration = await findRegistrationItem(number);
  if (registration?.employerCreditCode !== caller.creditCode) {
    return refuse('not-found', '“在册人员”中没有这项注册，请核对注册编号。');
  }
  const incomplete = companyProfileComplete(employerProfile(caller, await readEmployer(caller.creditCode)));
  if (incomplete.length > 0) return refuseViolations(incomplete);
  if (registrationStatus(registration, shanghaiDate(now)) === 'expired') {
    return refuse('not-in-this-state', '该注册已到期失效，无需企业办理注销。');
  }
  return await beginCancellation({
    registration,
    initiator: 'employer',
    actorName: caller.name,
    cancellation,
    idempotencyKey,
    now,
  });
}
