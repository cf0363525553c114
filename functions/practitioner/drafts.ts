import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { CommandResult, draftSchema } from '../../api/application.ts';
import { emptyDraft, type ApplicationDraft } from '../../domain/application.ts';
import {
  findMatterRow,
  type MatterCode,
  matterNames,
  type ProfessionCode,
  professions,
} from '../../domain/catalogue.ts';
import { profileComplete } from '../../domain/eligibility.ts';
import type { EntryDraft } from '../../domain/entry-draft.ts';
import { unprintableCharacters } from '../../domain/printable.ts';
import type { PersonCaller } from '../platform/caller.ts';
import type { CommandKey } from '../platform/command-key.ts';
import { loadOwnCase } from '../cases/case.ts';
import { commandOperations } from '../records/commands.ts';
import { GuardEntity, table } from '../records/entities.ts';
import { practitionerProfile } from '../register/people.ts';
import { done, refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { openGuardsOf } from '../records/open-guards.ts';
import { resultOf } from '../cases/transition.ts';
import { readPractitioner } from './profile.ts';

/** Begins an application. Refused while the profile is incomplete, and while another of the same profession is open (DESIGN §4). */
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
  const { canceled } = await table.transaction
    .write(({ application, event, guard, ...entities }) => [
      application
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
      event
        .create({ ...first, at, action: 'create', actorParty: 'practitioner', actorName: caller.name, to: 'draft' })
        .commit(),
      ...guards.map((each) => guard.create({ ...each, holder: applicationId }).commit()),
      ...commandOperations(entities, idempotencyKey, answer, now),
    ])
    .go();
  if (!canceled) return done(answer);
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
 * about files is sent here. Allowed while the practitioner holds the application: draft, returned, or a correction addressed to them.
 */
export async function saveDraft(
  caller: PersonCaller,
  applicationId: string,
  seen: number,
  draft: z.output<typeof draftSchema>,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<CommandResult>> {
  const found = await loadOwnCase(applicationId, caller);
  if (found === undefined) return refusals.notFound();
  if (!isEditable(found.application)) return refuseLocked();
  if (found.item.version !== seen) return refusals.changedMeanwhile();
  const version = seen + 1;
  const answer = { ...resultOf(found.item), version };
  const { canceled } = await table.transaction
    .write(({ application, ...entities }) => [
      application
        .patch({ applicationId })
        .set({ draft: normalized(draft), version, updatedAt: now.toISOString() })
        .where((stored, { eq }) => eq(stored.version, seen))
        .commit(),
      ...commandOperations(entities, idempotencyKey, answer, now),
    ])
    .go();
  return canceled ? refusals.changedMeanwhile() : done(answer);
}

/** Deletes a draft that was never submitted, with its guard. Its history goes with it: nobody but the applicant has seen it. */
export async function discardDraft(
  caller: PersonCaller,
  applicationId: string,
  seen: number,
  idempotencyKey: CommandKey | null,
  now: Date,
): Promise<Result<{ id: string }>> {
  const found = await loadOwnCase(applicationId, caller);
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

/** True while the practitioner may change the application. */
export function isEditable(application: { state: string; correction: { addressee: string } | null }): boolean {
  const { state, correction } = application;
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
