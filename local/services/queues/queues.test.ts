import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startAwsJson, type AwsJsonServer } from '../../ground/aws-json/server.ts';
import { openQueues, type Queues } from './queues.ts';
import { queuePropertiesSchema } from './settings.ts';

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
const arn = 'arn:aws:sqs:us-east-1:000000000000:DeadLetters';
let folder: string;
let time: Date;
let isLate = false;
let queues: Queues;
let server: AwsJsonServer;
let client: SQSClient;
let QueueUrl: string;

const open = (): Queues =>
  openQueues({
    dataFolder: folder,
    queues: [
      { arn, name: 'DeadLetters', properties: queuePropertiesSchema.parse({ MessageRetentionPeriod: '1209600' }) },
    ],
    endpoint: () => server.url,
    faults: { strikes: (kind) => kind === 'reorder' && isLate },
    now: () => time,
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'queues-'));
  time = new Date();
  queues = open();
  server = await startAwsJson({
    port: 0,
    region,
    credentials,
    services: { AmazonSQS: (operation, body) => queues.handle(operation, body) },
  });
  client = new SQSClient({ endpoint: server.url, region, credentials, maxAttempts: 1 });
  QueueUrl = (await client.send(new GetQueueUrlCommand({ QueueName: 'DeadLetters' }))).QueueUrl!;
});
afterEach(async () => {
  await server.stop();
  await queues.stop();
  await rm(folder, { recursive: true, force: true });
});

const receive = async (more: object = {}) =>
  (
    await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], ...more }),
    )
  ).Messages ?? [];
const waiting = async () =>
  (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes;

test('gives messages to the SDK, hides them while they are handled, and forgets them once deleted', async () => {
  await queues.send(arn, '{"n":1}', { ERROR_CODE: 'TIMEOUT' });
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '二' }));
  expect(await waiting()).toMatchObject({ QueueArn: arn, ApproximateNumberOfMessages: '2' });
  const [first, second] = await receive();
  expect(first).toMatchObject({ Body: '{"n":1}', MessageAttributes: { ERROR_CODE: { StringValue: 'TIMEOUT' } } });
  expect(second).toMatchObject({ Body: '二', Attributes: { ApproximateReceiveCount: '1' } });
  expect(await receive()).toEqual([]);
  expect(await waiting()).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '2',
  });
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first!.ReceiptHandle }));
  await client.send(
    new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: second!.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  expect(await receive()).toMatchObject([{ Body: '二', Attributes: { ApproximateReceiveCount: '2' } }]);
  time = new Date(time.getTime() + 30_000);
  expect(await receive()).toMatchObject([{ Body: '二' }]);
});

test('keeps messages over a restart, also after a kill in the middle of a write, but not what was deleted', async () => {
  await queues.send(arn, 'kept');
  await queues.send(arn, 'deleted');
  const received = await receive();
  await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: received[1]!.ReceiptHandle }));
  await queues.stop();
  await appendFile(join(folder, 'DeadLetters.jsonl'), '{"id":"torn","bo');
  queues = open();
  await queues.send(arn, 'after');
  await queues.stop();
  queues = open();
  expect((await receive()).map(({ Body }) => Body)).toEqual(['kept', 'after']);
});

test('refuses to start on a corrupt file and names the line', async () => {
  await queues.stop();
  await writeFile(join(folder, 'DeadLetters.jsonl'), '{"deleted":"a"}\nnonsense\n');
  expect(() => open()).toThrow(/DeadLetters\.jsonl:2 is corrupt/);
  await rm(join(folder, 'DeadLetters.jsonl'));
  queues = open();
});

test('waits for a message when asked to', async () => {
  const asked = receive({ WaitTimeSeconds: 5 });
  setTimeout(() => void queues.send(arn, 'late'), 100);
  expect(await asked).toMatchObject([{ Body: 'late' }]);
});

test('purges, and forgets messages after the retention period', async () => {
  await queues.send(arn, 'purged');
  await client.send(new PurgeQueueCommand({ QueueUrl }));
  expect(await receive()).toEqual([]);
  expect(await readFile(join(folder, 'DeadLetters.jsonl'), 'utf8')).toBe('');
  await queues.send(arn, 'old');
  time = new Date(time.getTime() + 1_209_601_000);
  expect(await waiting()).toMatchObject({ ApproximateNumberOfMessages: '0' });
});

test('answers errors as SQS does', async () => {
  expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl]);
  const unknown = new ReceiveMessageCommand({ QueueUrl: `${server.url}/000000000000/Other` });
  await expect(client.send(unknown)).rejects.toBeInstanceOf(QueueDoesNotExist);
  await expect(queues.send(`${arn}X`, 'x')).rejects.toMatchObject({ type: 'QueueDoesNotExist' });
  const tooMany = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 });
  await expect(client.send(tooMany)).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(queues.handle('CreateQueue', {})).rejects.toMatchObject({ type: 'UnsupportedOperation' });
});

test('lets later messages overtake one by the fault reorder', async () => {
  isLate = true;
  await queues.send(arn, 'late');
  isLate = false;
  await queues.send(arn, 'early');
  expect((await receive()).map(({ Body }) => Body)).toEqual(['early']);
  time = new Date(time.getTime() + 2000);
  expect((await receive()).map(({ Body }) => Body)).toEqual(['late']);
});
