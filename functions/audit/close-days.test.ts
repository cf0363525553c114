import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { closeDays } = await import('./close-days.ts');
const { AuditDayEntity, LookEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-10T17:00:00.000Z'); // 01:00 on the 11th in Shanghai
let bucket: Map<string, string>;
let crash: boolean;

beforeEach(async () => {
  bucket = new Map();
  crash = false;
  const { data: days } = await AuditDayEntity.query.chain({ chain: 'looks' }).go();
  await AuditDayEntity.delete(days).go();
  for (const day of ['2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11']) {
    const { data: looks } = await LookEntity.query.day({ day }).go();
    await LookEntity.delete(looks).go();
  }
});

async function close(at = now, days = Infinity) {
  let left = days;
  return await closeDays(
    {
      keep: (key, text) => {
        if (bucket.has(key)) return Promise.resolve(false);
        bucket.set(key, text);
        return crash ? Promise.reject(new Error('the function ends here')) : Promise.resolve(true);
      },
      read: (key) => Promise.resolve(bucket.get(key) ?? ''),
      hasTime: () => left-- > 0,
    },
    at,
  );
}

async function look(day: string, subject: string) {
  const at = `${day}T01:00:00.000Z`;
  const who = { staffId: 'review-1', staffName: '审核人员甲', clientAddress: '127.0.0.1' };
  await LookEntity.create({ day, window: at, lookId: subject, at, kind: 'case', subject, ...who }).go();
}

async function chain() {
  return (await AuditDayEntity.query.chain({ chain: 'looks' }).go()).data;
}

describe('closing the record of looks', () => {
  it('begins with the first day on which somebody looked and leaves today open', async () => {
    await look('2026-03-09', 'ZS1');
    await look('2026-03-11', 'ZS2');
    expect(await close()).toEqual(['2026-03-09', '2026-03-10']);
    expect((await chain()).map(({ day, looks }) => [day, looks])).toEqual([
      ['2026-03-09', 1],
      ['2026-03-10', 0],
    ]);
    expect(await close()).toEqual([]);
  });

  it('chains each day to the one before, so that an earlier look cannot be changed unseen', async () => {
    await look('2026-03-09', 'ZS1');
    await close();
    const before = await chain();
    const second = bucket.get('looks/2026/2026-03-10.ndjson') ?? '';
    expect(JSON.parse(second.split('\n')[0] ?? '')).toEqual({
      day: '2026-03-10',
      previous: before[0]?.digest,
      looks: 0,
    });
    await AuditDayEntity.delete(before).go();
    bucket.clear();
    await look('2026-03-09', 'ZS9');
    await close();
    expect((await chain()).map(({ digest }) => digest)).not.toContain(before[1]?.digest);
  });

  it('goes on after a crash between the record and its digest', async () => {
    await look('2026-03-09', 'ZS1');
    crash = true;
    await expect(close()).rejects.toThrow('ends here');
    expect(await chain()).toEqual([]);
    crash = false;
    expect(await close()).toEqual(['2026-03-09', '2026-03-10']);
  });

  it('stops at a record that is not that of its day', async () => {
    await look('2026-03-09', 'ZS1');
    bucket.set('looks/2026/2026-03-09.ndjson', 'something else');
    await expect(close()).rejects.toThrow('looks/2026/2026-03-09.ndjson is not the record of that day');
  });

  it('closes what time allows, and the rest in the next run', async () => {
    await look('2026-03-08', 'ZS1');
    expect(await close(now, 1)).toEqual(['2026-03-08']);
    expect(await close()).toEqual(['2026-03-09', '2026-03-10']);
  });
});
