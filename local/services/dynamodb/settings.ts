import * as z from 'zod';
import { templateBoolean } from '../../assembly/template-boolean.ts';

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);
const projectionSchema = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});

const tableProperties = {
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: projectionSchema,
        WarmThroughput: z.unknown().optional(),
        // Limits of spending and contributor insights mean nothing on one machine.
        OnDemandThroughput: z.unknown().optional(),
        WriteOnDemandThroughputSettings: z.unknown().optional(),
        ContributorInsightsSpecification: z.unknown().optional(),
      }),
    )
    .default([]),
  LocalSecondaryIndexes: z
    .array(z.strictObject({ IndexName: z.string(), KeySchema: keySchema, Projection: projectionSchema }))
    .default([]),
  StreamSpecification: z
    .strictObject({ StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string().optional(), Enabled: templateBoolean })
    .optional(),
  // Encryption, backups and spending limits concern the cloud's copy of the data, not this one.
  SSESpecification: z.unknown().optional(),
  WarmThroughput: z.unknown().optional(),
  Tags: z.unknown().optional(),
};

/** Resolved properties of `AWS::DynamoDB::Table`. `unknown` ones have no local meaning. */
export const tablePropertiesSchema = z.strictObject({
  ...tableProperties,
  OnDemandThroughput: z.unknown().optional(),
  PointInTimeRecoverySpecification: z.unknown().optional(),
  DeletionProtectionEnabled: z.unknown().optional(),
  ContributorInsightsSpecification: z.unknown().optional(),
  TableClass: z.unknown().optional(),
  ResourcePolicy: z.unknown().optional(),
});

/** Resolved properties of `AWS::DynamoDB::GlobalTable`: one replica, since there is one machine. */
export const globalTablePropertiesSchema = z.strictObject({
  ...tableProperties,
  WriteOnDemandThroughputSettings: z.unknown().optional(),
  Replicas: z.tuple([z.unknown()], { error: 'exactly one replica can be run locally' }),
});

/** A table to create in the engine. */
export interface TableSettings {
  readonly name: string;
  readonly properties: z.output<typeof tablePropertiesSchema> | z.output<typeof globalTablePropertiesSchema>;
}
