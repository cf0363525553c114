import * as z from 'zod';
import type { BucketSettings } from './types.ts';
import { templateBoolean } from '../../assembly/template-boolean.ts';

const corsRuleSchema = z.strictObject({
  Id: z.string().optional(),
  AllowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])),
  AllowedOrigins: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  /** Seconds. */
  MaxAge: z.coerce.number().optional(),
});

const lifecycleRuleSchema = z.looseObject({
  Status: z.enum(['Enabled', 'Disabled']),
  ExpirationInDays: z.coerce.number().int().positive().optional(),
});

/** A default retention; who may bypass governance mode is nobody here. */
const objectLockSchema = z.strictObject({
  ObjectLockEnabled: z.literal('Enabled'),
  Rule: z.strictObject({
    DefaultRetention: z.strictObject({
      Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']),
      Days: z.coerce.number().int().positive(),
    }),
  }),
});

/** Resolved properties of `AWS::S3::Bucket`. `unknown` ones have no local meaning: keys and logs belong to the cloud. */
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
  LifecycleConfiguration: z.looseObject({ Rules: z.array(lifecycleRuleSchema) }).optional(),
  LoggingConfiguration: z.unknown().optional(),
  ObjectLockEnabled: templateBoolean.optional(),
  ObjectLockConfiguration: objectLockSchema.optional(),
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

/** Settings of a bucket for the local S3. Of the lifecycle rules, those that expire every object after some days are run. */
export function bucketSettings(name: string, properties: z.output<typeof bucketPropertiesSchema>): BucketSettings {
  const days = (properties.LifecycleConfiguration?.Rules ?? []).flatMap((rule) => {
    const isPartial = ['Prefix', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].some(
      (key) => key in rule,
    );
    return rule.Status === 'Enabled' && !isPartial && rule.ExpirationInDays !== undefined
      ? [rule.ExpirationInDays]
      : [];
  });
  const lock = properties.ObjectLockConfiguration;
  return {
    name,
    versioned: properties.VersioningConfiguration?.Status === 'Enabled',
    eventBridge: properties.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled === true,
    cors: (properties.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      allowedOrigins: rule.AllowedOrigins,
      allowedMethods: rule.AllowedMethods,
      allowedHeaders: rule.AllowedHeaders,
      exposedHeaders: rule.ExposedHeaders,
      ...(rule.MaxAge !== undefined && { maxAgeSeconds: rule.MaxAge }),
    })),
    ...(lock !== undefined && { retainDays: lock.Rule.DefaultRetention.Days }),
    ...(days.length > 0 && { expireAfterDays: Math.min(...days) }),
  };
}
