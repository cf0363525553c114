import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import type { StoredObject } from '../platform/files.ts';
import type { FileItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { sweepObjects } = await import('./sweep-objects.ts');
const { DocumentEntity, FileEntity, table } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-10T01:00:00.000Z');
const lastWeek = new Date('2026-03-03T01:00:00.000Z');
let bucket: Map<string, Date>;
let pageSize: number;

beforeEach(async () => {
  bucket = new Map();
  pageSize = 1000;
  await table.entities.sweepProgress.delete({ name: 'documents' }).go();
});

async function list(after: string): Promise<StoredObject[]> {
  const behind = [...bucket].filter(([key]) => key > after).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Promise.resolve(behind.slice(0, pageSize).map(([key, modifiedAt]) => ({ key, modifiedAt })));
}

async function sweep(pages = Infinity) {
  let left = pages;
  const remove = (key: string) => {
    bucket.delete(key);
    return Promise.resolve();
  };
  return await sweepObjects({ list, remove, hasTime: () => left-- > 0 }, now);
}

async function givenFile(given: Pick<FileItem, 'applicationId'> & Partial<FileItem>) {
  const fileId = crypto.randomUUID();
  const key = `files/${given.applicationId}/${fileId}.jpg`;
  bucket.set(key, lastWeek);
  const file = {
    owner: 'person-1',
    submission: 0,
    stateVersion: 0,
    fileId,
    slot: 'photo',
    party: 'practitioner',
    name: 'a.jpg',
    type: 'image/jpeg',
    size: 1,
    sha256: 'x',
  };
  const record = { ...file, status: 'ready', key, uploadedAt: lastWeek.toISOString(), ...given } as FileItem;
  await FileEntity.put(record).go();
  return { key, fileId };
}

async function givenCase(state: 'draft' | 'submitted') {
  const item = makeApplication({ state });
  await putApplication(item);
  return item.applicationId;
}

describe('the sweep', () => {
  it('removes what belongs to nothing, and nothing else', async () => {
    const applicationId = await givenCase('submitted');
    const { key } = await givenFile({ applicationId });
    const document = `documents/${applicationId}/application-form-1.pdf`;
    const record = {
      applicationId,
      documentId: 'application-form-1',
      kind: 'application-form',
      title: 'x',
      submission: 1,
    } as const;
    await DocumentEntity.put({ ...record, key: document, createdAt: lastWeek.toISOString() }).go();
    const orphans = ['files/gone/one.jpg', 'files/gone/two.pdf', 'documents/gone/application-form-1.pdf'];
    for (const each of [document, ...orphans, 'notes/by-hand.txt']) bucket.set(each, lastWeek);
    expect(await sweep()).toEqual({ examined: 6, orphans: 3, replaced: 0, unknown: 1, finished: true });
    expect([...bucket.keys()].toSorted()).toEqual([document, key, 'notes/by-hand.txt'].toSorted());
    expect(await sweep()).toMatchObject({ orphans: 0 });
  });

  it('leaves alone what is younger than a day, and what a waiting file may still name', async () => {
    const applicationId = await givenCase('draft');
    const waiting = await givenFile({ applicationId, status: 'pending' });
    await FileEntity.patch({ applicationId, fileId: waiting.fileId }).remove(['key']).go();
    bucket.set('files/gone/new.jpg', new Date(now.getTime() - 23 * 3_600_000));
    expect(await sweep()).toMatchObject({ orphans: 0 });
    expect(bucket.size).toBe(2);
  });

  it('removes an object that its file does not name', async () => {
    const applicationId = await givenCase('draft');
    const { fileId } = await givenFile({ applicationId });
    bucket.set(`files/${applicationId}/${fileId}.pdf`, lastWeek);
    expect(await sweep()).toMatchObject({ orphans: 1 });
    expect([...bucket.keys()]).toEqual([`files/${applicationId}/${fileId}.jpg`]);
  });

  it('goes on where the last run ended, and begins again at the end', async () => {
    for (let index = 0; index < 5; index += 1) bucket.set(`files/gone/${index}.jpg`, lastWeek);
    pageSize = 2;
    expect(await sweep(1)).toMatchObject({ examined: 2, finished: false });
    expect([...bucket.keys()]).toHaveLength(3);
    expect(await sweep()).toMatchObject({ examined: 3, finished: true });
    bucket.set('files/before/0.jpg', lastWeek);
    expect(await sweep()).toMatchObject({ orphans: 1, finished: true });
  });

  it('deletes the record of a file that a draft has replaced; its object goes with it by the stream', async () => {
    const applicationId = await givenCase('draft');
    const { fileId } = await givenFile({ applicationId, uploadedAt: '2026-03-02T01:00:00.000Z' });
    const newest = await givenFile({ applicationId, uploadedAt: '2026-03-03T01:00:00.000Z' });
    const other = await givenFile({ applicationId, slot: 'contract' });
    expect(await sweep()).toMatchObject({ replaced: 1, orphans: 0 });
    const { data } = await FileEntity.query.file({ applicationId }).go();
    expect(data.map((file) => file.fileId).toSorted()).toEqual([newest.fileId, other.fileId].toSorted());
    expect(data.map((file) => file.fileId)).not.toContain(fileId);
  });

  it('keeps every file of what was submitted once', async () => {
    const applicationId = await givenCase('submitted');
    await givenFile({ applicationId });
    await givenFile({ applicationId });
    expect(await sweep()).toMatchObject({ replaced: 0, orphans: 0 });
  });
});
