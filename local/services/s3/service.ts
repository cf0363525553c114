import { identifyAnything, localArn, physicalName } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { checkedType } from '../../assembly/plan.ts';
import { localAccess, localRegion, localUrlSuffix } from '../../ground/local-account.ts';
import type { EventService } from '../events/service.ts';
import type { LocalService } from '../service.ts';
import { bucketNotificationsPropertiesSchema, bucketPropertiesSchema, bucketSettings } from './bucket-properties.ts';
import { startS3 } from './server.ts';
import type { BucketSettings, RunningS3, S3EventBridgeDetail } from './types.ts';

/** The buckets, as other services use them without signature. */
export interface Storage extends LocalService {
  /** Resolves once S3 runs. */
  readonly running: Promise<Pick<RunningS3, 'read' | 'put' | 'keys' | 'remove'>>;
  /** The buckets that were planned. */
  planned(): readonly BucketSettings[];
  /** Bucket names by the domain names that origins give. */
  domains(): ReadonlyMap<string, string>;
}

/** Names of buckets are lower case and have at most 63 characters. */
const identifyBucket: Identify = (context) => {
  const name = physicalName(context, 'BucketName', 63).toLowerCase();
  const [domain, regionalDomain] = domainsOf(name);
  return {
    ref: name,
    attributes: {
      Arn: localArn('s3', name, { regional: false, account: false }),
      DomainName: domain,
      RegionalDomainName: regionalDomain,
    },
  };
};

/** S3: the buckets of the template, their events on the default bus. */
export function s3Service(events: Pick<EventService, 'publish'>): Storage {
  const buckets: Omit<BucketSettings, 'eventBridge'>[] = [];
  const withEvents = new Set<string>();
  const running = Promise.withResolvers<RunningS3>();
  const planned = (): BucketSettings[] =>
    buckets.map((bucket) => ({ ...bucket, eventBridge: withEvents.has(bucket.name) }));
  const onObjectCreated = (detail: S3EventBridgeDetail): Promise<void> =>
    events.publish({
      source: 'aws.s3',
      'detail-type': 'Object Created',
      detail: { ...detail },
      resources: [`arn:aws:s3:::${detail.bucket.name}`],
    });
  return {
    resourceTypes: {
      'AWS::S3::Bucket': checkedType(identifyBucket, bucketPropertiesSchema, (properties, resource) => {
        const { eventBridge, ...bucket } = bucketSettings(resource.identity.ref, properties);
        buckets.push(bucket);
        if (eventBridge) withEvents.add(bucket.name);
      }),
      // By which CDK turns EventBridge on.
      'Custom::S3BucketNotifications': checkedType(
        identifyAnything,
        bucketNotificationsPropertiesSchema,
        ({ BucketName }) => withEvents.add(BucketName),
      ),
    },
    sdkNames: { S3: 's3' },
    start: async ({ ports, keys, faults, dataPath, log, stops }) => {
      const started = await startS3({
        ...localAccess(),
        keys,
        faults,
        port: ports.s3,
        dataFolder: dataPath('s3'),
        buckets: planned(),
        onObjectCreated,
        onError: (error) =>
          log.write({ source: 's3', level: 'ERROR', message: error instanceof Error ? error.message : String(error) }),
      });
      stops.add('S3', () => started.stop());
      running.resolve(started);
    },
    running: running.promise,
    planned,
    domains: () => new Map(buckets.flatMap(({ name }) => domainsOf(name).map((domain) => [domain, name] as const))),
  };
}

function domainsOf(name: string): readonly [string, string] {
  return [`${name}.s3.${localUrlSuffix}`, `${name}.s3.${localRegion}.${localUrlSuffix}`];
}
