import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { accountCaller } from '../../ground/caller.ts';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import { parseBody } from '../../ground/aws-json/parse-body.ts';
import type { AwsJsonHandler } from '../../ground/aws-json/server.ts';
import { attributeSchema, bodyDigest, type Queue } from './queue.ts';
import type { OpenQueue } from './open-queue.ts';

/** "Amazon SQS message quotas": 1 MiB. */
const messageLimitBytes = 1024 * 1024;
/** How often a waiting receiver looks again. */
const waitStepMs = 50;

const queueSchema = z.looseObject({ QueueUrl: z.string() });
const seconds = (most: number): z.ZodOptional<z.ZodNumber> => z.number().int().min(0).max(most).optional();
const sendSchema = queueSchema.extend({
  MessageBody: z.string().min(1),
  MessageAttributes: z.record(z.string(), attributeSchema).default({}),
  DelaySeconds: seconds(900),
});
const receiveSchema = queueSchema.extend({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: seconds(43_200),
  WaitTimeSeconds: seconds(20),
});
const receiptSchema = queueSchema.extend({ ReceiptHandle: z.string() });
const visibilitySchema = receiptSchema.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });
const urlSchema = z.looseObject({ QueueName: z.string() });
const addressedSchema = z.looseObject({ QueueUrl: z.string().optional(), QueueName: z.string().optional() });
const listSchema = z.looseObject({ QueueNamePrefix: z.string().default('') });

/** The SQS operations on these queues, in the AWS JSON protocol. `ending` ends waiting receivers. */
export function createOperations(
  queues: readonly OpenQueue[],
  endpoint: () => string,
  ending: AbortSignal,
): AwsJsonHandler {
  const urlOf = ({ settings }: OpenQueue): string =>
    `${endpoint()}/${settings.arn.split(':')[4] ?? ''}/${settings.name}`;
  const byName = (name: string): OpenQueue => {
    const found = queues.find(({ settings }) => settings.name === name);
    if (found === undefined) throw new AwsJsonError('QueueDoesNotExist', 'The specified queue does not exist.');
    return found;
  };
  const byUrl = (url: string): OpenQueue => byName(url.slice(url.lastIndexOf('/') + 1));

  const operations: Readonly<Record<string, (body: unknown) => unknown>> = {
    SendMessage: (body) => sendMessage(parseBody(sendSchema, body), byUrl),
    ReceiveMessage: (body) => receiveMessage(parseBody(receiveSchema, body), byUrl, ending),
    DeleteMessage: (body) => {
      const { QueueUrl, ReceiptHandle } = parseBody(receiptSchema, body);
      byUrl(QueueUrl).queue.delete(ReceiptHandle);
    },
    ChangeMessageVisibility: (body) => {
      const { QueueUrl, ReceiptHandle, VisibilityTimeout } = parseBody(visibilitySchema, body);
      if (!byUrl(QueueUrl).queue.changeVisibility(ReceiptHandle, VisibilityTimeout * 1000)) {
        throw new AwsJsonError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
      }
    },
    PurgeQueue: (body) => byUrl(parseBody(queueSchema, body).QueueUrl).queue.purge(),
    GetQueueAttributes: (body) => ({ Attributes: attributesOf(byUrl(parseBody(queueSchema, body).QueueUrl)) }),
    GetQueueUrl: (body) => ({ QueueUrl: urlOf(byName(parseBody(urlSchema, body).QueueName)) }),
    ListQueues: (body) => {
      const { QueueNamePrefix } = parseBody(listSchema, body);
      return { QueueUrls: queues.filter(({ settings }) => settings.name.startsWith(QueueNamePrefix)).map(urlOf) };
    },
  };
  return async (operation, body, caller = accountCaller) => {
    const perform = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (perform === undefined) throw new AwsJsonError('UnsupportedOperation', `${operation} is not available locally`);
    caller.demand([{ action: `sqs:${operation}`, resource: resourceOf(body, queues) }]);
    return await perform(body);
  };
}

/** ARN of the queue that a request names, by its address or name; listing names none. */
function resourceOf(body: unknown, queues: readonly OpenQueue[]): string {
  const { QueueUrl, QueueName = '' } = parseBody(addressedSchema, body);
  const name = QueueUrl?.split('/').at(-1) ?? QueueName;
  return queues.find(({ settings }) => settings.name === name)?.settings.arn ?? '*';
}

type FindQueue = (url: string) => OpenQueue;

function sendMessage(request: z.output<typeof sendSchema>, find: FindQueue): unknown {
  const { MessageBody, MessageAttributes, DelaySeconds = 0 } = request;
  if (Buffer.byteLength(MessageBody) > messageLimitBytes) {
    throw new AwsJsonError('InvalidParameterValue', `Message must be shorter than ${messageLimitBytes} bytes.`);
  }
  const message = find(request.QueueUrl).queue.send(MessageBody, MessageAttributes, DelaySeconds * 1000);
  return { MessageId: message.id, MD5OfMessageBody: bodyDigest(MessageBody) };
}

async function receiveMessage(
  request: z.output<typeof receiveSchema>,
  find: FindQueue,
  ending: AbortSignal,
): Promise<unknown> {
  const { queue, settings } = find(request.QueueUrl);
  const visibilityMs = (request.VisibilityTimeout ?? settings.properties.VisibilityTimeout) * 1000;
  const deadline = Date.now() + (request.WaitTimeSeconds ?? 0) * 1000;
  const take = (): ReturnType<Queue['receive']> =>
    ending.aborted ? [] : queue.receive(request.MaxNumberOfMessages, visibilityMs);
  let received = take();
  while (received.length === 0 && Date.now() < deadline) {
    await sleep(waitStepMs);
    received = take();
  }
  return received.length === 0 ? {} : { Messages: received.map(describe) };
}

function describe(message: ReturnType<Queue['receive']>[number]): unknown {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: bodyDigest(message.body),
    Body: message.body,
    Attributes: {
      SentTimestamp: String(message.sentAt),
      ApproximateReceiveCount: String(message.receiveCount),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    ...(Object.keys(message.attributes).length === 0 ? {} : { MessageAttributes: message.attributes }),
  };
}

function attributesOf({ queue, settings }: OpenQueue): Record<string, string> {
  const { visible, inFlight } = queue.counts();
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: '0',
    VisibilityTimeout: String(settings.properties.VisibilityTimeout),
    MessageRetentionPeriod: String(settings.properties.MessageRetentionPeriod),
  };
}
