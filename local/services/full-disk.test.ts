import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDisk, setDiskFull } from '../ground/full-disk.ts';
import { startEventBus } from './events/bus.ts';
import { rulePropertiesSchema } from './events/settings.ts';
import type { EventBus } from './events/settings.ts';
import { openStore } from './identity/store.ts';
import { openLog } from './lambda/log.ts';
import { openQueues } from './queues/queues.ts';
import { queuePropertiesSchema } from './queues/settings.ts';
import { startS3 } from './s3/server.ts';
import { startStepFunctions } from './step-functions/engine.ts';
import { openCheckpoint } from './streams/checkpoint.ts';

/* A disk that takes nothing for a while, and then again: no service needs a restart, and nothing that was promised is lost. */

const now = new Date('2026-11-22T05:06:59.800Z');
const lambda = 'arn:aws:lambda:us-east-1:000000000000:function:Inspect';
const queue = 'arn:aws:sqs:us-east-1:000000000000:Queue';
const log = { write: () => undefined };
let folder: string;
let invoked: unknown[];
const stops: (() => Promise<void> | void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'full-disk-'));
  invoked = [];
});
afterEach(async () => {
  setDiskFull(false);
  for (const stop of stops.splice(0).reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startBus(rule: object): Promise<EventBus> {
  const bus = await startEventBus({
    dataFolder: path.join(folder, 'events'),
    logFolder: path.join(folder, 'logs'),
    accountId: '000000000000',
    region: 'us-east-1',
    buses: [],
    rules: [{ arn: 'arn:rule', name: 'rule', properties: rulePropertiesSchema.parse(rule) }],
    invoke: (_name, payload) => {
      invoked.push(payload);
      return Promise.resolve({ ok: true, payload: null });
    },
    sendToQueue: () => Promise.resolve(),
    log,
    now: () => now,
  });
  stops.push(() => bus.stop());
  return bus;
}

const target = { Targets: [{ Id: 't', Arn: lambda, InputPath: '$.detail' }] };
const event = (id: string) => ({ source: 'test', 'detail-type': 'Test', detail: { id } });

it('the outbox of events refuses meanwhile, and settles what was delivered once there is room', async () => {
  const rule = { EventPattern: { source: ['test'] }, ...target };
  const bus = await startBus(rule);
  await bus.publish(event('before'));
  setDiskFull(true);
  await expect(bus.publish(event('refused'))).rejects.toThrow('EFBIG');
  await expect.poll(() => invoked).toEqual([{ id: 'before' }]);
  setDiskFull(false);
  await bus.publish(event('after'));
  await expect.poll(() => invoked).toEqual([{ id: 'before' }, { id: 'after' }]);
  await expect.poll(() => readFileSync(path.join(folder, 'events/outbox.jsonl'), 'utf8')).not.toContain('before');
  await bus.stop();
  await startBus(rule);
  expect(invoked).toHaveLength(2);
});

it('a schedule makes up for the tick that the disk did not take', async () => {
  await startBus({ ScheduleExpression: 'cron(7 * * * ? *)', ...target });
  setDiskFull(true);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(invoked).toEqual([]);
  setDiskFull(false);
  await expect.poll(() => invoked.length, { timeout: 5000 }).toBeGreaterThan(0);
});

it('the checkpoint of a stream writes what it missed, without another record', () => {
  const checkpoint = openCheckpoint(folder, 'mapping', 'arn:stream');
  checkpoint.advance('shard', '1');
  setDiskFull(true);
  expect(() => checkpoint.advance('shard', '2')).toThrow('EFBIG');
  expect(() => checkpoint.save()).toThrow('EFBIG');
  expect(openCheckpoint(folder, 'mapping', 'arn:stream').positionOf('shard')).toBe('1');
  setDiskFull(false);
  // Another fault of the folder: the place of the file is taken.
  rmSync(path.join(folder, 'mapping.json'));
  mkdirSync(path.join(folder, 'mapping.json'));
  expect(() => checkpoint.save()).toThrow('EISDIR');
  rmdirSync(path.join(folder, 'mapping.json'));
  checkpoint.save();
  expect(openCheckpoint(folder, 'mapping', 'arn:stream').positionOf('shard')).toBe('2');
});

it('the checkpoint of another stream, however long, gives way to that of a new one', () => {
  const old = openCheckpoint(folder, 'mapping', 'arn:old');
  for (let shard = 0; shard < 200; shard += 1) old.advance(`shard-${shard}`, '000000000000000000001');
  openCheckpoint(folder, 'mapping', 'arn:new').advance('shard', '7');
  expect(openCheckpoint(folder, 'mapping', 'arn:new').positionOf('shard')).toBe('7');
});

it('a queue refuses meanwhile and holds what it took before and after', async () => {
  const settings = { arn: queue, name: 'Queue', properties: queuePropertiesSchema.parse({}) };
  const open = () => openQueues({ dataFolder: folder, queues: [settings], endpoint: () => 'http://127.0.0.1' });
  const queues = open();
  await queues.send(queue, 'before');
  setDiskFull(true);
  await expect(queues.send(queue, 'refused')).rejects.toThrow('EFBIG');
  setDiskFull(false);
  await queues.send(queue, 'after');
  await queues.stop();
  const again = open();
  stops.push(() => again.stop());
  const received = await again.handle('ReceiveMessage', { QueueUrl: 'http://x/Queue', MaxNumberOfMessages: 10 });
  expect(received).toMatchObject({ Messages: [{ Body: 'before' }, { Body: 'after' }] });
});

it('S3 refuses an object meanwhile, keeps nothing of it, and tells of the next one', async () => {
  const created: string[] = [];
  const s3 = await startS3({
    port: 0,
    dataFolder: folder,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
    buckets: [{ name: 'files', versioned: false, eventBridge: true, cors: [] }],
    onObjectCreated: ({ object }) => Promise.resolve(void created.push(object.key)),
  });
  stops.push(() => s3.stop());
  const put = (key: string, body: string) => s3.put('files', key, body, { contentType: 'text/plain' });
  await put('before', 'x');
  setDiskFull(true);
  await expect(put('refused', 'x')).rejects.toThrow('EFBIG');
  // Without content only the index is written.
  await expect(put('empty', '')).rejects.toThrow('disk I/O error');
  setDiskFull(false);
  await put('after', 'x');
  expect(s3.keys('files')).toEqual(['after', 'before']);
  await expect.poll(() => created).toEqual(['before', 'after']);
});

it('an execution waits until the disk takes it', async () => {
  const States = { Done: { Type: 'Succeed' } };
  const machine = { arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m', name: 'm' };
  const machines = await startStepFunctions({
    dataFolder: folder,
    stateMachines: [{ ...machine, definition: JSON.stringify({ StartAt: 'Done', States }) }],
    invokeFunction: () => Promise.reject(new Error('no function')),
  });
  stops.push(() => machines.stop());
  setDiskFull(true);
  const starting = machines.handle('StartExecution', { stateMachineArn: machine.arn, name: 'one', input: '{}' });
  const early = await Promise.race([starting, new Promise((resolve) => setTimeout(resolve, 700, 'waits'))]);
  expect(early).toBe('waits');
  setDiskFull(false);
  const { executionArn } = (await starting) as { executionArn: string };
  await expect
    .poll(() => machines.handle('DescribeExecution', { executionArn }))
    .toMatchObject({ status: 'SUCCEEDED' });
});

it('sign-ins and logs go on', async () => {
  const store = openStore(folder);
  stops.push(() => store.close());
  const sessions = store.adapter('staff', 'Session');
  const said: string[] = [];
  const file = openLog({ folder, terminal: { write: (line: string) => said.push(line) > 0 } });
  stops.push(() => file.close());
  const line = (message: string) => file.write({ source: 'A', level: 'DEBUG', message });
  setDiskFull(true);
  expect(() => sessions.upsert('one', { jti: 'one' }, 60)).toThrow('disk I/O error');
  line('lost');
  await expect.poll(() => said.join('')).toContain('EFBIG');
  setDiskFull(false);
  await sessions.upsert('one', { jti: 'one' }, 60);
  expect(await sessions.find('one')).toMatchObject({ jti: 'one' });
  line('kept');
  await expect.poll(() => readFileSync(path.join(folder, 'A.jsonl'), 'utf8')).toContain('kept');
});

it('the fault disk lets nothing be written for as long as it lasts, and everything after it', async () => {
  let isFaulty = true;
  const problems: string[] = [];
  const disk = createDisk({ strikes: (kind) => kind === 'disk' && isFaulty }, (text) => problems.push(text));
  stops.push(() => disk.stop());
  disk.start();
  const write = () => writeFileSync(path.join(folder, 'file'), 'text');
  await expect.poll(() => disk.isFull()).toBe(true);
  expect(write).toThrow('EFBIG');
  isFaulty = false;
  await expect.poll(() => disk.isFull()).toBe(false);
  write();
  isFaulty = true;
  await expect.poll(() => disk.isFull()).toBe(true);
  await disk.stop();
  write();
  expect(problems).toEqual([]);
});
