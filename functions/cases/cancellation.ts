import { randomUUID } from 'node:crypto';
import type { CommandResult } from '../../api/application.ts';
import { findMatterRow } from '../../domain/catalogue.ts';
import type { BeginCancellationCommand } from '../../domain/command.ts';
import { groundOf } from '../../domain/grounds.ts';
import type { Identified } from '../../domain/identity-documents.ts';
import type { CompanyCaller, StaffCaller } from '../platform/caller.ts';
import type { Act } from '../platform/act.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { ApplicationEntity, CaseContentEntity, type RegistrationItem } from '../records/entities.ts';
import { presentEntry } from '../register/entries-by-number.ts';
import { holderOfGuards, openGuardsOf } from '../records/open-guards.ts';
import type { QuotaUse } from '../records/quotas.ts';
import { entryOf } from '../records/register-items.ts';
import { begin } from './carry-out.ts';
import { caseIdOf, uploadedEvidence } from './ground-evidence.ts';
import type { Uploader } from './uploads.ts';

/** What the party that begins a cancellation is to it, and says of it. */
type Beginning = Pick<
  BeginCancellationCommand,
  'initiator' | 'actor' | 'officer' | 'employer' | 'matter' | 'specialties' | 'cancellation'
>;

/** What shows the ground: by whom it was uploaded, and which file the party names; null: none. */
interface Shown {
  readonly uploader: Uploader;
  readonly named: { readonly folder: string; readonly fileId: string } | null;
}

/**
 * Begins and submits the cancellation of a registration or of some of its specialties, by an employer of its own people, by the department of anybody's (domain/beginning.ts); its form
 * is rendered next. `isTheirs` says whose registrations the party may name, `absent` what it is told of others.
 */
export async function beginCancellation(
  act: Act<CompanyCaller | StaffCaller, unknown>,
  beginning: Beginning,
  isTheirs: (item: RegistrationItem) => boolean,
  absent: string,
  { uploader, named }: Shown,
  uses: readonly QuotaUse[] = [],
): Promise<Result<CommandResult>> {
  return await begin({ ...act, uses }, async () => {
    const { folder, fileId } = named ?? { folder: null, fileId: '' };
    const id = folder === null ? randomUUID() : caseIdOf(uploader, { number: act.id, folder });
    const evidence = folder === null ? null : await uploadedEvidence(id, fileId);
    if (folder !== null && evidence === null) {
      return refuse('file-not-ready', '没有找到上传的注销依据材料，请重新上传。');
    }
    return await cancellationCommand(act, { ...beginning, id, evidence }, isTheirs, absent);
  });
}

/** The command of a cancellation on the entry as it is now. Refused for an entry that is none of the party's, as for one that is not there. */
export async function cancellationCommand(
  { caller, id: number, now }: Pick<Act<CompanyCaller | StaffCaller, unknown>, 'caller' | 'id' | 'now'>,
  beginning: Beginning & Pick<BeginCancellationCommand, 'id' | 'evidence'>,
  isTheirs: (item: RegistrationItem) => boolean,
  absent: string,
): Promise<Result<BeginCancellationCommand>> {
  const item = await presentEntry(number);
  if (item === undefined || !isTheirs(item)) return refuse('not-found', absent);
  const { personId, profession } = item;
  const { initiator, matter } = beginning;
  const certificateSource = await certificateSourceOf(item);
  // What the profession does not have has no locks, and is refused as such.
  const isOffered = findMatterRow(profession, matter) !== undefined;
  return done({
    ...beginning,
    action: 'begin-cancellation',
    actorName: caller.name,
    version: null,
    now,
    entry: entryOf(item),
    certificateSource,
    holder: await holderOf(item, certificateSource, beginning.cancellation),
    locked: isOffered ? await holderOfGuards(openGuardsOf({ personId, profession, matter, initiator })) : null,
  });
}

/** The application whose photo and person the certificates of an entry show: the one that wrote it last, or which that one itself goes back to. */
async function certificateSourceOf({ applicationId }: RegistrationItem): Promise<string | null> {
  if (applicationId === undefined) return null;
  const { data } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
  return data === null ? null : (data.certificateSource ?? applicationId);
}

/** Whose registration it is, where the ground asks that: as the person's application behind it says. */
async function holderOf(
  { profession }: RegistrationItem,
  applicationId: string | null,
  { ground }: BeginCancellationCommand['cancellation'],
): Promise<Identified | null> {
  if (applicationId === null || ground === null || groundOf(ground, profession)?.after !== 'age-limit') return null;
  const { data } = await CaseContentEntity.get({ applicationId }).go({ consistent: true });
  return data?.applicant ?? null;
}
