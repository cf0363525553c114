import * as z from 'zod';
import { templateBoolean } from '../../assembly/template-boolean.ts';

/** Resolved properties of `Custom::CDKBucketDeployment` (the construct `BucketDeployment`). `unknown` ones have no local meaning. */
export const bucketDeploymentPropertiesSchema = z.strictObject({
  ServiceToken: z.unknown(),
  SourceBucketNames: z.unknown(),
  SourceObjectKeys: z.array(z.string()).min(1),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z.string().optional(),
  /** Whether objects that are no longer in the source are deleted. */
  Prune: templateBoolean.default(true),
  /** File patterns of `aws s3 sync`: everything is included, then Exclude, then Include; the last match wins. */
  Exclude: z.array(z.string()).default([]),
  Include: z.array(z.string()).default([]),
  SystemMetadata: z
    .strictObject({
      'cache-control': z.string().optional(),
      'content-type': z.string().optional(),
      'content-language': z.string().optional(),
      'content-encoding': z.string().optional(),
      'content-disposition': z.string().optional(),
    })
    .default({}),
  /** Per source: texts that CDK left in the files for values known at deployment only → those values. */
  SourceMarkers: z.array(z.record(z.string(), z.unknown())).default([]),
  SourceMarkersConfig: z
    .array(
      z.strictObject({
        jsonEscape: templateBoolean.default(false),
        markerEncodings: z.record(z.string(), z.enum(['LITERAL', 'UNQUOTED_JSON_VALUE', 'JSON_VALUE'])).default({}),
      }),
    )
    .default([]),
  Extract: z.literal(true).default(true),
  // The local distribution forgets what it holds whenever a deployment ran.
  DistributionId: z.unknown().optional(),
  DistributionPaths: z.unknown().optional(),
  WaitForDistributionInvalidation: z.unknown().optional(),
  RetainOnDelete: z.unknown().optional(),
  OutputObjectKeys: z.unknown().optional(),
  DestinationBucketArn: z.unknown().optional(),
});

/** One deployment of asset folders into a bucket. */
export interface BucketDeploymentSettings {
  /** Names the deployment in messages and in its record of what was copied. */
  readonly id: string;
  /** Absolute paths of the unpacked asset folders, in order; later ones win. */
  readonly sourceFolders: readonly string[];
  readonly properties: z.output<typeof bucketDeploymentPropertiesSchema>;
}
