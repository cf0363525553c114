import type * as z from 'zod';
import type { profileChange, ProfileView } from '../../api/people.ts';
import { missingProfileLabels } from '../../domain/eligibility.ts';
import { parseResidentIdentityNumber } from '../../domain/identifiers.ts';
import type { PersonCaller } from '../platform/caller.ts';
import { PractitionerEntity, type PractitionerItem, table } from '../records/entities.ts';
import { practitionerProfile } from '../register/people.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';

/** Reads the caller's profile; the parts that the identity platform knows are never stored. */
export async function getProfile(caller: PersonCaller): Promise<Result<ProfileView>> {
  return done(profileView(caller, await readPractitioner(caller.personId)));
}

/** Changes the editable part of the profile, if nobody has since the version that the caller saw. */
export async function changeProfile(
  caller: PersonCaller,
  change: z.output<typeof profileChange>,
): Promise<Result<ProfileView>> {
  const { version: seen, email, ...fields } = change;
  const item: PractitionerItem = {
    personId: caller.personId,
    ...fields,
    ...(email === null ? {} : { email }),
    version: seen + 1,
  };
  const { canceled } = await table.transaction
    .write(({ practitioner }) => [
      practitioner
        .put(item)
        .where(({ version }, { eq, notExists }) => (seen === 0 ? notExists(version) : eq(version, seen)))
        .commit(),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(profileView(caller, item));
}

/** The stored part of a practitioner's profile; undefined before it was first saved. */
export async function readPractitioner(personId: string): Promise<PractitionerItem | undefined> {
  const { data } = await PractitionerEntity.get({ personId }).go({ consistent: true });
  return data ?? undefined;
}

function profileView(caller: PersonCaller, item: PractitionerItem | undefined): ProfileView {
  const profile = practitionerProfile(caller, item);
  const identity = parseResidentIdentityNumber(caller.idNumber);
  return {
    ...profile,
    sex: identity?.sex ?? null,
    birthDate: identity?.birthDate ?? null,
    missing: missingProfileLabels(profile),
    version: item?.version ?? 0,
  };
}
