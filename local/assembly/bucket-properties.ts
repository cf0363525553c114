import * as z from 'zod';
import { templateBoolean } from '../template-boolean.ts';

const corsRuleSchema = z.strictObject({
  Id: z.string().optional(),
  AllowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])),
  AllowedOrigins: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  /** Seconds. */
  MaxAge: z.coerce.number().optional(),
});

/** Resolved properties of `AWS::S3::Bucket`. `unknown` ones have no local meaning: keys, logs and the ageing of objects belong to the cloud. */
export const bucketPropertiesSchema = z.strictObject({
  BucketName: z.string().optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  CorsConfiguration: z.strictObject({ CorsRules: z.array(corsRuleSchema) }).optional(),
  NotificationConfiguration: z
    .strictObject({
      EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: templateBoolean.default(true) }),
    })
    .optional(),
  AccessControl: z.unknown().optional(),
  BucketEncryption: z.unknown().optional(),
  LifecycleConfiguration: z.unknown().optional(),
  LoggingConfiguration: z.unknown().optional(),
  OwnershipControls: z.unknown().optional(),
  PublicAccessBlockConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

/** Resolved properties of `Custom::S3BucketNotifications`, by which CDK turns EventBridge on; other notifications are not run. */
export const bucketNotificationsPropertiesSchema = z.strictObject({
  ServiceToken: z.unknown(),
  BucketName: z.string(),
  NotificationConfiguration: z.strictObject({ EventBridgeConfiguration: z.strictObject({}) }),
  Managed: z.unknown().optional(),
  SkipDestinationValidation: z.unknown().optional(),
});
