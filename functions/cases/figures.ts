import { type CaseCounter, caseCounters } from '../../domain/figure-counters.ts';
import { isFinal } from '../../domain/states.ts';
import {
  type CellCounts,
  changeOfCounts,
  type CountedApplication,
  type CountedCase,
  countedAfter,
  type CountedStep,
  type Month,
  monthOfNumber,
  uncounted,
} from '../../domain/figures.ts';
import {
  ApplicationEntity,
  type ApplicationHead,
  CountedCaseEntity,
  type CountedCaseItem,
  table,
  type TransactionEntities,
  WorkItemEntity,
} from '../records/entities.ts';
import { lost, settleOrFail } from '../records/settle.ts';

/** The parts into which a month's cells are split. A case keeps the one that its id gives. */
export const figureShards = ['0', '1'] as const;

/** The part in which a case counts. */
export function figureShardOf(applicationId: string): string {
  return figureShards[Number.parseInt(applicationId.slice(-2), 36) % figureShards.length] ?? '0';
}

/** The cell that a key of `CellCounts` names. */
export function cellOf(key: string): {
  readonly kind: 'application' | 'step';
  readonly city: string;
  readonly row: string;
} {
  const [kind, city = '', row = ''] = key.split('|');
  return { kind: kind === 'step' ? 'step' : 'application', city, row };
}

/**
 * Counts a change of an application, once: the counters are changed by the transaction that notes what is counted of the case. One that is counted already, or
 * older than what is, changes nothing. Throws when the table does not answer.
 */
export async function countChange(applicationId: string, application: CountedApplication): Promise<void> {
  const month = monthOfNumber(application.number);
  if (month === null) return;
  await settleOrFail(async () => {
    const item = await readCounted(applicationId);
    const counted = countedOf(item);
    if (application.version <= counted.version) return;
    const steps = await stepsOf(applicationId, application);
    return await countAs({ applicationId, month, item }, countedAfter(counted, application, steps));
  });
}

/** The steps that count with an application: none while it is open. */
async function stepsOf(applicationId: string, { state }: CountedApplication): Promise<CountedStep[]> {
  if (!isFinal(state)) return [];
  const { data } = await WorkItemEntity.query.workItem({ applicationId }).go({ pages: 'all', consistent: true });
  return data.map((item) => ({ ...item, next: item.step?.state }));
}

/** What is counted of a case by now, as it is kept; undefined: nothing. */
export async function readCounted(applicationId: string): Promise<CountedCaseItem | undefined> {
  return (await CountedCaseEntity.get({ applicationId }).go({ consistent: true })).data ?? undefined;
}

/** The same, as the rules of counting take it. */
export function countedOf(item: CountedCaseItem | undefined): CountedCase {
  return item === undefined ? uncounted : { ...item, application: item.application ?? null };
}

/** What a case counts as by its own items, read now: what stays counted of it must be equal to this. */
export async function countedByItems(head: ApplicationHead): Promise<CountedCase> {
  return countedAfter(uncounted, head, await stepsOf(head.applicationId, head));
}

/** Counts a case as its items are; answers whether that was something else than what was counted, and what is counted now. */
export async function recountCase(applicationId: string, month: Month) {
  return await settleOrFail(async () => {
    // What was counted is read first: items that are read after it are never older.
    const item = await readCounted(applicationId);
    const { data: head } = await ApplicationEntity.get({ applicationId }).go({ consistent: true });
    if (head === null) return { counted: uncounted, differed: false, head: undefined };
    const counted = await countedByItems(head);
    const differed = changeOfCounts(countedOf(item), counted).size > 0;
    const written = differed ? await countAs({ applicationId, month, item }, counted) : undefined;
    return written === lost ? lost : { counted, differed, head };
  });
}

interface CountedPlace {
  readonly applicationId: string;
  readonly month: Month;
  readonly item: CountedCaseItem | undefined;
}

/** Writes what is counted of a case with what that adds to the counters, unless it has been counted by somebody else since it was read. */
async function countAs(
  { applicationId, month, item }: CountedPlace,
  after: CountedCase,
): Promise<typeof lost | undefined> {
  const change = changeOfCounts(countedOf(item), after);
  if (change.size === 0 && after.version === (item?.version ?? 0)) return undefined;
  const { version, application, steps } = after;
  const turn = (item?.turn ?? 0) + 1;
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.countedCase
        .put({ applicationId, month, turn, version, steps, ...(application === null ? {} : { application }) })
        .where((stored, { eq, notExists }) =>
          item === undefined ? notExists(stored.turn) : eq(stored.turn, item.turn),
        )
        .commit(),
      ...cellOperations(entities, { month, shard: figureShardOf(applicationId) }, change),
    ])
    .go();
  return canceled ? lost : undefined;
}

function cellOperations(
  { figure }: TransactionEntities,
  place: { readonly month: Month; readonly shard: string },
  change: CellCounts,
) {
  return [...change].map(([key, counts]) =>
    figure
      .upsert({ ...place, ...cellOf(key) })
      .add({ turn: 1, ...countersFrom(counts) })
      .commit(),
  );
}

type Counters = { readonly [Counter in CaseCounter]?: number };

/** Counters as attributes of a cell. */
export function countersFrom(counts: ReadonlyMap<CaseCounter, number>): Counters;
export function countersFrom(counts: ReadonlyMap<CaseCounter, number>): object {
  return Object.fromEntries(counts);
}

/** The counters of a cell that stand at something. */
export function countersIn(cell: Counters): Map<CaseCounter, number> {
  return new Map(caseCounters.map((name) => [name, cell[name] ?? 0] as const).filter(([, count]) => count !== 0));
}
