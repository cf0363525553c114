import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { isFinal } from '../../domain/states.ts';
import { type Case, loadCase } from '../../functions/cases/case.ts';
import { pendingNotices } from '../../functions/cases/document-cause.ts';
import { workOf } from '../../functions/cases/work.ts';
import type { ExecutionInput } from '../../functions/platform/workflow.ts';
import { ApplicationEntity, WorkItemEntity, type WorkItemItem } from '../../functions/records/entities.ts';
import { awaitsCertificate } from '../../functions/workflow/issue-certificate.ts';
import { currentStep } from '../../functions/workflow/move-on.ts';
import { type Derivation, type Difference, itemIn } from './derivation.ts';

/** The executions of the review, as far as it is asked. */
export interface Executions {
  /** The numbers of the applications for which one runs. */
  readonly running: ReadonlySet<string>;
  /** Starts one; a name that was taken already does nothing. */
  readonly start: (name: string, input: ExecutionInput) => Promise<void>;
}

// What has just been acted on is on its way: a work item opens in half a second, and a paper takes up to a minute to be drawn.
const onItsWayMilliseconds = 5 * 60_000;

/**
 * What somebody has to do next, and the executions that ask for it. A step that should be open and is not has an execution started from where the
 * application stands, which renders what is missing, opens the work item, and gives one that is open its own token.
 */
export function work(executions: Executions, now: Date): Derivation {
  return {
    application: async (image) => {
      const { applicationId, state, updatedAt } = itemIn(ApplicationEntity.parse({ Item: image }));
      const isFresh = now.getTime() - Date.parse(updatedAt) < onItsWayMilliseconds;
      if (isFresh || state === 'draft') return [];
      const found = await loadCase(applicationId);
      if (found === undefined) return [];
      const lack = await lackOf(found, executions.running);
      if (lack === null) return [];
      return [
        {
          kind: 'missing',
          about: `${lack} of ${applicationId}`,
          mend: async () => await start(found, executions, now),
        },
      ];
    },
    workItem: async (image) => await misplaced(itemIn(WorkItemEntity.parse({ Item: image })), now),
  };
}

/** What stands still of a case; null when it goes on by itself, or has come to its end. */
async function lackOf(found: Case, running: ReadonlySet<string>): Promise<string | null> {
  const { state, number = '' } = found.item;
  const runs = running.has(number);
  if (isFinal(state)) {
    const isUnfinished = pendingNotices(found).length > 0 || (await awaitsCertificate(found));
    return isUnfinished && !runs ? 'execution for the papers' : null;
  }
  if (!runs) return 'execution';
  const isOpen = found.openWorkItem?.stateVersion === found.item.stateVersion;
  return workOf(found) !== undefined && !isOpen ? 'work item' : null;
}

async function start(found: Case, executions: Executions, now: Date): Promise<void> {
  const { applicationId, number, version } = found.item;
  if (number === undefined) throw new Error(`${applicationId} was sent without a number`);
  // By the day: a second run does nothing, and one that has failed since gets another on the next day.
  const name = `${number}-rebuild-${version}-${shanghaiDate(now).replaceAll('-', '')}`;
  await executions.start(name, { applicationId, number, step: currentStep(found, now) });
}

/** An open work item that is not the present state's, or lies in another queue than that says. */
async function misplaced(workItem: WorkItemItem, now: Date): Promise<Difference[]> {
  if (workItem.status !== 'open') return [];
  const { applicationId, stateVersion, queue, owner, dueAt } = workItem;
  const about = `work item ${stateVersion} of ${applicationId}`;
  const found = await loadCase(applicationId);
  if (found === undefined) {
    return [{ kind: 'stray', about, mend: async () => await WorkItemEntity.delete(workItem).go() }];
  }
  const wanted = found.item.stateVersion === stateVersion ? workOf(found) : undefined;
  const item = WorkItemEntity.patch({ applicationId, stateVersion });
  if (wanted === undefined) {
    const closed = { status: 'closed', closedAt: now.toISOString(), step: currentStep(found, now) } as const;
    const close = async () =>
      await item
        .set(closed)
        .remove(['claimedBy', 'claimedByName', 'claimedUntil'])
        .composite({ queue, owner, dueAt })
        .where((stored, { eq }) => eq(stored.status, 'open'))
        .go();
    return [{ kind: 'stray', about, mend: close }];
  }
  const { state, number, profession, matter } = wanted;
  const right = { queue: wanted.queue, owner: wanted.owner, state, number, profession, matter };
  if (
    Object.entries(right).every(([name, value]) =>
      Object.entries(workItem).some(([own, is]) => own === name && is === value),
    )
  ) {
    return [];
  }
  const put = async () =>
    await item
      .set({ ...right, status: 'open', dueAt })
      .where((stored, { eq }) => eq(stored.status, 'open'))
      .go();
  return [{ kind: 'altered', about, mend: put }];
}
