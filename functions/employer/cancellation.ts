import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { employerEndpoints as endpoints } from '../../api/employer.ts';
import { beginCancellation } from '../cases/cancellation.ts';
import type { Act } from '../platform/act.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { Result } from '../platform/refusal.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';

/** What a company is told of a registration that is none of its people's. */
export const notTheirs = '“在册人员”中没有这项注册，请核对注册编号。';

/** Begins the cancellation of a valid registration of one of the company's own people; the company seals its form next. */
export async function beginOwnCancellation(
  act: Act<CompanyCaller, z.output<typeof endpoints.beginCancellation.body>>,
): Promise<Result<CommandResult>> {
  const { caller, body: cancellation, now } = act;
  const { creditCode } = caller;
  const employer = employerProfile(caller, await readEmployer(creditCode));
  return await beginCancellation(
    act,
    { initiator: 'employer', actor: 'employer', employer, cancellation },
    (item) => item.employerCreditCode === creditCode,
    notTheirs,
    // The department answers for its own work; a company may not use up documents and numbers without end.
    [{ quota: 'company-cancellations', owner: creditCode, now }],
  );
}
