import type * as z from 'zod';
import type { companyChange, CompanyView } from '../../api/people.ts';
import { missingCompanyLabels } from '../../domain/eligibility.ts';
import type { CompanyCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import { type EmployerItem, type MailReturnItem, table } from '../records/entities.ts';
import { accountNameOperation } from '../register/known-employers.ts';
import { keptMailReturn, liftOperations, mailReturnView, readMailReturn } from '../register/mail-returns.ts';
import { employerProfile, readEmployer } from '../register/profiles.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';

/** Reads the caller's company profile. */
export async function getCompany(caller: CompanyCaller): Promise<Result<CompanyView>> {
  const { creditCode } = caller;
  const [item, returned] = await Promise.all([readEmployer(creditCode), readMailReturn(creditCode)]);
  return done(companyView(caller, item, returned));
}

/** Changes the company profile, if nobody has since the version that the caller saw. Another address for e-mail, or the same on purpose, takes mail again. */
export async function changeCompany(
  caller: CompanyCaller,
  change: z.output<typeof companyChange>,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CompanyView>> {
  const item = itemOf(caller, change);
  const given = { address: change.contactEmail, again: change.addressAgain };
  const returned = await readMailReturn(caller.creditCode);
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.employer
        .put(item)
        .where(({ version }, { eq, notExists }) =>
          change.version === 0 ? notExists(version) : eq(version, change.version),
        )
        .commit(),
      accountNameOperation(entities, caller),
      ...liftOperations(entities, returned, given),
      ...commandOperations(entities, idempotencyKey, {}, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(companyView(caller, item, keptMailReturn(returned, given)));
}

/** The answer to a change that comes again: all of it is in the request. */
export async function companyChangedAgain(
  caller: CompanyCaller,
  change: z.output<typeof companyChange>,
): Promise<Result<CompanyView>> {
  return done(companyView(caller, itemOf(caller, change), await readMailReturn(caller.creditCode)));
}

function itemOf(
  { creditCode, name, representative }: CompanyCaller,
  change: z.output<typeof companyChange>,
): EmployerItem {
  const { version: seen, contactEmail, addressAgain: _lifts, ...fields } = change;
  return {
    ...{ creditCode, name, representative },
    ...fields,
    ...(contactEmail === null ? {} : { contactEmail }),
    version: seen + 1,
  };
}

function companyView(
  caller: CompanyCaller,
  item: EmployerItem | undefined,
  returned: MailReturnItem | undefined,
): CompanyView {
  const profile = employerProfile(caller, item);
  return {
    ...profile,
    qualifications: [...profile.qualifications],
    contactEmail: item?.contactEmail ?? null,
    mailReturn: mailReturnView(returned, item?.contactEmail ?? null),
    missing: missingCompanyLabels(profile),
    version: item?.version ?? 0,
  };
}
