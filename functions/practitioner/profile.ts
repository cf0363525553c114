import type * as z from 'zod';
import type { profileChange, ProfileView } from '../../api/people.ts';
import { missingProfileLabels } from '../../domain/eligibility.ts';
import { birthAndSex } from '../../domain/identity-documents.ts';
import type { PersonCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import { type MailReturnItem, PractitionerEntity, type PractitionerItem, table } from '../records/entities.ts';
import { keptMailReturn, liftOperations, mailReturnView, readMailReturn } from '../register/mail-returns.ts';
import { practitionerProfile } from '../register/profiles.ts';
import { done, refusals, type Result } from '../platform/refusal.ts';

/** Reads the caller's profile; the parts that the identity platform knows are never stored. */
export async function getProfile(caller: PersonCaller): Promise<Result<ProfileView>> {
  const { personId } = caller;
  const [item, returned] = await Promise.all([readPractitioner(personId), readMailReturn(personId)]);
  return done(profileView(caller, item, returned));
}

/**
 * Changes the editable part of the profile, if nobody has since the version that the caller saw. Another address for e-mail, or the same on purpose, takes mail
 * again.
 */
export async function changeProfile(
  caller: PersonCaller,
  change: z.output<typeof profileChange>,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<ProfileView>> {
  const item = itemOf(caller, change);
  const given = { address: change.email, again: change.addressAgain };
  const returned = await readMailReturn(caller.personId);
  const { canceled } = await table.transaction
    .write(({ practitioner, ...entities }) => [
      practitioner
        .put(item)
        .where(({ version }, { eq, notExists }) =>
          change.version === 0 ? notExists(version) : eq(version, change.version),
        )
        .commit(),
      ...liftOperations(entities, returned, given),
      ...commandOperations(entities, idempotencyKey, {}, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(profileView(caller, item, keptMailReturn(returned, given)));
}

/** The answer to a change that comes again: all of it is in the request, so that nothing of the person is kept for it. */
export async function profileChangedAgain(
  caller: PersonCaller,
  change: z.output<typeof profileChange>,
): Promise<Result<ProfileView>> {
  return done(profileView(caller, itemOf(caller, change), await readMailReturn(caller.personId)));
}

function itemOf(caller: PersonCaller, change: z.output<typeof profileChange>): PractitionerItem {
  const { version: seen, email, addressAgain: _lifts, ...fields } = change;
  return { personId: caller.personId, ...fields, ...(email === null ? {} : { email }), version: seen + 1 };
}

/** The stored part of a practitioner's profile; undefined before it was first saved. */
async function readPractitioner(personId: string): Promise<PractitionerItem | undefined> {
  const { data } = await PractitionerEntity.get({ personId }).go({ consistent: true });
  return data ?? undefined;
}

function profileView(
  caller: PersonCaller,
  item: PractitionerItem | undefined,
  returned: MailReturnItem | undefined,
): ProfileView {
  const profile = practitionerProfile(caller, item);
  return {
    ...profile,
    ...birthAndSex(caller),
    mailReturn: mailReturnView(returned, profile.email),
    missing: missingProfileLabels(profile),
    version: item?.version ?? 0,
  };
}
