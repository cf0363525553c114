import { workingDaysOf } from '../../domain/hearing.ts';
import { isForbiddenAltogether } from '../../domain/permission.ts';
import { departmentQueues, roleOfQueue } from '../../domain/staff-access.ts';
import type { ApplicationState, Queue } from '../../domain/states.ts';
import { secondsDeadline, workingDayDeadline } from '../../domain/working-days.ts';
import type { Case } from '../cases/case.ts';
import { actsOf } from '../cases/facts.ts';
import { pendingNotices } from '../cases/document-cause.ts';
import { conditionHeld } from '../records/condition.ts';
import { ApplicationEntity, table, WorkItemEntity, type WorkItemItem } from '../records/entities.ts';
import { environment } from '../platform/environment.ts';
import { workOf } from '../cases/work.ts';
import { stepReminders } from '../records/reminders.ts';
import { readCase } from './move-on.ts';
import { type Lost, lost, settleOrFail } from '../records/settle.ts';

/** The step that an execution wants to wait for is not the application's present one. The state machine catches it by this name. */
class StepNotOpen extends Error {
  override readonly name = 'StepNotOpen';
}

/** A step to open. `token` resumes the execution; `timeoutSeconds` is how long it waits, absent when it waits for ever. */
export interface StepToOpen {
  readonly applicationId: string;
  readonly expected: ApplicationState;
  readonly token: string;
  readonly timeoutSeconds?: number | undefined;
  /** When the execution came to the step, and how often it has tried since; absent: it does not say. */
  readonly entered?: string | undefined;
  readonly retry?: number | undefined;
}

/**
 * Opens the work item of the present state: by one write that fails when the state was left before (`passed`, functions/cases/commit-case.ts). One that is open
 * already, because an earlier try was answered too late, takes the new token and keeps its due time. A try that was given up and goes on after the next one keeps
 * off: nothing waits with its token, and the execution would wait for ever.
 * @throws StepNotOpen when the application is in another state, as after a withdrawal or an answer that came first, or owes a notice
 */
export async function openStep(step: StepToOpen, now: Date): Promise<{ dueAt: string }> {
  return await settleOrFail(async () => {
    const found = await readCase(step.applicationId);
    if (found.item.state !== step.expected) {
      throw new StepNotOpen(`the application is ${found.item.state}, not ${step.expected}`);
    }
    // The same state may have been left and reached again: then what led here the second time has a notice of its own.
    const pending = pendingNotices(found);
    if (pending.length > 0) throw new StepNotOpen(`not rendered yet: ${pending.join(', ')}`);
    const open = found.openWorkItem;
    const opened = open === undefined ? await createWorkItem(found, step, now) : await replaceToken(open, step);
    if (opened === lost) return lost;
    // After the item, by the time at which it was opened: a try that breaks off before them is made again and finds it.
    for (const reminder of stepReminders(opened, found.item)) await table.entities.reminder.put(reminder).go();
    return { dueAt: opened.dueAt };
  });
}

async function createWorkItem(found: Case, step: StepToOpen, now: Date): Promise<WorkItemItem | Lost> {
  const workItem = workItemOf(found, step, now);
  if (!(await conditionHeld(WorkItemEntity.create(workItem).go()))) return lost;
  // What ends no step may have changed the application since it was read.
  const { applicationId, stateVersion } = workItem;
  const { data: head } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
  if (head === null || head.version === found.item.version || head.stateVersion !== stateVersion) return workItem;
  const present = { ...workItemOf(await readCase(applicationId), step, now), openedAt: workItem.openedAt };
  const { queue, owner, dueAt, employerName, applicantName, forbiddenTo } = present;
  const changed = await conditionHeld(
    WorkItemEntity.patch({ applicationId, stateVersion })
      .set({ status: 'open', queue, owner, dueAt, employerName, applicantName, ...(forbiddenTo && { forbiddenTo }) })
      .where(({ status, dueAt: due }, { eq }) => `${eq(status, 'open')} AND ${eq(due, workItem.dueAt)}`)
      .go(),
  );
  return changed ? present : lost;
}

function workItemOf(found: Case, step: StepToOpen, now: Date): WorkItemItem {
  const { item } = found;
  const place = workOf(found);
  if (place === undefined) throw new Error(`nobody has work in state ${item.state}`);
  const forbidden = forbiddenOfficers(found, place.queue);
  return {
    ...place,
    status: 'open',
    openedAt: now.toISOString(),
    dueAt: publicityEnd(found) ?? dueAtOf(found, step.timeoutSeconds, now),
    taskToken: step.token,
    ...askedOf(step),
    ...(forbidden.length === 0 ? {} : { forbiddenTo: forbidden }),
  };
}

/** The officers who have acted on a case and may do nothing of its step for that (four eyes), so that no list offers it to them. */
function forbiddenOfficers({ application, events }: Case, queue: Queue): string[] {
  const role = departmentQueues.find((each) => each === queue);
  if (role === undefined) return [];
  const acts = actsOf(events);
  const officers = [...new Set(acts.map(({ staffId }) => staffId))];
  return officers.filter((staffId) =>
    isForbiddenAltogether({ application, acts }, roleOfQueue[role], { staffId, personId: null }),
  );
}

async function replaceToken(open: WorkItemItem, step: StepToOpen): Promise<WorkItemItem | Lost> {
  const { applicationId, stateVersion } = open;
  const own = askedOf(step);
  if (own.asked !== undefined && (open.asked ?? '') > own.asked) throw new StepNotOpen('a later try has opened it');
  const replaced = await conditionHeld(
    WorkItemEntity.patch({ applicationId, stateVersion })
      .set({ taskToken: step.token, ...own })
      .where(({ status, asked }, { eq, lte, notExists }) =>
        own.asked === undefined
          ? eq(status, 'open')
          : `${eq(status, 'open')} AND (${notExists(asked)} OR ${lte(asked, own.asked)})`,
      )
      .go(),
  );
  return replaced ? open : lost;
}

/** A text that sorts as tries follow each other: by when the execution came to the step, then by their number. */
function askedOf({ entered, retry = 0 }: StepToOpen): { readonly asked?: string } {
  return entered === undefined ? {} : { asked: `${entered}/${String(retry).padStart(4, '0')}` };
}

// The batch says when its publicity ends, whenever the execution comes to wait for it.
function publicityEnd({ item, publicity }: Case): string | undefined {
  return item.state === 'in-publicity' ? publicity?.endsAt : undefined;
}

/**
 * When a step is due: at the end of its working days, which the application may count otherwise (`period`), and not later than the execution waits. The execution counts from the
 * command that led here, some seconds ago, so its time alone would show the day after the last one.
 */
function dueAtOf({ application }: Case, timeoutSeconds: number | undefined, now: Date): string {
  const days = workingDaysOf(application, application.state);
  const { from, extraDays } = application.period ?? { from: now, extraDays: 0 };
  const ends = [
    ...(timeoutSeconds === undefined ? [] : [secondsDeadline(now, timeoutSeconds)]),
    ...(days === null ? [] : [workingDayDeadline(new Date(from), days + extraDays, environment.deadlineDaySeconds())]),
  ];
  const [first = now] = ends.map((end) => end.dueAt).sort((left, right) => left.getTime() - right.getTime());
  return first.toISOString();
}
