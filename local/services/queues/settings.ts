import * as z from 'zod';

/** Resolved properties of `AWS::SQS::Queue`: a standard queue. `unknown` ones have no local meaning. */
export const queuePropertiesSchema = z.strictObject({
  QueueName: z.string().optional(),
  /** Seconds; the service's default is 30. */
  VisibilityTimeout: z.coerce.number().int().min(0).max(43_200).default(30),
  /** Seconds; the service's default is four days. */
  MessageRetentionPeriod: z.coerce.number().int().min(60).max(1_209_600).default(345_600),
  /** Where a message goes that was received so often and never deleted. */
  RedrivePolicy: z
    .strictObject({
      deadLetterTargetArn: z.string(),
      maxReceiveCount: z.coerce.number().int().min(1).max(1000),
    })
    .optional(),
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
