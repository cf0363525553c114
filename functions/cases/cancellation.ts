import { randomUUID } from 'node:crypto';
import type { CommandResult } from '../../api/application.ts';
import type { BeginCancellationCommand } from '../../domain/command.ts';
import { groundOf } from '../../domain/grounds.ts';
import type { Identified } from '../../domain/identity-documents.ts';
import type { CompanyCaller, StaffCaller } from '../platform/caller.ts';
import type { Act } from '../platform/act.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { CaseContentEntity, type RegistrationItem } from '../records/entities.ts';
import { presentEntry } from '../register/entries-by-number.ts';
import { holderOfGuards, openGuardsOf } from '../records/open-guards.ts';
import type { QuotaUse } from '../records/quotas.ts';
import { entryOf } from '../records/register-items.ts';
import { begin } from './carry-out.ts';

/** What the party that begins a cancellation is to it, and says of it. */
type Beginning = Pick<BeginCancellationCommand, 'initiator' | 'actor' | 'officer' | 'employer' | 'cancellation'>;

/**
 * Begins and submits the cancellation of a registration, by an employer of its own people, by the department of anybody's (domain/beginning.ts); its form
 * is rendered next. `isTheirs` says whose registrations the party may name, `absent` what it is told of others.
 */
export async function beginCancellation(
  act: Act<CompanyCaller | StaffCaller, unknown>,
  beginning: Beginning,
  isTheirs: (item: RegistrationItem) => boolean,
  absent: string,
  uses: readonly QuotaUse[] = [],
): Promise<Result<CommandResult>> {
  return await begin({ ...act, uses }, () => cancellationCommand(act, beginning, isTheirs, absent));
}

/** The command of a cancellation on the entry as it is now. Refused for an entry that is none of the party's, as for one that is not there. */
export async function cancellationCommand(
  { caller, id: number, now }: Pick<Act<CompanyCaller | StaffCaller, unknown>, 'caller' | 'id' | 'now'>,
  beginning: Beginning,
  isTheirs: (item: RegistrationItem) => boolean,
  absent: string,
): Promise<Result<BeginCancellationCommand>> {
  const item = await presentEntry(number);
  if (item === undefined || !isTheirs(item)) return refuse('not-found', absent);
  const { personId, profession } = item;
  const { initiator } = beginning;
  return done({
    ...beginning,
    action: 'begin-cancellation',
    actorName: caller.name,
    version: null,
    now,
    id: randomUUID(),
    entry: entryOf(item),
    holder: await holderOf(item, beginning.cancellation),
    locked: await holderOfGuards(openGuardsOf({ personId, profession, matter: 'cancellation', initiator })),
  });
}

/** Whose registration it is, where the ground asks that: as the application that wrote it says. */
async function holderOf(
  { applicationId, profession }: RegistrationItem,
  { ground }: BeginCancellationCommand['cancellation'],
): Promise<Identified | null> {
  if (applicationId === undefined || ground === null || groundOf(ground, profession)?.after !== 'age-limit')
    return null;
  const { data } = await CaseContentEntity.get({ applicationId }).go({ consistent: true });
  return data?.applicant ?? null;
}
