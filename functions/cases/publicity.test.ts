import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchId } from '../../domain/public-batches.ts';
import type { ApplicationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';
import { makeApplication, putApplication } from './test-case.ts';

// Publicity days last 10 seconds: so long a batch collects, and seven times as long it is public.
const engine = await startTestTable();
const { PublicBatchEntity } = await import('../records/entities.ts');
const { loadCase } = await import('./case.ts');
const { carryOut } = await import('./carry-out.ts');
const { getPublicity, listPublicity } = await import('../public/publicity.ts');

afterAll(async () => await engine.stop());

const windowStart = Date.parse('2026-03-05T02:00:00.000Z');
const at = (seconds: number) => new Date(windowStart + seconds * 1000);
const officer = { staffId: 'decision-1', personId: null };
const by = { actor: 'decision', actorName: '审批员甲', officer, reason: '同意。', idempotencyKey: null } as const;

async function given(): Promise<ApplicationItem> {
  const item = makeApplication({ state: 'awaiting-decision' });
  await putApplication(item);
  return item;
}

async function act({ applicationId }: ApplicationItem, action: 'approve' | 'uphold-objection', now: Date) {
  const found = (await loadCase(applicationId))!;
  const step = { ...by, found, now, version: found.item.version };
  const result = await carryOut(action === 'approve' ? { ...step, action } : { ...step, action });
  expect(result).toMatchObject({ ok: true });
}

async function batches(now: Date) {
  const result = await listPublicity(undefined, now);
  return result.ok ? result.value.items : [];
}

async function entries(id: string, now: Date) {
  const result = await getPublicity(id, undefined, now);
  return result.ok ? result.value.items : result.refusal.code;
}

describe('twelve decisions at once, and one in the next window', () => {
  let cases: ApplicationItem[];
  let later: ApplicationItem;

  beforeAll(async () => {
    cases = await Promise.all(Array.from({ length: 12 }, given));
    await Promise.all(cases.map((item, index) => act(item, 'approve', at(index / 2))));
    later = await given();
    await act(later, 'approve', at(10));
  });

  it('make two batches, numbered without a gap, with everybody in one of them', async () => {
    const { data } = await PublicBatchEntity.query.series({ kind: 'publicity' }).go({ pages: 'all' });
    expect(data.map(batchId)).toEqual(['2026-1', '2026-2']);
    const listed = await Promise.all(['2026-1', '2026-2'].map((id) => entries(id, at(30))));
    const numbers = listed.map((items) => (typeof items === 'string' ? items : items.map(({ number }) => number)));
    expect(numbers).toEqual([cases.map(({ number }) => number).toSorted(), [later.number]]);
  });

  it('are seen by nobody before their batch is published, and then for the whole period', async () => {
    expect(await batches(at(9.9))).toEqual([]);
    expect(await entries('2026-1', at(9.9))).toBe('not-found');
    const [batch] = await batches(at(10.1));
    expect(batch).toMatchObject({ id: '2026-1', number: '苏建注公示〔2026〕第1号', over: false });
    expect(Date.parse(batch!.endsAt) - Date.parse(batch!.publishedAt)).toBe(70_000);
    expect((await loadCase(later.applicationId))?.events.at(-1)?.step?.timeouts.publicity).toBe(81);
  });

  it('show no identity number, and mark whose publicity has ended with an objection', async () => {
    await act(later, 'uphold-objection', at(25));
    const shown = await entries('2026-2', at(30));
    expect(shown).toMatchObject([{ number: later.number, maskedIdNumber: '320106********8888', ended: true }]);
    expect(JSON.stringify(shown)).not.toContain('1990');
  });
});
