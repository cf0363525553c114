import * as z from 'zod';
import { templateBoolean } from '../../assembly/template-boolean.ts';
import type { Bell } from '../../ground/bell.ts';
import type { Faults } from '../../ground/faults.ts';
import type { LogSink } from '../../ground/log-sink.ts';
import type { Invoke } from '../../ground/invocation.ts';
import type { SendToQueue } from '../queues/queues.ts';

/** Resolved properties of `AWS::Lambda::EventSourceMapping` on a DynamoDB stream, with the defaults Lambda documents. */
export const eventSourceMappingPropertiesSchema = z.strictObject({
  /** ARN or name of the function. */
  FunctionName: z.string(),
  /** `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL`; the label may be any text. */
  EventSourceArn: z.string().regex(/:table\/[^/]+\/stream\//),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  Enabled: templateBoolean.default(true),
  BatchSize: z.coerce.number().int().min(1).max(10_000).default(100),
  MaximumBatchingWindowInSeconds: z.coerce.number().int().min(0).max(300).default(0),
  BisectBatchOnFunctionError: templateBoolean.default(false),
  /** -1: until the record expires. */
  MaximumRetryAttempts: z.coerce.number().int().min(-1).max(10_000).default(-1),
  /** -1: no limit but the stream's own 24 hours. */
  MaximumRecordAgeInSeconds: z.coerce.number().int().min(-1).max(604_800).default(-1),
  ParallelizationFactor: z.coerce.number().int().min(1).max(10).default(1),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) }).optional(),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  TumblingWindowInSeconds: z.literal(0).optional(),
  KmsKeyArn: z.unknown().optional(),
  Tags: z.unknown().optional(),
  MetricsConfig: z.unknown().optional(),
});

/** Resolved and checked properties of `AWS::Lambda::EventSourceMapping`. */
export type EventSourceMappingProperties = z.output<typeof eventSourceMappingPropertiesSchema>;

/** One stream mapping to run. */
export interface StreamPollerSettings {
  /** Logical id of the mapping: names its checkpoint. */
  readonly id: string;
  readonly properties: EventSourceMappingProperties;
  /** Address of the DynamoDB engine. */
  readonly endpoint: string;
  /** Rings when something was written: the stream is read then, and once in a while for what others write. */
  readonly written: Pick<Bell, 'rung' | 'after'>;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Folder of the checkpoints, for example `LOCAL_DATA/streams`. */
  readonly dataFolder: string;
  readonly invoke: Invoke;
  readonly sendToQueue: SendToQueue;
  /** Records that are delivered twice, or that others overtake; default none. */
  readonly faults?: Faults;
  readonly log: LogSink;
}

/** A running poller. */
export interface StreamPoller {
  /** Stops polling and waits for the batch being delivered. */
  stop(): Promise<void>;
}
