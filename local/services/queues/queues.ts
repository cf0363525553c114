import { AwsJsonError } from '../../ground/aws-json/error.ts';
import type { AwsJsonHandler } from '../../ground/aws-json/server.ts';
import { createOperations } from './operations.ts';
import { openQueue, type StoredMessage } from './queue.ts';
import type { OpenQueue } from './open-queue.ts';
import type { QueueSettings } from './settings.ts';

/** Where queues are kept and which. */
export interface QueuesSettings {
  /** Folder of the queues, for example `LOCAL_DATA/queues`. */
  readonly dataFolder: string;
  readonly queues: readonly QueueSettings[];
  /** Address of the AWS JSON server, for `QueueUrl` (`<endpoint>/<account>/<name>`). */
  readonly endpoint: () => string;
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
  stop(): Promise<void>;
}

/** Opens the queues with the messages left by the last run. Throws StartError when a file is corrupt. */
export function openQueues(settings: QueuesSettings): Queues {
  const now = settings.now ?? (() => new Date());
  const queues = new Map<string, OpenQueue>(
    settings.queues.map((one) => [one.arn, { settings: one, queue: openQueue(settings.dataFolder, one, now) }]),
  );
  const ending = new AbortController();
  return {
    send: (queueArn, body, attributes = {}) =>
      new Promise((resolve) => {
        const target = queues.get(queueArn);
        if (target === undefined) throw new AwsJsonError('QueueDoesNotExist', `No queue ${queueArn}`);
        const values: StoredMessage['attributes'] = {};
        for (const [name, value] of Object.entries(attributes))
          values[name] = { DataType: 'String', StringValue: value };
        target.queue.send(body, values, 0);
        resolve();
      }),
    handle: createOperations([...queues.values()], settings.endpoint, ending.signal),
    stop: () => {
      ending.abort();
      for (const { queue } of queues.values()) queue.close();
      return Promise.resolve();
    },
  };
}
