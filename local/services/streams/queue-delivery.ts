import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { templateBoolean } from '../../assembly/template-boolean.ts';
import type { Invoke } from '../../ground/invocation.ts';
import type { Faults } from '../../ground/faults.ts';
import type { LogSink } from '../../ground/log-sink.ts';
import type { Queues } from '../queues/queues.ts';

/** Resolved properties of `AWS::Lambda::EventSourceMapping` on a queue, with the defaults Lambda documents. */
export const queueMappingPropertiesSchema = z.strictObject({
  /** ARN or name of the function. */
  FunctionName: z.string(),
  EventSourceArn: z.string().regex(/^arn:[^:]+:sqs:/),
  Enabled: templateBoolean.default(true),
  /** A queue without batching window gives at most ten. */
  BatchSize: z.coerce.number().int().min(1).max(10).default(10),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  Tags: z.unknown().optional(),
});

/** Resolved and checked properties of a mapping on a queue. */
export type QueueMappingProperties = z.output<typeof queueMappingPropertiesSchema>;

/** One mapping to run. */
export interface QueueDeliverySettings {
  readonly id: string;
  readonly properties: QueueMappingProperties;
  readonly queues: Pick<Queues, 'receive' | 'settle'>;
  readonly invoke: Invoke;
  readonly region: string;
  /** Messages that are delivered twice; default none. */
  readonly faults?: Faults;
  readonly log: LogSink;
}

/** A running delivery. */
export interface QueueDelivery {
  /** Stops receiving and waits for the batch being delivered. */
  stop(): Promise<void>;
}

/** How often an empty queue is looked at again. */
const idleMs = 100;

const responseSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() });

/**
 * Delivers a queue's messages to a function, at least once and one batch at a time ("Using Lambda with Amazon SQS"): what it has taken is deleted, what
 * it reports as failed, or all of a batch that failed, is seen again once its visibility timeout is over.
 */
export function startQueueDelivery(settings: QueueDeliverySettings): QueueDelivery {
  const ending = new AbortController();
  const running = settings.properties.Enabled ? deliver(settings, ending.signal) : Promise.resolve();
  return {
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

async function deliver(settings: QueueDeliverySettings, ending: AbortSignal): Promise<void> {
  const { properties, queues, invoke, log, id } = settings;
  while (!ending.aborted) {
    const messages = queues.receive(properties.EventSourceArn, properties.BatchSize);
    if (messages.length === 0) {
      await sleep(idleMs, undefined, { signal: ending }).catch(() => undefined);
      continue;
    }
    const Records = messages.map((message) => recordOf(message, settings));
    const result = await invoke(properties.FunctionName, { Records });
    if (settings.faults?.strikes('duplicate') === true) await invoke(properties.FunctionName, { Records });
    const failed = failedOf(result.ok ? result.payload : undefined, properties, Records);
    if (failed.size > 0) {
      const reason = result.ok ? 'reported by the function' : `${result.errorType}: ${result.errorMessage}`;
      log.write({
        source: id,
        level: 'WARN',
        message: `${failed.size} of ${Records.length} messages failed: ${reason}`,
      });
    }
    for (const { messageId, receiptHandle } of Records) {
      if (!failed.has(messageId)) queues.settle(properties.EventSourceArn, receiptHandle);
    }
  }
}

type Record = ReturnType<typeof recordOf>;

/** The ids of the messages that count as failed; an answer that is not understood fails all of them, as does no answer. */
function failedOf(payload: unknown, properties: QueueMappingProperties, records: readonly Record[]): Set<string> {
  const all = new Set(records.map(({ messageId }) => messageId));
  if (payload === undefined) return all;
  if (payload === null || !properties.FunctionResponseTypes.includes('ReportBatchItemFailures')) return new Set();
  const response = responseSchema.safeParse(payload);
  if (!response.success) return all;
  const failures = (response.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failures.every((one) => all.has(one)) ? new Set(failures) : all;
}

function recordOf(message: ReturnType<Queues['receive']>[number], { properties, region }: QueueDeliverySettings) {
  return {
    messageId: message.id,
    receiptHandle: message.receiptHandle ?? '',
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: properties.EventSourceArn,
    awsRegion: region,
  };
}
