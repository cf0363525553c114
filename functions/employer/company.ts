import type * as z from 'zod';
import type { companyChange, CompanyView } from '../../api/people.ts';
import { missingCompanyLabels } from '../../domain/eligibility.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import { type EmployerItem, table } from '../records/entities.ts';
import { employerProfile, readEmployer } from '../register/people.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';

/** Reads the caller's company profile. */
export async function getCompany(caller: CompanyCaller): Promise<Result<CompanyView>> {
  return done(companyView(caller, await readEmployer(caller.creditCode)));
}

/** Changes the company profile, if nobody has since the version that the caller saw. */
export async function changeCompany(
  caller: CompanyCaller,
  change: z.output<typeof companyChange>,
): Promise<Result<CompanyView>> {
  const { version: seen, contactEmail, ...fields } = change;
  const { creditCode, name, representative } = caller;
  const item: EmployerItem = {
    ...{ creditCode, name, representative },
    ...fields,
    ...(contactEmail === null ? {} : { contactEmail }),
    version: seen + 1,
  };
  const { canceled } = await table.transaction
    .write(({ employer }) => [
      employer
        .put(item)
        .where(({ version }, { eq, notExists }) => (seen === 0 ? notExists(version) : eq(version, seen)))
        .commit(),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(companyView(caller, item));
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
