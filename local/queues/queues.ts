import * as z from 'zod';
import type { AwsJsonHandler } from '../aws-json/server.ts';

/** Resolved properties of `AWS::SQS::Queue`: a standard queue. `unknown` ones have no local meaning. */
export const queuePropertiesSchema = z.strictObject({
  QueueName: z.string().optional(),
  /** Seconds; the service's default is 30. */
  VisibilityTimeout: z.coerce.number().int().min(0).max(43_200).default(30),
  /** Seconds; the service's default is four days. */
  MessageRetentionPeriod: z.coerce.number().int().min(60).max(1_209_600).default(345_600),
  SqsManagedSseEnabled: z.unknown().optional(),
  KmsMasterKeyId: z.unknown().optional(),
  KmsDataKeyReusePeriodSeconds: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** One queue of the template. */
export interface QueueSettings {
  readonly arn: string;
  readonly name: string;
  readonly properties: z.output<typeof queuePropertiesSchema>;
}

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

/** Opens the queues with the messages left by the last run. Throws when a file is corrupt. */
export declare function openQueues(settings: QueuesSettings): Queues;
