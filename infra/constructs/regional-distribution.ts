import { CachePolicy, CfnDistribution, OriginRequestPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Distribution, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { leftOut, where } from './region-conditions.ts';

/** The parts of a distribution that not every region has. */
interface RegionalParts {
  readonly headers: ResponseHeadersPolicy;
  readonly logs: { readonly bucket: Bucket; readonly prefix: string };
}

/**
 * Leaves out of a distribution what its region refuses. In the China regions the values that are forwarded stand in the behaviours themselves, as before
 * there were policies (aws-cdk 13584, 31033); elsewhere the policies do.
 */
export function fitToRegion(distribution: Distribution, { headers, logs }: RegionalParts): void {
  const { defaultChild } = distribution.node;
  if (!(defaultChild instanceof CfnDistribution)) throw new Error('the distribution has no resource');
  const set = (property: string, value: unknown): void =>
    defaultChild.addPropertyOverride(`DistributionConfig.${property}`, value);
  const inChina = (china: unknown, elsewhere: unknown): unknown => where(distribution, 'InChina', china, elsewhere);
  const behaviours = [
    { at: 'DefaultCacheBehavior', legacy: ofPages, cache: CachePolicy.CACHING_OPTIMIZED, request: undefined },
    {
      at: 'CacheBehaviors.0',
      legacy: ofApi,
      cache: CachePolicy.CACHING_DISABLED,
      request: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    },
  ] as const;
  for (const { at, legacy, cache, request } of behaviours) {
    set(`${at}.CachePolicyId`, inChina(leftOut, cache.cachePolicyId));
    if (request !== undefined) set(`${at}.OriginRequestPolicyId`, inChina(leftOut, request.originRequestPolicyId));
    set(`${at}.ResponseHeadersPolicyId`, inChina(leftOut, headers.responseHeadersPolicyId));
    for (const [name, value] of Object.entries(legacy)) set(`${at}.${name}`, inChina(value, leftOut));
  }
  set('IPV6Enabled', inChina(false, true));
  const logging = { Bucket: logs.bucket.bucketRegionalDomainName, Prefix: logs.prefix };
  set('Logging', where(distribution, 'WithoutDistributionLogs', leftOut, logging));
}

// Browsers ask for each page anew and the objects say how long they are good for; the values are those of CachingOptimized.
const ofPages = {
  ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
  MinTTL: 1,
  DefaultTTL: 86_400,
  MaxTTL: 31_536_000,
} as const;

// Nothing of the API is kept. Never Host: API Gateway answers for its own name only.
const ofApi = {
  ForwardedValues: {
    QueryString: true,
    Cookies: { Forward: 'none' },
    Headers: ['Authorization', 'Idempotency-Key', 'Accept', 'Traceparent'],
  },
  MinTTL: 0,
  DefaultTTL: 0,
  MaxTTL: 0,
} as const;
