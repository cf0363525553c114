import type { CountedApplication, CountedStep } from '../../domain/figures.ts';
import { countChanges, countedStep } from '../cases/figures.ts';
import { ApplicationEntity, WorkItemEntity } from '../records/entities.ts';
import { inTurn } from '../records/in-turn.ts';
import type { Images, Projection } from './projection.ts';

interface Waiting {
  readonly applications: CountedApplication[];
  readonly steps: CountedStep[];
  readonly done: Promise<void>;
}

// The records of a batch come side by side, most of them of a case with others of it, and cases meet at the counters.
const waiting = new Map<string, Waiting>();
const carryOut = inTurn();

/** Counts a change with what else of its case has come by then. */
async function count(applicationId: string, change: { application?: CountedApplication; step?: CountedStep }) {
  const known = waiting.get(applicationId);
  const mine: Waiting = known ?? {
    applications: [],
    steps: [],
    done: carryOut(async () => {
      waiting.delete(applicationId);
      await countChanges(applicationId, mine);
    }),
  };
  if (known === undefined) waiting.set(applicationId, mine);
  if (change.application !== undefined) mine.applications.push(change.application);
  if (change.step !== undefined) mine.steps.push(change.step);
  await mine.done;
}

/** Applications that were sent, by matter, city and state, in the month in which they were first sent. */
export const countedApplications: Projection = {
  entity: 'application',
  project: async (images) => {
    const { before, after } = read(images, (image) => ApplicationEntity.parse({ Item: image }).data);
    if (after?.number === undefined || (before !== null && placeOf(before) === placeOf(after))) return;
    await count(after.applicationId, { application: after });
  },
};

function placeOf({ number, state, profession, matter, employerCreditCode }: CountedApplication): string {
  return JSON.stringify([number, state, profession, matter, employerCreditCode]);
}

/** Steps that have ended, by how long they took. They are closed once and for good. */
export const countedSteps: Projection = {
  entity: 'workItem',
  project: async (images) => {
    const { before, after } = read(images, (image) => WorkItemEntity.parse({ Item: image }).data);
    if (after?.status !== 'closed' || before?.status === 'closed') return;
    await count(after.applicationId, { step: countedStep(after) });
  },
};

function read<Item>({ before, after }: Images, parse: (image: Readonly<Record<string, unknown>>) => Item | null) {
  return { before: before === undefined ? null : parse(before), after: after === undefined ? null : parse(after) };
}
