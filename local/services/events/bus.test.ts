import { fork } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAwsJson } from '../../ground/aws-json/server.ts';
import { noFaults, type Faults } from '../../ground/faults.ts';
import type { LogRecord } from '../../ground/log-sink.ts';
import type { InvokeResult } from '../../ground/invocation.ts';
import { startEventBus } from './bus.ts';
import { rulePropertiesSchema, type EventBus } from './settings.ts';

const region = 'us-east-1';
const lambda = 'arn:aws:lambda:us-east-1:000000000000:function:InspectUpload';
const queue = 'arn:aws:sqs:us-east-1:000000000000:Queue';
const deadLetters = 'arn:aws:sqs:us-east-1:000000000000:DeadLetters';
const busArn = 'arn:aws:events:us-east-1:000000000000:event-bus/notifications';

let folder: string;
let bus: EventBus | undefined;
let invoked: { name: string; payload: unknown }[];
let queued: { arn: string; body: unknown; attributes: unknown }[];
let log: LogRecord[];
let answer: () => InvokeResult;
let time: Date;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
  invoked = [];
  queued = [];
  log = [];
  time = new Date('2026-11-22T05:06:07.890Z');
  answer = () => ({ ok: true, payload: null });
});
afterEach(async () => {
  await bus?.stop();
  bus = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(rules: Record<string, object>, faults: Faults = noFaults): Promise<EventBus> {
  bus = await startEventBus({
    dataFolder: join(folder, 'events'),
    logFolder: join(folder, 'logs'),
    accountId: '000000000000',
    region,
    buses: [{ arn: busArn, name: 'notifications' }],
    rules: Object.entries(rules).map(([name, properties]) => ({
      arn: `arn:aws:events:us-east-1:000000000000:rule/${name}`,
      name,
      properties: rulePropertiesSchema.parse(properties),
    })),
    invoke: (name, payload) => {
      invoked.push({ name, payload });
      return Promise.resolve(answer());
    },
    sendToQueue: (arn, body, attributes) => {
      queued.push({ arn, body: JSON.parse(body), attributes });
      return Promise.resolve();
    },
    faults,
    log: { write: (record) => log.push(record) },
    now: () => time,
  });
  return bus;
}

const uploads = {
  EventPattern: { source: ['aws.s3'], detail: { bucket: { name: ['incoming'] } } },
  Targets: [{ Id: 'inspect', Arn: lambda }],
};
const created = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'incoming' }, object: { key: 'a' } },
};
const failure = (): InvokeResult => ({ ok: false, errorType: 'Error', errorMessage: 'not now' });

test('delivers a published event to the targets of the rules it matches', async () => {
  const other = { ...uploads, EventPattern: { source: ['aws.ec2'] } };
  const disabled = { ...uploads, State: 'DISABLED' };
  const elsewhere = { ...uploads, EventBusName: busArn };
  const started = await start({ uploads, other, disabled, elsewhere });
  await started.publish({ ...created, resources: ['arn:aws:s3:::incoming'] });
  await expect
    .poll(() => invoked)
    .toEqual([
      {
        name: lambda,
        payload: {
          version: '0',
          id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          'detail-type': 'Object Created',
          source: 'aws.s3',
          account: '000000000000',
          time: '2026-11-22T05:06:07Z',
          region,
          resources: ['arn:aws:s3:::incoming'],
          detail: created.detail,
        },
      },
    ]);
});

