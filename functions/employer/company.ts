import type * as z from 'zod';
import type { companyChange, CompanyView } from '../../api/people.ts';
import { missingCompanyLabels } from '../../domain/eligibility.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import { type EmployerItem, table } from '../records/entities.ts';
import { accountNameOperation } from '../register/known-employers.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';

/** Reads the caller's company profile. */
export async function getCompany(caller: CompanyCaller): Promise<Result<CompanyView>> {
  return done(companyView(caller, await readEmployer(caller.creditCode)));
}

/** Changes the company profile, if nobody has since the version that the caller saw. */
export async function changeCompany(
  caller: CompanyCaller,
  change: z.output<typeof companyChange>,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CompanyView>> {
  const item = itemOf(caller, change);
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.employer
        .put(item)
        .where(({ version }, { eq, notExists }) =>
          change.version === 0 ? notExists(version) : eq(version, change.version),
        )
        .commit(),
      accountNameOperation(entities, caller),
      ...commandOperations(entities, idempotencyKey, {}, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(companyView(caller, item));
}

/** The answer to a change that comes again: all of it is in the request. */
export function companyChangedAgain(
  caller: CompanyCaller,
  change: z.output<typeof companyChange>,
): Result<CompanyView> {
  return done(companyView(caller, itemOf(caller, change)));
}

function itemOf(
  { creditCode, name, representative }: CompanyCaller,
  change: z.output<typeof companyChange>,
): EmployerItem {
  const { version: seen, contactEmail, ...fields } = change;
  return {
    ...{ creditCode, name, representative },
    ...fields,
    ...(contactEmail === null ? {} : { contactEmail }),
    version: seen + 1,
  };
}

function companyView(caller: CompanyCaller, item: EmployerItem | undefined): CompanyView {
  const profile = employerProfile(caller, item);
  return {
    ...profile,
    qualifications: [...profile.qualifications],
    contactEmail: item?.contactEmail ?? null,
    missing: missingCompanyLabels(profile),
    version: item?.version ?? 0,
  };
}
