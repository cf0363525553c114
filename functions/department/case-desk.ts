import type * as z from 'zod';
import type { CommandResult } from '../../api/application.ts';
import type { CaseNote } from '../../api/claims.ts';
import type { departmentCaseDeskEndpoints as endpoints } from '../../api/department-case-desk.ts';
import { chineseDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { holdGrounds, standingHold, stopsClock } from '../../domain/hold-grounds.ts';
import { opinionDays } from '../../domain/opinion-draft.ts';
import { refusedAltogether } from '../../domain/permission.ts';
import { refusedHold } from '../../domain/review-hold.ts';
import { roleOfQueue } from '../../domain/staff-access.ts';
import { carryOutOn } from '../cases/carry-out.ts';
import type { Case } from '../cases/case.ts';
import { departmentQueueOf } from '../cases/claim-items.ts';
import { resultOf } from '../cases/commit.ts';
import { factsOf } from '../cases/facts.ts';
import { noteView } from '../cases/notes.ts';
import type { Act } from '../platform/act.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, refusals, refuse, type Result } from '../platform/refusal.ts';
import { deskWrite } from './desk-write.ts';
import { readCase } from './read-case.ts';

type DeskAct<Name extends keyof typeof endpoints> = Act<StaffCaller, z.output<(typeof endpoints)[Name]['body']>>;

/** Notes something for the staff alone; answers all notes. */
export async function addNote(act: DeskAct<'addNote'>): Promise<Result<{ notes: CaseNote[] }>> {
  const written = await deskWrite(act, () => done({ note: { kind: 'note', text: act.body.text }, answer: {} }));
  return written.ok ? await notesOf(act) : written;
}

/** All notes of a case, as a remembered command answers them too. */
export async function notesOf({ id, caller }: Pick<Act<StaffCaller, unknown>, 'id' | 'caller'>) {
  const found = await readCase(id, caller);
  return found.ok ? done({ notes: found.value.notes.map(noteView) }) : found;
}

/** The whole identity number; that it was shown, to whom and why stands in the history and counts against a quota. */
export async function showIdentityNumber(act: DeskAct<'showIdentityNumber'>) {
  const { caller, now, body } = act;
  return await deskWrite(act, (found) =>
    done({
      note: { kind: 'identity-shown', text: body.reason },
      uses: [{ quota: 'identity-shown', owner: caller.staffId, now }],
      answer: identityOf(found),
      remembered: {},
    }),
  );
}

/** The same for a command that was carried out already: the number itself is not kept with it. */
export async function identityAgain({ id, caller }: Pick<Act<StaffCaller, unknown>, 'id' | 'caller'>) {
  const found = await readCase(id, caller);
  return found.ok ? done(identityOf(found.value)) : found;
}

function identityOf({ application }: Case) {
  return { idNumber: application.applicant.idNumber, formerIdNumber: application.draft.formerIdNumber };
}

/** Keeps an unfinished opinion for its officer; refused on another version, so that a late save is none. */
export async function saveOpinion(act: DeskAct<'saveOpinion'>): Promise<Result<{ savedAt: string }>> {
  const { id: applicationId, caller, now, body } = act;
  const { version, decision, reasons, text } = body;
  const savedAt = now.toISOString();
  const expiresAt = Math.ceil(now.getTime() / 1000) + opinionDays * 86_400;
  return await deskWrite(act, ({ item }) =>
    item.version === version
      ? done({
          opinion: {
            ...{ applicationId, staffId: caller.staffId, stateVersion: item.stateVersion, reasons, text, savedAt },
            ...(decision === null ? {} : { decision }),
            expiresAt,
          },
          answer: { savedAt },
        })
      : refusals.changedMeanwhile(),
  );
}

/**
 * Puts a case on hold. A ground that the law names stops the period: that is decided like a step, and the parties are told. Others are the staff's
 * own: the period goes on, and only staff read of it.
 */
export async function holdCase(act: DeskAct<'holdCase'>): Promise<Result<CommandResult>> {
  const { ground, reason, until } = act.body;
  const found = await readForDesk(act);
  if (!found.ok) return found;
  if (stopsClock(ground)) {
    const { value: read } = found;
    return await carryOutOn(read.found, act, () => ({
      ...byOf(act, read.role),
      action: 'hold-review',
      ground,
      reason,
      until,
    }));
  }
  const today = shanghaiDate(act.now);
  return await deskWrite(act, ({ openWorkItem, application }) => {
    if (application.version !== act.body.version) return refusals.changedMeanwhile();
    const refused = refusedHold(standingHold(openWorkItem?.hold ?? null, today), until, today);
    if (refused !== undefined) return refused;
    const text = `${holdGrounds[ground].name}，至${chineseDate(until)}止。${reason}`;
    const hold = { ground, reason, since: today, until };
    return done({ hold, note: { kind: 'held', text }, answer: resultOf(application) });
  });
}

/** Goes on with a case that is on hold. */
export async function resumeCase(act: DeskAct<'resumeCase'>): Promise<Result<CommandResult>> {
  const found = await readForDesk(act);
  if (!found.ok) return found;
  const { value: read } = found;
  const hold = standingHold(read.found.openWorkItem?.hold ?? null, shanghaiDate(act.now));
  if (hold === null) return refuse('not-in-this-state', '这件申请没有挂起，无需恢复。请刷新页面查看。');
  if (stopsClock(hold.ground)) {
    return await carryOutOn(read.found, act, () => ({ ...byOf(act, read.role), action: 'resume-review' }));
  }
  return await deskWrite(act, ({ application }) =>
    application.version === act.body.version
      ? done({
          hold: null,
          note: { kind: 'resumed', text: holdGrounds[hold.ground].name },
          answer: resultOf(application),
        })
      : refusals.changedMeanwhile(),
  );
}

/** The case of an act on its open step, with the role in which the officer handles it; refused to whoever may do nothing of the step (four eyes). */
async function readForDesk(act: Act<StaffCaller, unknown>) {
  const found = await readCase(act.id, act.caller);
  if (!found.ok) return found;
  const queue = departmentQueueOf(found.value.openWorkItem);
  if (queue === undefined) {
    return refuse('not-in-this-state', '这件申请现在没有等待本部门办理的环节，请刷新页面查看最新进度。');
  }
  const role = roleOfQueue[queue];
  if (!act.caller.roles.includes(role)) return refusals.wrongRole();
  return refusedAltogether(factsOf(found.value), role, act.caller) ?? done({ found: found.value, role });
}

function byOf(
  { caller, body, now }: Act<StaffCaller, { readonly version: number }>,
  actor: 'acceptance' | 'review' | 'decision',
) {
  return { actor, actorName: caller.name, officer: caller, version: body.version, now };
}
