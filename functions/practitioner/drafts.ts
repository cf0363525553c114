import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { CommandResult, draftSchema } from '../../api/application.ts';
import { type ApplicationDraft, emptyDraft } from '../../domain/application.ts';
import { findMatterRow, rowOf } from '../../domain/catalogue.ts';
import { type MatterCode, matterNames } from '../../domain/matter-codes.ts';
import { type ProfessionCode, professions } from '../../domain/professions.ts';
import { correctedDraft, onlyOpenFields } from '../../domain/corrected-draft.ts';
import { openFields } from '../../domain/open-fields.ts';
import { profileComplete } from '../../domain/eligibility.ts';
import type { EntryDraft } from '../../domain/entry-draft.ts';
import { isCertificateNumber } from '../../domain/identifiers.ts';
import { unprintableCharacters } from '../../domain/printable.ts';
import type { PersonCaller } from '../platform/caller.ts';
import type { Case } from '../cases/case.ts';
import { loadOwnApplication } from './own-application.ts';
import { isApplicant } from '../cases/visibility.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { commandOperations } from '../records/commands.ts';
import { GuardEntity, table } from '../records/entities.ts';
import { practitionerProfile } from '../register/profiles.ts';
import { done, refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { openGuardsOf } from '../records/open-guards.ts';
import { withinQuota, writeWithin } from '../records/quotas.ts';
import { resultOf } from '../cases/transition.ts';
import { readPractitioner } from './profile.ts';

/**
 * Begins an application. Refused while the profile is incomplete, while another of the same profession is open (DESIGN §4), and when the
 * person has begun too many that day.
 */
export async function createApplication(
  caller: PersonCaller,
  wanted: { profession: ProfessionCode; matter: MatterCode; registrationNumber?: string | undefined },
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const { profession, matter } = wanted;
  if (findMatterRow(profession, matter)?.initiators.includes('practitioner') !== true) {
    return refuse('rules-not-met', `${professions[profession].name}不办理${matterNames[matter]}。`);
  }
  const strange = unprintableCharacters(caller.name);
  if (strange.length > 0) {
    return refuse(
      'unprintable-characters',
      `您的姓名中有无法打印的字符（${strange.join('')}），请联系住房和城乡建设主管部门窗口办理。`,
    );
  }
  const applicant = practitionerProfile(caller, await readPractitioner(caller.personId));
  const incomplete = profileComplete(applicant);
  if (incomplete.length > 0) return refuseViolations(incomplete);

  const applicationId = randomUUID();
  const at = now.toISOString();
  const guards = openGuardsOf({ personId: caller.personId, profession, matter });
  const first = { applicationId, personId: caller.personId, profession, matter, submission: 0, version: 0 } as const;
  const answer = { id: applicationId, number: null, state: 'draft', version: 0 } as const;
  const outcome = await writeWithin([{ quota: 'person-drafts', owner: caller.personId, now }], (counted) =>
    table.transaction
      .write((entities) => [
        entities.application
          .create({
            ...first,
            state: 'draft',
            stateVersion: 0,
            draft: { ...emptyDraft, registrationNumber: wanted.registrationNumber ?? null },
            applicant,
            qualification: null,
            attachments: {},
            supplement: null,
            correction: null,
            recommendation: null,
            createdAt: at,
            updatedAt: at,
          })
          .commit(),
        entities.event
          .create({ ...first, at, action: 'create', actorParty: 'practitioner', actorName: caller.name, to: 'draft' })
          .commit(),
        ...guards.map((each) => entities.guard.create({ ...each, holder: applicationId }).commit()),
        ...commandOperations(entities, idempotencyKey, answer, now),
        ...counted(entities),
      ])
      .go(),
  );
  if (outcome === 'written') return done(answer);
  if (outcome !== 'lost') return outcome;
  const { data: holders } = await GuardEntity.get(guards).go({ consistent: true });
  const subject = guards.length > 1 ? '注册' : professions[profession].name;
  return refuse(
    'already-exists',
    `您已有一项${subject}的申请正在办理，请在“事项查询”中继续办理或撤回后再申请。`,
    holders.slice(0, 1).map(({ holder }) => ({ field: 'applicationId', code: 'open-application', message: holder })),
  );
}

/**
 * Saves what has been filled in so far. Files count as attached when they are the newest ready one of their slot, so nothing
 * about files is sent here. Allowed while the practitioner holds the application: draft, returned, or a correction addressed to them, in
 * which only the fields that its notice names can change.
 */
export async function saveDraft(
  caller: PersonCaller,
  applicationId: string,
  seen: number,
  draft: z.output<typeof draftSchema>,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  if (!isEditable(found, caller)) return refuseLocked();
  if (found.item.version !== seen) return refusals.changedMeanwhile();
  const wanted = draftToKeep(found, normalized(draft));
  if (!wanted.ok) return wanted;
  const save = () => writeDraft(found, wanted.value, idempotencyKey, now);
  // Whether a certificate stands in the register is said of a draft that names it: naming another one is a look-up.
  return asksAboutCertificate(found.item.draft, draft)
    ? await withinQuota({ quota: 'certificate-number', owner: caller.personId, now }, save)
    : await save();
}

async function writeDraft(
  { item }: Case,
  draft: ApplicationDraft,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const { applicationId, version: seen } = item;
  const version = seen + 1;
  const answer = { ...resultOf(item), version };
  const { canceled } = await table.transaction
    .write(({ application, ...entities }) => [
      application
        .patch({ applicationId })
        .set({ draft, version, updatedAt: now.toISOString() })
        .where((stored, { eq }) => eq(stored.version, seen))
        .commit(),
      ...commandOperations(entities, idempotencyKey, answer, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(answer);
}

function asksAboutCertificate(before: ApplicationDraft, after: ApplicationDraft): boolean {
  const number = after.entry?.certificateNumber ?? null;
  return number !== null && isCertificateNumber(number) && number !== before.entry?.certificateNumber;
}

/** Deletes a draft that was never submitted, with its guard. Its history goes with it: nobody but the applicant has seen it. */
export async function discardDraft(
  caller: PersonCaller,
  applicationId: string,
  seen: number,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<{ id: string }>> {
  const found = await loadOwnApplication(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  if (found.item.state !== 'draft') return refuse('not-in-this-state', '已提交的申请不能删除，请使用“撤回”。');
  if (found.item.version !== seen) return refusals.changedMeanwhile();
  const { canceled } = await table.transaction
    .write(({ application, event, file, guard, ...entities }) => [
      application
        .delete({ applicationId })
        .where((stored, { eq }) => eq(stored.version, seen))
        .commit(),
      ...openGuardsOf(found.item).map((each) => guard.delete(each).commit()),
      ...found.events.map(({ version }) => event.delete({ applicationId, version }).commit()),
      ...found.files.map(({ fileId }) => file.delete({ applicationId, fileId }).commit()),
      ...commandOperations(entities, idempotencyKey, { id: applicationId }, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done({ id: applicationId });
}

/** The draft as it may be saved. Of an application in correction others have committed to what no notice names. */
function draftToKeep({ item, application }: Case, draft: ApplicationDraft): Result<ApplicationDraft> {
  if (item.state !== 'awaiting-correction') return done(draft);
  const open = openFields(item.correction?.items ?? []);
  const violations = onlyOpenFields(rowOf(item), application.draft, draft, open);
  return violations.length > 0 ? refuseViolations(violations) : done(correctedDraft(application.draft, draft, open));
}

/** True while the caller, who must be the applicant, may change the application. */
export function isEditable({ item }: Pick<Case, 'item'>, caller: PersonCaller): boolean {
  const { state, correction } = item;
  if (!isApplicant(item, caller)) return false;
  return (
    state === 'draft' ||
    state === 'returned' ||
    (state === 'awaiting-correction' && correction?.addressee === 'practitioner')
  );
}

/** The refusal of a change while another party holds the application. */
export function refuseLocked() {
  return refuse('not-in-this-state', '申请已提交，当前不能修改。如需修改，请先撤回，或等待企业退回、补正通知。');
}

// An open-ended contract has no end: whatever was typed before choosing it is dropped.
function normalized({ entry, ...draft }: z.output<typeof draftSchema>): ApplicationDraft {
  return { ...withoutEnd(draft), entry: entry === null ? null : withoutDeniedRegistration(entry) };
}

function withoutEnd(draft: ApplicationDraft): ApplicationDraft {
  if (draft.employment.contractKind !== 'open-ended') return draft;
  return { ...draft, employment: { ...draft.employment, contractEnd: null, employmentEnd: null } };
}

// Who was not registered before has no original registration, whatever was typed before choosing 否.
function withoutDeniedRegistration(entry: EntryDraft): EntryDraft {
  return entry.registeredBefore === true ? entry : { ...entry, priorRegistration: null };
}
