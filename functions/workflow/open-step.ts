import { queueOf } from '../../domain/lifecycle.ts';
import { workingDaysOf } from '../../domain/hearing.ts';
import { isForbiddenAltogether } from '../../domain/permission.ts';
import { departmentQueues, roleOfQueue } from '../../domain/staff-access.ts';
import type { ApplicationState, Queue } from '../../domain/states.ts';
import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { secondsDeadline, workingDayDeadline } from '../../domain/working-days.ts';
import type { Case } from '../cases/case.ts';
import { actsOf } from '../cases/facts.ts';
import { pendingNotices } from '../cases/document-cause.ts';
import { table, type WorkItemItem } from '../records/entities.ts';
import { environment } from '../platform/environment.ts';
import { queueOwner } from '../cases/queues.ts';
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
}

/**
 * Opens the work item of the present state in one transaction that fails when the application has moved on. One that is open
 * already, because an earlier try was answered too late, takes the new token and keeps its due time.
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
    return found.openWorkItem === undefined
      ? await createWorkItem(found, step, now)
      : await replaceToken(found.openWorkItem, step.token);
  });
}

async function createWorkItem(found: Case, step: StepToOpen, now: Date): Promise<{ dueAt: string } | Lost> {
  const { item } = found;
  const place = workOf(found);
  if (place === undefined) throw new Error(`nobody has work in state ${item.state}`);
  const forbidden = forbiddenOfficers(found, place.queue);
  const workItem: WorkItemItem = {
    ...place,
    status: 'open',
    applicantName: item.applicant.name,
    employerName: found.application.draft.employment.employerName ?? '',
    ...(item.employerCreditCode === undefined ? {} : { employerCreditCode: item.employerCreditCode }),
    openedAt: now.toISOString(),
    dueAt: publicityEnd(found) ?? dueAtOf(found, step.timeoutSeconds, now),
    taskToken: step.token,
    ...(forbidden.length === 0 ? {} : { forbiddenTo: forbidden }),
  };
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.application
        .check({ applicationId: item.applicationId })
        .where(({ state, version }, { eq }) => `${eq(state, item.state)} AND ${eq(version, item.version)}`)
        .commit(),
      entities.workItem.create(workItem).commit(),
      ...stepReminders(workItem, item, now).map((reminder) => entities.reminder.put(reminder).commit()),
    ])
    .go();
  return canceled ? lost : { dueAt: workItem.dueAt };
}

/** Whose work the present state of a case is, as its work item says it; undefined where nobody has any. */
export function workOf({ item, application }: Case) {
  const { applicationId, stateVersion, state, number, profession, matter } = item;
  const queue = queueOf(state, lifecycleFacts(application));
  if (queue === undefined || number === undefined) return undefined;
  return { applicationId, stateVersion, queue, owner: queueOwner(queue, item), state, number, profession, matter };
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

async function replaceToken(open: WorkItemItem, taskToken: string): Promise<{ dueAt: string } | Lost> {
  const { canceled } = await table.transaction
    .write(({ workItem }) => [
      workItem
        .patch({ applicationId: open.applicationId, stateVersion: open.stateVersion })
        .set({ taskToken })
        .where(({ status }, { eq }) => eq(status, 'open'))
        .commit(),
    ])
    .go();
  return canceled ? lost : { dueAt: open.dueAt };
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
