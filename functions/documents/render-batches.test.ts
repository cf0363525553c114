import { afterAll, expect, it } from 'vitest';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { AnnouncementEntryEntity, PublicBatchEntity, PublicityEntryEntity } = await import('../records/entities.ts');
const { renderBatches } = await import('./render-batches.ts');

afterAll(async () => await engine.stop());

const at = '2026-03-05T16:01:00.000Z';
const window = { closesAt: '2026-03-05T16:00:00.000Z', publishAt: at };
const about = { profession: 'constructor-2', employerName: '江苏演示建设有限公司', specialties: ['建筑工程'] } as const;

it('draws the papers of batches that are published, once, whichever of them fails', async () => {
  const endsAt = '2026-03-12T16:01:00.000Z';
  await PublicBatchEntity.put({ kind: 'publicity', year: 2026, number: 1, ...window, endsAt }).go();
  await PublicBatchEntity.put({ kind: 'announcement', year: 2026, number: 1, ...window }).go();
  await PublicityEntryEntity.put({
    ...{ ...about, specialties: [...about.specialties], applicationId: 'a-1', year: 2026, batch: 1, publishAt: at },
    ...{ endsAt, status: 'open', matter: 'initial' },
    ...{ number: 'ZS20260305000001', applicantName: '张演示', maskedIdNumber: '320106********8888' },
  }).go();
  await AnnouncementEntryEntity.put({
    ...{ ...about, specialties: [...about.specialties], year: 2026, batch: 1, number: '苏2322025202600001' },
    ...{ entryVersion: 1, kind: 'approved', title: '初始注册', holderName: '李演示', decidedAt: at },
  }).go();
  const written = new Map<string, number>();
  let failing = 'notices/publicity';
  const write = (key: string, body: Uint8Array, type: string) => {
    if (key.startsWith(failing)) return Promise.reject(new Error('the bucket does not answer'));
    written.set(`${key} ${type}`, body.length);
    return Promise.resolve();
  };
  expect(await renderBatches({ write }, new Date('2026-03-05T16:00:30.000Z'))).toEqual([]);
  const keys = ['notices/publicity/2026-1.pdf', 'notices/announcement/2026-1.pdf'];
  await expect(renderBatches({ write }, new Date(at))).rejects.toThrow('1 papers');
  failing = 'nothing';
  expect(await renderBatches({ write }, new Date(at))).toEqual(keys.slice(0, 1));
  expect(await renderBatches({ write }, new Date(at))).toEqual([]);
  expect([...written.keys()]).toEqual(keys.toReversed().map((key) => `${key} application/pdf`));
  expect(Math.min(...written.values())).toBeGreaterThan(5000);
});
