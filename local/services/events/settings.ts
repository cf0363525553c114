import * as z from 'zod';
import type { AwsJsonHandler } from '../../ground/aws-json/server.ts';
import type { Faults } from '../../ground/faults.ts';
import type { LogSink } from '../../ground/log-sink.ts';
import type { Invoke } from '../../ground/invocation.ts';
import type { SendToQueue } from '../queues/queues.ts';

const targetSchema = z.strictObject({
  Id: z.string(),
  /** ARN of a Lambda function, an SQS queue or a log group. */
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumEventAgeInSeconds: z.coerce.number().int().min(60).max(86_400).optional(),
      MaximumRetryAttempts: z.coerce.number().int().min(0).max(185).optional(),
    })
    .optional(),
});

/** Resolved properties of `AWS::Events::Rule`. */
export const rulePropertiesSchema = z.strictObject({
  Name: z.string().optional(),
  Description: z.unknown().optional(),
  /** Name or ARN of the bus; default `default`. */
  EventBusName: z.string().default('default'),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(targetSchema).max(5).default([]),
  RoleArn: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** Resolved properties of `AWS::Events::EventBus`. `unknown` ones have no local meaning. */
export const eventBusPropertiesSchema = z.strictObject({
  Name: z.string(),
  Description: z.unknown().optional(),
  KmsKeyIdentifier: z.unknown().optional(),
  DeadLetterConfig: z.unknown().optional(),
  LogConfig: z.unknown().optional(),
  Policy: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** A resolved and checked target of a rule. */
export type RuleTarget = z.output<typeof targetSchema>;

/** One rule of the template. */
export interface RuleSettings {
  readonly arn: string;
  readonly name: string;
  readonly properties: z.output<typeof rulePropertiesSchema>;
}

/** Buses, rules and what their targets need. */
export interface EventBusSettings {
  /** Folder of the outbox, for example `LOCAL_DATA/events`. */
  readonly dataFolder: string;
  /** Folder to which events for CloudWatch log groups are appended as `events-<group>.jsonl`. */
  readonly logFolder: string;
  readonly accountId: string;
  readonly region: string;
  /** Custom buses of the template (`AWS::Events::EventBus`); the default bus always exists. */
  readonly buses: readonly { readonly arn: string; readonly name: string }[];
  readonly rules: readonly RuleSettings[];
  readonly invoke: Invoke;
  readonly sendToQueue: SendToQueue;
  /** Events that are delivered twice, or that others overtake; default none. */
  readonly faults?: Faults;
  readonly log: LogSink;
  readonly now?: () => Date;
}

/** An event as `publish` takes it; what is absent is filled in (new id, now, the account and region of the settings, no resources). */
export interface PublishedEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources?: readonly string[];
  readonly time?: string;
  readonly id?: string;
}

/** The running buses. */
export interface EventBus {
  /** Operation `PutEvents` (and `ListRules`, `ListEventBuses`). */
  readonly handle: AwsJsonHandler;
  /** Accepts an event of an AWS service for a bus (default `default`); resolves once it is on disk and will be delivered even after kill -9. */
  publish(event: PublishedEvent, busName?: string): Promise<void>;
  /** Starts no further delivery and waits for those running; what is undelivered stays on disk for the next start. */
  stop(): Promise<void>;
}
