import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { employerEndpoints as endpoints } from '../../api/employer.ts';
import { beginCancellation } from '../cases/cancellation.ts';
import { declareGroundEvidence, type EvidenceRequest } from '../cases/ground-evidence.ts';
import type { Uploader } from '../cases/uploads.ts';
import type { RegistrationItem } from '../records/entities.ts';
import type { Act } from '../platform/act.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { Result } from '../platform/refusal.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';

/** Declares what is to show the ground of such a cancellation. */
export async function declareOwnEvidence(caller: CompanyCaller, request: EvidenceRequest) {
  const isOwn = ({ employerCreditCode }: RegistrationItem) => employerCreditCode === caller.creditCode;
  return await declareGroundEvidence(request, uploaderOf(caller), isOwn, notTheirs);
}

/** The company as it uploads. */
export function uploaderOf({ creditCode }: CompanyCaller): Uploader {
  return { party: 'employer', owner: creditCode };
}

/** What a company is told of a registration that is none of its people's. */
export const notTheirs = '“在册人员”中没有这项注册，请核对注册编号。';

/** Begins the cancellation of a valid registration of one of the company's own people; the company seals its form next. */
export async function beginOwnCancellation(
  act: Act<CompanyCaller, z.output<typeof endpoints.beginCancellation.body>>,
): Promise<Result<CommandResult>> {
  const { caller, body, now } = act;
  const { matter, specialties, evidence, ...cancellation } = body;
  const { creditCode } = caller;
  const employer = employerProfile(caller, await readEmployer(creditCode));
  return await beginCancellation(
    act,
    { initiator: 'employer', actor: 'employer', employer, matter, specialties, cancellation },
    (item) => item.employerCreditCode === creditCode,
    notTheirs,
    { uploader: uploaderOf(caller), named: evidence },
    // The department answers for its own work; a company may not use up documents and numbers without end.
    [{ quota: 'company-cancellations', owner: creditCode, now }],
  );
}
