import { StartError } from '../../ground/start-error.ts';
import type { DistributionSettings } from './distribution-settings.ts';
import type { DistributionConfig } from './settings.ts';
import { createSiteOrigin } from './site-origin.ts';
import type { SiteAnswer, SiteRequest } from './site-origin.ts';

/** A bucket of pages; where it answers with one of some statuses, another origin may be asked. */
interface SiteOrigin {
  readonly site: (request: SiteRequest) => Promise<SiteAnswer>;
  readonly path: string;
  readonly failover?: { readonly statuses: readonly number[]; readonly second: Origin };
}

/** An HTTP API, reached below a path. */
interface ApiOrigin {
  readonly api: NonNullable<ReturnType<DistributionSettings['apis']['get']>>;
  readonly path: string;
  /** What it gets with every request: names in lower case, and values. */
  readonly headers: readonly (readonly [string, string])[];
}

/** Where a behaviour sends its requests. */
export type Origin = SiteOrigin | ApiOrigin;

type OriginGroup = DistributionConfig['OriginGroups']['Items'][number];

/** Every origin and origin group of a distribution by its id. Throws StartError for one that the assembly does not hold. */
export function originsOf(settings: DistributionSettings): ReadonlyMap<string, Origin> {
  const { Origins, OriginGroups } = settings.config;
  const single = new Map(Origins.map((origin) => [origin.Id, originOf(origin, settings)]));
  return new Map([...single, ...OriginGroups.Items.map((group) => [group.Id, groupOf(group, single)] as const)]);
}

function originOf(origin: DistributionConfig['Origins'][number], settings: DistributionSettings): Origin {
  const path = origin.OriginPath;
  const bucket = settings.buckets.get(origin.DomainName);
  if (bucket !== undefined) return { site: createSiteOrigin(bucket, settings.readObject), path };
  const api = settings.apis.get(origin.DomainName);
  const headers = origin.OriginCustomHeaders.map(
    (header) => [header.HeaderName.toLowerCase(), header.HeaderValue] as const,
  );
  if (api) return { api, path, headers };
  throw new StartError(
    `the distribution's origin ${origin.Id} (${origin.DomainName}) is no bucket and no HTTP API of the assembly`,
  );
}

function groupOf({ Id, Members, FailoverCriteria }: OriginGroup, single: ReadonlyMap<string, Origin>): Origin {
  const [first, second] = Members.Items.map(({ OriginId }) => single.get(OriginId));
  if (!first || !second)
    throw new StartError(`the distribution's origin group ${Id} names an origin that is not there`);
  if (!('site' in first)) {
    throw new StartError(`the distribution's origin group ${Id}: only a bucket can come first locally`);
  }
  return { ...first, failover: { statuses: FailoverCriteria.StatusCodes.Items, second } };
}
