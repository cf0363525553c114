import { createHash, randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileItem } from '../records/entities.ts';
import type { UploadVersion } from '../platform/incoming.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { inspectUpload } = await import('./inspect-upload.ts');
const { FileEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

let photo: Uint8Array;
beforeAll(async () => {
  photo = await sharp({ create: { width: 413, height: 626, channels: 3, background: '#88a' } })
    .jpeg()
    .toBuffer();
});

/** Two buckets in memory: one upload by its version, and what was promoted. */
function buckets(bytes: Uint8Array | undefined) {
  const removed: UploadVersion[] = [];
  const promoted = new Map<string, { type: string; size: number }>();
  return {
    removed,
    promoted,
    read: ({ versionId }: UploadVersion) => Promise.resolve(versionId === 'v1' ? bytes : undefined),
    remove: (version: UploadVersion) => {
      removed.push(version);
      return Promise.resolve();
    },
    promote: (key: string, body: Uint8Array, type: string) => {
      promoted.set(key, { type, size: body.byteLength });
      return Promise.resolve();
    },
  };
}

async function declared(bytes: Uint8Array, overrides: Partial<FileItem> = {}) {
  const file: FileItem = {
    applicationId: randomUUID(),
    fileId: randomUUID(),
    slot: 'photo',
    party: 'practitioner',
    owner: 'person-1',
    submission: 0,
    stateVersion: 0,
    name: '照片.jpg',
    type: 'image/jpeg',
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('base64'),
    status: 'pending',
    uploadedAt: '2026-03-02T01:00:00.000Z',
    ...overrides,
  };
  await FileEntity.put(file).go();
  const key = `uploads/${file.applicationId}/${file.fileId}`;
  const read = async () => (await FileEntity.get(file).go()).data;
  return { file, read, arrived: { key, versionId: 'v1', size: bytes.byteLength } };
}

describe('an upload', () => {
  it('that is sound is promoted, its record is ready, and it is deleted', async () => {
    const { file, read, arrived } = await declared(photo);
    const files = buckets(photo);
    expect(await inspectUpload(arrived, files)).toBe('ready');
    const key = `files/${file.applicationId}/${file.fileId}.jpg`;
    expect(files.promoted.get(key)?.type).toBe('image/jpeg');
    expect(await read()).toMatchObject({ status: 'ready', key });
    expect(files.removed).toEqual([arrived]);
  });

  it('that is not is rejected with the reason, and deleted', async () => {
    const bytes = Buffer.from('no picture');
    const { read, arrived } = await declared(bytes);
    const files = buckets(bytes);
    expect(await inspectUpload(arrived, files)).toBe('rejected');
    expect(await read()).toMatchObject({
      status: 'rejected',
      message: expect.stringContaining('请重新选择') as string,
    });
    expect(files.promoted.size).toBe(0);
    expect(files.removed).toEqual([arrived]);
  });

  it('that is too large is rejected without being read', async () => {
    const { read, arrived } = await declared(photo);
    const files = { ...buckets(photo), read: () => Promise.reject(new Error('read')) };
    expect(await inspectUpload({ ...arrived, size: 10 * 1024 * 1024 + 1 }, files)).toBe('rejected');
    expect((await read())?.message).toContain('不能超过 10 MB');
  });

  it('for which nobody waits is deleted', async () => {
    const files = buckets(photo);
    for (const key of ['uploads/a/b', 'uploads/a', 'other/a/b', 'uploads/a/b/c']) {
      expect(await inspectUpload({ key, versionId: 'v1', size: 1 }, files)).toBe('nobody-waits');
    }
    expect(files.removed).toHaveLength(4);
    expect(files.promoted.size).toBe(0);
  });

  it('reported twice, or put again by the same address, changes nothing more', async () => {
    const { read, arrived } = await declared(photo);
    await inspectUpload(arrived, buckets(photo));
    const before = await read();
    const files = buckets(Buffer.from('something else'));
    expect(await inspectUpload(arrived, files)).toBe('nobody-waits');
    expect(await read()).toEqual(before);
    expect(files.removed).toEqual([arrived]);
  });

  it('reported twice at once ends ready', async () => {
    const { read, arrived } = await declared(photo);
    const files = buckets(photo);
    const outcomes = await Promise.all([inspectUpload(arrived, files), inspectUpload(arrived, files)]);
    expect(outcomes).toContain('ready');
    expect((await read())?.status).toBe('ready');
  });

  it('whose version is gone leaves the record to the delivery that took it', async () => {
    const { read, arrived } = await declared(photo);
    expect(await inspectUpload(arrived, buckets(undefined))).toBe('gone');
    expect((await read())?.status).toBe('pending');
  });

  it('is kept for another try when the promotion fails', async () => {
    const { read, arrived } = await declared(photo);
    const files = { ...buckets(photo), promote: () => Promise.reject(new Error('bucket')) };
    await expect(inspectUpload(arrived, files)).rejects.toThrow('bucket');
    expect(files.removed).toEqual([]);
    expect((await read())?.status).toBe('pending');
  });
});
