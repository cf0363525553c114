import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { ApplicationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { watchCases } = await import('./watch-cases.ts');
const { projectRecord } = await import('../projection/project.ts');
const { openStep } = await import('../workflow/open-step.ts');
const { ApplicationEntity, TermEntity, WorkItemEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const began = new Date('2026-03-02T01:00:00.000Z');
const later = (minutes: number) => new Date(began.getTime() + minutes * 60_000);
let running: string[];
let asked: number;

beforeEach(async () => {
  running = [];
  asked = 0;
  const { data } = await TermEntity.query.term({ scope: 'open', term: 'every', shard: '0' }).go({ pages: 'all' });
  if (data.length > 0) await TermEntity.delete(data).go();
});

/** An application as the product has written it, with its row among those that are open. */
async function given(overrides: Partial<ApplicationItem> = {}): Promise<ApplicationItem> {
  const item = makeApplication({ state: 'under-review', updatedAt: began.toISOString(), ...overrides });
  await putApplication(item);
  const raw = (await ApplicationEntity.get(item).go({ data: 'raw' })) as { data?: { Item?: object } };
  await projectRecord({ eventName: 'INSERT', dynamodb: { NewImage: marshall({ ...raw.data?.Item }) } });
  return item;
}

async function opened(item: ApplicationItem, timeoutSeconds?: number): Promise<void> {
  const { applicationId, state: expected } = item;
  await openStep(
    { applicationId, expected, token: 't', ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }) },
    began,
  );
}

async function watch(now: Date, waiting = 0) {
  return await watchCases(
    {
      runningNumbers: () => {
        asked += 1;
        return Promise.resolve(new Set(running));
      },
      waitingUploads: () => Promise.resolve(waiting),
    },
    now,
    2,
  );
}

describe('the look through all open cases', () => {
  it('finds nothing where every open case has open work or was just acted on, and does not ask for executions', async () => {
    await opened(await given({ state: 'awaiting-employer' }), 1500);
    await given({ state: 'submitted', updatedAt: later(25).toISOString() });
    await given({ state: 'withdrawn' });
    expect(await watch(later(30))).toEqual({ open: 2, stuckIds: [], stuck: 0, late: 0, overdue: 0, uploads: 0 });
    expect(asked).toBe(0);
  });

  it('finds a case that has neither open work nor an execution', async () => {
    const item = await given();
    await opened(item);
    await WorkItemEntity.delete(item).go();
    expect(await watch(later(30))).toMatchObject({ open: 1, stuck: 1, stuckIds: [item.applicationId] });
    running = [item.number ?? ''];
    expect(await watch(later(30))).toMatchObject({ stuck: 0 });
  });

  it('finds one whose execution has run for more than six hours without opening a step', async () => {
    const item = await given({ state: 'submitted' });
    running = [item.number ?? ''];
    expect(await watch(later(359))).toMatchObject({ stuck: 0 });
    expect(await watch(later(361))).toMatchObject({ stuck: 1 });
  });

  it('counts what the department owes and what the system should have ended, apart', async () => {
    await opened(await given());
    await opened(await given({ state: 'awaiting-employer' }), 60);
    // Two working days of 100 s and less are over; six hours are not.
    expect(await watch(later(300))).toMatchObject({ overdue: 1, late: 0 });
    expect(await watch(later(400))).toMatchObject({ overdue: 1, late: 1 });
  });

  it('says how many uploads wait, and looks through more than one page', async () => {
    await Promise.all(Array.from({ length: 5 }, async () => await given({ state: 'submitted' })));
    const { open, stuck, stuckIds, uploads } = await watch(later(30), 3);
    expect({ open, stuck, named: stuckIds.length, uploads }).toEqual({ open: 5, stuck: 5, named: 5, uploads: 3 });
  });
});