test('takes PutEvents of the SDK: each entry on its own, to queues and log groups, transformed', async () => {
  const logGroup = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/notifications:*';
  const messages = {
    EventBusName: 'notifications',
    EventPattern: { 'detail-type': [{ prefix: 'Application' }] },
    Targets: [
      { Id: 'log', Arn: logGroup },
      {
        Id: 'queue',
        Arn: queue,
        InputTransformer: { InputPathsMap: { n: '$.detail.number' }, InputTemplate: '{"number":<n>}' },
      },
    ],
  };
  const { handle } = await start({ messages });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
  const server = await startAwsJson({ port: 0, region, credentials, services: { AWSEvents: handle } });
  const client = new EventBridgeClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
  const entry = {
    EventBusName: 'notifications',
    Source: 'registration',
    DetailType: 'ApplicationSubmitted',
    Detail: '{"number":"A1"}',
  };
  const result = await client.send(
    new PutEventsCommand({
      Entries: [
        { ...entry, Time: new Date('2026-01-02T03:04:05Z'), Resources: ['r'] },
        { ...entry, Detail: 'no json' },
        { ...entry, Detail: '[]' },
        { ...entry, Source: 'aws.s3' },
        { ...entry, EventBusName: 'other' },
        { ...entry, DetailType: '' },
      ],
    }),
  );
  expect(result.FailedEntryCount).toBe(5);
  expect(result.Entries!.map(({ ErrorCode, EventId }) => ErrorCode ?? typeof EventId)).toEqual([
    'string',
    'MalformedDetail',
    'MalformedDetail',
    'NotAuthorizedForSource',
    'ResourceNotFoundException',
    'InvalidArgument',
  ]);
  await expect.poll(() => queued).toMatchObject([{ arn: queue, body: { number: 'A1' } }]);
  const line = JSON.parse(
    await readFile(join(folder, 'logs', 'events-aws-events-notifications.jsonl'), 'utf8'),
  ) as object;
  expect(line).toMatchObject({
    source: 'registration',
    time: '2026-01-02T03:04:05Z',
    resources: ['r'],
    detail: { number: 'A1' },
  });
  expect((await client.send(new ListEventBusesCommand({}))).EventBuses).toHaveLength(2);
  const rules = await client.send(new ListRulesCommand({ EventBusName: 'notifications' }));
  expect(rules.Rules).toMatchObject([{ Name: 'messages', State: 'ENABLED' }]);
  await expect(client.send(new PutEventsCommand({ Entries: [] }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await server.stop();
});

test('tries a failing target again, then hands the event to its dead-letter queue', async () => {
  answer = failure;
  const limited = {
    ...uploads,
    Targets: [
      { Id: 'inspect', Arn: lambda, RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: deadLetters } },
    ],
  };
  const started = await start({ limited });
  await started.publish(created);
  await expect
    .poll(() => queued, { timeout: 5000 })
    .toMatchObject([
      {
        arn: deadLetters,
        body: { detail: created.detail },
        attributes: { ERROR_MESSAGE: 'not now', EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts', TARGET_ARN: lambda },
      },
    ]);
  expect(invoked).toHaveLength(3);
});

test('keeps undelivered events over a restart and delivers each again only until it succeeds', async () => {
  answer = failure;
  const first = await start({ uploads });
  await first.publish(created);
  await expect.poll(() => invoked.length).toBe(1);
  await first.stop();
  await appendFile(join(folder, 'events', 'outbox.jsonl'), '{"settled":"to');
  answer = () => ({ ok: true, payload: null });
  const second = await start({ uploads });
  await expect.poll(() => invoked.length).toBe(2);
  expect(invoked[1]!.payload).toEqual(invoked[0]!.payload);
  await second.stop();
  await start({ uploads });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(invoked).toHaveLength(2);
});

test('delivers what was accepted before a kill -9', async () => {
  const script = join(folder, 'accept.ts');
  await writeFile(
    script,
    `import { startEventBus } from ${JSON.stringify(join(import.meta.dirname, 'bus.ts'))};
     import { rulePropertiesSchema } from ${JSON.stringify(join(import.meta.dirname, 'settings.ts'))};
     const bus = await startEventBus({
       dataFolder: ${JSON.stringify(join(folder, 'events'))}, logFolder: '', accountId: '000000000000', region: 'us-east-1', buses: [],
       rules: [{ arn: 'arn:aws:events:us-east-1:000000000000:rule/uploads', name: 'uploads',
         properties: rulePropertiesSchema.parse(${JSON.stringify(uploads)}) }],
       invoke: () => new Promise(() => {}), sendToQueue: () => Promise.resolve(), log: { write: () => {} },
     });
     for (let n = 0; n < 50; n++) await bus.publish({ ...${JSON.stringify(created)}, id: String(n) });
     process.send('accepted');`,
  );
  const child = fork(script, { execArgv: [] });
  await new Promise((resolve) => child.once('message', resolve));
  child.kill('SIGKILL');
  await start({ uploads });
  await expect.poll(() => invoked.length).toBe(50);
});

test('fires scheduled rules', async () => {
  // 50 ms before a minute begins.
  time = new Date('2026-11-22T05:06:59.950Z');
  const target = { Id: 't', Arn: queue, InputPath: '$.resources' };
  await start({
    tick: { ScheduleExpression: 'cron(7 * * * ? *)', Targets: [target] },
    never: { ScheduleExpression: 'rate(1 day)', Targets: [target] },
  });
  await expect.poll(() => queued.length).toBeGreaterThan(0);
  expect(queued[0]).toMatchObject({ arn: queue, body: ['arn:aws:events:us-east-1:000000000000:rule/tick'] });
});

test.each<[string, Record<string, object>, string]>([
  ['an unknown bus', { r: { EventBusName: 'other' } }, 'Rule r: the event bus other does not exist'],
  [
    'a bad pattern',
    { r: { EventPattern: { a: [{ cidr: 'x' }] } } },
    'Rule r: pattern.a[0]: the comparison cidr is not supported',
  ],
  [
    'an unknown kind of target',
    { r: { Targets: [{ Id: 't', Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/x' }] } },
    'of a kind not run locally',
  ],
  ['a bad schedule', { r: { ScheduleExpression: 'at(x)' } }, 'Rule r: the schedule at(x) is not supported'],
])('refuses to start with %s', async (_name, rules, message) => {
  await expect(start(rules)).rejects.toThrow(message);
});

test('delivers an event twice by the fault duplicate, and lets later ones overtake it by the fault reorder', async () => {
  let kind = 'reorder';
  const started = await start(
    { uploads: { ...uploads, Targets: [{ ...uploads.Targets[0], InputPath: '$.id' }] } },
    { strikes: (one) => one === kind },
  );
  await started.publish({ ...created, id: 'late' });
  kind = 'duplicate';
  await started.publish({ ...created, id: 'twice' });
  await expect.poll(() => invoked.map(({ payload }) => payload)).toEqual(['twice', 'twice']);
  kind = 'none';
  await expect.poll(() => invoked.map(({ payload }) => payload), { timeout: 5000 }).toEqual(['twice', 'twice', 'late']);
});
