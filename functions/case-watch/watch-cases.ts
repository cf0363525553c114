import { isFinal, states } from '../../domain/states.ts';
import { everyOpen, openScope } from '../cases/desk-terms.ts';
import { readHeads, readTerm, type TermPlace } from '../cases/term-rows.ts';
import { departmentQueueOf } from '../cases/claim-items.ts';
import { type ApplicationHead, WorkItemEntity, type WorkItemItem } from '../records/entities.ts';

/** What the look through all open cases reaches besides the table. */
export interface CaseWatchPorts {
  /** The numbers of the applications for which an execution runs; asked once, and only when something has no open work. */
  readonly runningNumbers: () => Promise<ReadonlySet<string>>;
  /** How many uploads have waited for their inspection since before an instant. */
  readonly waitingUploads: (before: Date) => Promise<number>;
}

/** What was found: each number is a metric (infra/constructs/case-watch.ts). */
export interface CasesWatched {
  readonly open: number;
  /** Applications that nobody can act on and nothing carries on, by their ids, the first twenty. */
  readonly stuckIds: readonly string[];
  readonly stuck: number;
  /** Steps that the system should have ended by itself. */
  readonly late: number;
  /** Steps of the department whose legal days are over. */
  readonly overdue: number;
  readonly uploads: number;
}

const batchSize = 100; // as many as one BatchGetItem reads
const minute = 60_000;
/** A form takes a minute to be drawn, and a step opens in half a second: what has stood still for longer does so for a reason. */
const graceMilliseconds = 15 * minute;
/** An outage shorter than six hours ends no execution (statemachines/README.md): until then one that runs may still go on. */
const patienceMilliseconds = 6 * 60 * minute;

/**
 * Looks through all open applications for what no other alarm sees: those with neither an open work item nor a running execution, steps that were not
 * ended in time, and uploads that nothing inspects. Pages of a hundred, by the rows of what is open; nothing is scanned and nothing is changed.
 */
export async function watchCases(ports: CaseWatchPorts, now: Date, pageSize = batchSize): Promise<CasesWatched> {
  const found = { open: 0, late: 0, overdue: 0 };
  const without: ApplicationHead[] = [];
  let after: TermPlace | null = null;
  do {
    const rows = await readTerm({ scope: openScope, term: everyOpen }, { after, limit: pageSize });
    const heads = (await readHeads(rows.map(({ id }) => id))).filter(({ state }) => !isFinal(state));
    const work = await openWork(heads);
    found.open += heads.length;
    for (const head of heads) {
      const item = work.get(head.applicationId);
      if (item === undefined) without.push(head);
      else count(item, found, now);
    }
    after = rows.length < pageSize ? null : (rows.at(-1) ?? null);
  } while (after !== null);
  const stuckIds = await stuckOf(without, ports, now);
  const uploads = await ports.waitingUploads(new Date(now.getTime() - graceMilliseconds));
  return { ...found, stuckIds: stuckIds.slice(0, 20), stuck: stuckIds.length, uploads };
}

async function openWork(heads: readonly ApplicationHead[]): Promise<ReadonlyMap<string, WorkItemItem>> {
  if (heads.length === 0) return new Map();
  const keys = heads.map(({ applicationId, stateVersion }) => ({ applicationId, stateVersion }));
  const { data } = await WorkItemEntity.get(keys).go({ consistent: true });
  return new Map(data.filter(({ status }) => status === 'open').map((item) => [item.applicationId, item]));
}

function count(item: WorkItemItem, found: { late: number; overdue: number }, now: Date): void {
  const over = now.getTime() - Date.parse(item.dueAt);
  if (states[item.state].lapses.length > 0) {
    // Publicity waits for the answers to objections, and lasts as long as they take.
    if (over > patienceMilliseconds && item.state !== 'in-publicity') found.late += 1;
  } else if (over > 0 && departmentQueueOf(item) !== undefined) found.overdue += 1;
}

async function stuckOf(without: readonly ApplicationHead[], ports: CaseWatchPorts, now: Date): Promise<string[]> {
  const still = without.filter(({ updatedAt }) => now.getTime() - Date.parse(updatedAt) > graceMilliseconds);
  if (still.length === 0) return [];
  const running = await ports.runningNumbers();
  return still
    .filter(
      ({ number = '', updatedAt }) =>
        !running.has(number) || now.getTime() - Date.parse(updatedAt) > patienceMilliseconds,
    )
    .map(({ applicationId }) => applicationId);
}
