import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startS3 } from './server.ts';
import { makeClient, makeFolder, startTestS3, testBuckets, testCredentials } from './test-fixture.ts';
import type { S3EventBridgeDetail } from './types.ts';

const put = (Key: string, Body: string, Bucket = 'incoming') => new PutObjectCommand({ Bucket, Key, Body });

/** Runs a server whose events are never taken in a process of its own. */
async function startProcess(folder: string) {
  const settings = {
    port: 0,
    dataFolder: folder,
    credentials: testCredentials,
    region: 'us-east-1',
    buckets: testBuckets,
  };
  const script = `
    const { startS3 } = await import(${JSON.stringify(new URL('server.ts', import.meta.url).href)});
    const { url } = await startS3({ ...${JSON.stringify(settings)}, onObjectCreated: () => new Promise(() => {}) });
    console.log(url);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test('everything that was acknowledged survives kill -9 in the middle of writing, and its events arrive', async () => {
  const folder = await makeFolder();
  const server = await startProcess(folder);
  const writer = makeClient(server.url);
  const acknowledged = new Map<string, string>();
  let writing = true;
  const write = async (name: string) => {
    for (let count = 0; writing; count += 1) {
      const [key, body] = [`${name}/${count}`, `${name}${count}`.repeat(1000)];
      const { VersionId } = await writer.send(put(key, body));
      acknowledged.set(key, VersionId!);
    }
  };
  const writers = ['a', 'b', 'c'].map((name) => write(name).catch(() => undefined));
  await vi.waitUntil(() => acknowledged.size >= 20, { timeout: 10_000 });
  await server.kill();
  writing = false;
  await Promise.all(writers);
  writer.destroy();

  const { client, events } = await startTestS3({ dataFolder: folder });
  for (const [key, VersionId] of acknowledged) {
    const got = await client.send(new GetObjectCommand({ Bucket: 'incoming', Key: key, VersionId }));
    expect(await got.Body!.transformToString()).toBe(key.replace('/', '').repeat(1000));
  }
  await vi.waitUntil(() => [...acknowledged.values()].every((id) => events.some((e) => e.object['version-id'] === id)));
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});

test('an event tells what was created and how, promptly and once', async () => {
  const { client, events } = await startTestS3();
  const first = await client.send(put('照片', 'one'));
  expect(events).toEqual([
    {
      version: '0',
      bucket: { name: 'incoming' },
      object: {
        key: '照片',
        size: 3,
        etag: first.ETag!.replaceAll('"', ''),
        'version-id': first.VersionId,
        sequencer: events[0]!.object.sequencer,
      },
      'request-id': first.$metadata.requestId,
      requester: '000000000000',
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    },
  ]);
  expect(events[0]!.object.sequencer).toMatch(/^[0-9A-F]{18}$/);
  await client.send(put('unreported', 'x', 'versioned'));
  await client.send(put('later', 'two'));
  expect(events.map((event) => event.reason)).toEqual(['PutObject', 'PutObject']);
  expect(events[1]!.object.sequencer > events[0]!.object.sequencer).toBe(true);
});

test('a delivery that fails is tried again until it is taken', async () => {
  const taken: S3EventBridgeDetail[] = [];
  let attempts = 0;
  const { client, errors } = await startTestS3({
    onObjectCreated: (event) => {
      attempts += 1;
      if (attempts < 3) return Promise.reject(new Error('not yet'));
      taken.push(event);
      return Promise.resolve();
    },
  });
  await client.send(put('key', 'x'));
  await vi.waitUntil(() => taken.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([attempts, taken.length, errors.length]).toEqual([3, 1, 2]);
});

test('an event that was taken is not delivered again after a restart', async () => {
  const folder = await makeFolder();
  const first = await startTestS3({ dataFolder: folder });
  await first.client.send(put('key', 'x'));
  await vi.waitUntil(() => first.events.length === 1);
  await first.s3.stop();
  const second = await startTestS3({ dataFolder: folder });
  await second.client.send(put('later', 'x'));
  await vi.waitUntil(() => second.events.length > 0);
  expect(second.events.map((event) => event.object.key)).toEqual(['later']);
});

test('objects expire at the midnight after their days, in buckets that say so', async () => {
  const folder = await makeFolder();
  const at = (time: string) => () => new Date(time);
  // Signatures are checked by the same clock, so objects are put inside the process.
  const first = await startTestS3({ dataFolder: folder, now: at('2026-11-20T10:00:00Z') });
  for (const bucket of ['incoming', 'versioned']) await first.s3.put(bucket, 'key', 'x', { contentType: 'text/plain' });
  await first.s3.stop();
  const keys = async (time: string) => {
    const { s3 } = await startTestS3({ dataFolder: folder, now: at(time) });
    const found = [s3.keys('incoming'), s3.keys('versioned')];
    await s3.stop();
    return found;
  };
  expect(await keys('2026-11-21T23:59:59Z')).toEqual([['key'], ['key']]);
  expect(await keys('2026-11-22T00:00:00Z')).toEqual([[], ['key']]);
  await expect.poll(() => readdir(path.join(folder, 'bodies'))).toHaveLength(1);
});

/** Starts in the folder and answers the error's message. */
async function startError(dataFolder: string, port = 0): Promise<string> {
  const settings = { port, dataFolder, credentials: testCredentials, region: 'us-east-1', buckets: testBuckets };
  try {
    const s3 = await startS3({ ...settings, onObjectCreated: () => Promise.resolve() });
    await s3.stop();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  [
    'the index is no database',
    (folder: string) => writeFile(path.join(folder, 'index.sqlite'), 'nonsense'.repeat(500)),
  ],
  ['the index is empty', (folder: string) => writeFile(path.join(folder, 'index.sqlite'), '')],
  ['the index is gone', (folder: string) => rm(path.join(folder, 'index.sqlite'))],
  [
    'a content is gone',
    async (folder: string) => {
      const [body] = await readdir(path.join(folder, 'bodies'));
      await rm(path.join(folder, 'bodies', body!));
    },
  ],
  [
    'a content is cut short',
    async (folder: string) => {
      const [body] = await readdir(path.join(folder, 'bodies'));
      await truncate(path.join(folder, 'bodies', body!), 1);
    },
  ],
])('when %s the start fails with one clear line', async (_case, damage) => {
  const folder = await makeFolder();
  const { client, s3 } = await startTestS3({ dataFolder: folder });
  await client.send(put('key', 'content'));
  await s3.stop();
  await damage(folder);
  const message = await startError(folder);
  expect(message).toContain(`S3 data folder ${folder} is damaged`);
  expect(message).not.toContain('\n');
});

test('a data folder serves one process at a time', async () => {
  const { folder } = await startTestS3();
  expect(await startError(folder)).toBe(`S3 data folder ${folder} is in use by another process`);
});

test('a port in use is named, and the folder can be used afterwards', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void blocker.close());
  const address = blocker.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const folder = await makeFolder();
  expect(await startError(folder, port)).toBe(`port ${port} (S3) is in use by another program`);
  expect(await startError(folder)).toBe('');
});

test('a download that the client breaks off harms nobody', async () => {
  const { client, errors } = await startTestS3();
  await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'key', Body: Buffer.alloc(8_000_000) }));
  const got = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'key' }));
  (got.Body as Readable).destroy();
  const head = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'key' }));
  expect(head.ContentLength).toBe(8_000_000);
  expect(errors).toEqual([]);
});

test('an object replaced while it is read is read to its end', async () => {
  const { client } = await startTestS3();
  const one = Buffer.alloc(8_000_000, '1');
  await client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'key', Body: one }));
  const got = await client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'key' }));
  await client.send(put('key', 'two', 'plain'));
  expect(Buffer.from(await got.Body!.transformToByteArray()).equals(one)).toBe(true);
  const head = await client.send(new HeadObjectCommand({ Bucket: 'plain', Key: 'key' }));
  expect(head.ContentLength).toBe(3);
});
