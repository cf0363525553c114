import { AwsJsonError } from '../../ground/aws-json/error.ts';
import type { AwsJsonHandler } from '../../ground/aws-json/server.ts';
import { delayOf, noFaults } from '../../ground/faults.ts';
import type { Faults } from '../../ground/faults.ts';
import { createOperations } from './operations.ts';
import { openQueue, type Queue, type StoredMessage } from './queue.ts';
import type { OpenQueue } from './open-queue.ts';
import type { QueueSettings } from './settings.ts';

/** Where queues are kept and which. */
export interface QueuesSettings {
  /** Folder of the queues, for example `LOCAL_DATA/queues`. */
  readonly dataFolder: string;
  readonly queues: readonly QueueSettings[];
  /** Address of the AWS JSON server, for `QueueUrl` (`<endpoint>/<account>/<name>`). */
  readonly endpoint: () => string;
  /** Messages that others overtake; default none. */
  readonly faults?: Faults;
  readonly now?: () => Date;
}

/** Puts a message on the queue with that ARN; resolves once it is on disk. Rejects for an unknown ARN. */
export type SendToQueue = (
  queueArn: string,
  body: string,
  attributes?: Readonly<Record<string, string>>,
) => Promise<void>;

/** The queues of this machine. */
export interface Queues {
  readonly send: SendToQueue;
  /** Operations `SendMessage`, `ReceiveMessage`, `DeleteMessage`, `ChangeMessageVisibility`, `PurgeQueue`, `GetQueueAttributes`, `GetQueueUrl`, `ListQueues`. */
  readonly handle: AwsJsonHandler;
  /** Takes visible messages of the queue with that ARN, at most so many; those received too often go to its dead letters instead. */
  readonly receive: (queueArn: string, limit: number) => ReturnType<Queue['receive']>;
  /** Deletes what was taken. */
  readonly settle: (queueArn: string, receiptHandle: string) => void;
  stop(): Promise<void>;
}

/** Opens the queues with the messages left by the last run. Throws StartError when a file is corrupt. */
export function openQueues(settings: QueuesSettings): Queues {
  const now = settings.now ?? (() => new Date());
  const delay = () => delayOf(settings.faults ?? noFaults);
  const open = (one: QueueSettings) => openQueue(settings.dataFolder, one, now, delay);
  const queues = new Map<string, OpenQueue>(
    settings.queues.map((one) => [one.arn, { settings: one, queue: open(one) }]),
  );
  const ending = new AbortController();
  const queueOf = (queueArn: string): OpenQueue => {
    const target = queues.get(queueArn);
    if (target === undefined) throw new AwsJsonError('QueueDoesNotExist', `No queue ${queueArn}`);
    return target;
  };
  return {
    send: (queueArn, body, attributes = {}) =>
      new Promise((resolve) => {
        const target = queueOf(queueArn);
        const values: StoredMessage['attributes'] = {};
        for (const [name, value] of Object.entries(attributes))
          values[name] = { DataType: 'String', StringValue: value };
        target.queue.send(body, values, 0);
        resolve();
      }),
    receive: (queueArn, limit) => {
      const { queue, settings: own } = queueOf(queueArn);
      const { VisibilityTimeout, RedrivePolicy } = own.properties;
      const received = queue.receive(limit, VisibilityTimeout * 1000);
      if (RedrivePolicy === undefined) return received;
      const isOver = ({ receiveCount }: { receiveCount: number }) => receiveCount > RedrivePolicy.maxReceiveCount;
      for (const { body, attributes, receiptHandle = '' } of received.filter(isOver)) {
        queueOf(RedrivePolicy.deadLetterTargetArn).queue.send(body, attributes, 0);
        queue.delete(receiptHandle);
      }
      return received.filter((message) => !isOver(message));
    },
    settle: (queueArn, receiptHandle) => queueOf(queueArn).queue.delete(receiptHandle),
    handle: createOperations([...queues.values()], settings.endpoint, ending.signal),
    stop: () => {
      ending.abort();
      for (const { queue } of queues.values()) queue.close();
      return Promise.resolve();
    },
  };
}
