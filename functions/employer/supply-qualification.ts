import type { RegisterEntry } from '../../domain/registration.ts';
import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { employerEndpoints as endpoints } from '../../api/employer.ts';
import type { CaseRecord } from '../../domain/case-record.ts';
import { carryOutOn } from '../cases/carry-out.ts';
import { employerRole, loadOwnCase } from '../cases/case.ts';
import type { Act } from '../platform/act.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { refusals, type Result } from '../platform/refusal.ts';
import { RegistrationEntity } from '../records/entities.ts';
import { entryOf } from '../records/register-items.ts';
import { newCodesFor } from '../register/new-code.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';

/** 材料补正 (manual 二（二）2（1）): an employer that had chosen 无 names a qualification of its own (domain/supplying.ts). */
export async function supplyQualification(
  act: Act<CompanyCaller, z.output<typeof endpoints.supplyQualification.body>>,
): Promise<Result<CommandResult>> {
  const { caller, id, body, now } = act;
  const found = await loadOwnCase(id, caller);
  if (found === undefined) return refusals.notFound();
  const { version, qualification } = body;
  return await carryOutOn(found, act, async (present) => {
    const entries = await entriesOf(present.application);
    return {
      action: 'supplement',
      actor: employerRole(present.item, caller.creditCode) ?? 'employer',
      actorName: caller.name,
      version,
      now,
      qualification,
      employer: employerProfile(caller, await readEmployer(caller.creditCode)),
      entries,
      newCodes: newCodesFor(entries),
    };
  });
}

/** The entries of the register that the application has made or amended; none before the approval. */
async function entriesOf({ personId, registrationNumbers }: CaseRecord): Promise<RegisterEntry[]> {
  if (registrationNumbers.length === 0) return [];
  const keys = registrationNumbers.map((number) => ({ personId, number }));
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true });
  return data.map(entryOf);
}
