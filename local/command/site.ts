import { localAccount, localRegion, localUrlSuffix } from '../assembly/identity.ts';
import type { CloudPlan } from '../assembly/plan.ts';
import { startDistribution } from '../services/distribution/server.ts';
import { createHttpApi } from '../services/http-api/server.ts';
import type { HttpApiHandler } from '../services/http-api/server.ts';
import type { Invoke, LogSink } from '../services/lambda/settings.ts';
import type { LocalPorts } from './ports.ts';
import type { RunningS3 } from '../services/s3/types.ts';
import { StartError } from '../ground/start-error.ts';
import type { StopList } from '../ground/stop-list.ts';

/** What the site's origin is made of. */
export interface SiteSettings {
  readonly plan: CloudPlan;
  readonly ports: LocalPorts;
  readonly s3: RunningS3;
  readonly invoke: Invoke;
  readonly log: LogSink;
  readonly stops: StopList;
}

/**
 * Starts the distribution of the assembly with the HTTP APIs behind it. Throws StartError when the assembly has no
 * distribution or several, or an HTTP API without its stage.
 */
export async function startSite({ plan, ports, s3, invoke, log, stops }: SiteSettings): Promise<void> {
  const apis = new Map(plan.apis.map(({ id }) => [apiDomain(id), httpApi(plan, id, invoke, log)]));
  const [distribution, ...others] = plan.distributions;
  if (!distribution || others.length > 0) {
    throw new StartError(
      `the assembly has ${plan.distributions.length} CloudFront distributions; exactly one can be run locally`,
    );
  }
  const buckets = plan.buckets.flatMap(({ name }) => bucketDomains(name).map((domain) => [domain, name] as const));
  const running = await startDistribution({
    port: ports.site,
    config: distribution.config,
    responseHeaders: plan.responseHeaders,
    buckets: new Map(buckets),
    apis,
    readObject: (bucket, key) => s3.read(bucket, key),
    onError: (error) =>
      log.write({
        source: 'distribution',
        level: 'ERROR',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  });
  stops.add('distribution', () => running.stop());
}

function httpApi(plan: CloudPlan, id: string, invoke: Invoke, log: LogSink): HttpApiHandler {
  const api = plan.apis.find((item) => item.id === id);
  const [stage, ...others] = plan.stages.filter(({ ApiId }) => ApiId === id);
  if (!api || !stage || others.length > 0) throw new StartError(`HTTP API ${id}: exactly one stage can be run locally`);
  return createHttpApi({
    apiId: id,
    accountId: localAccount,
    region: localRegion,
    api: api.properties,
    stage,
    routes: plan.routes.filter(({ ApiId }) => ApiId === id),
    integrations: plan.integrations.filter(({ properties }) => properties.ApiId === id),
    authorizers: plan.authorizers.filter(({ properties }) => properties.ApiId === id),
    invoke,
    log,
  });
}

function apiDomain(id: string): string {
  return `${id}.execute-api.${localRegion}.${localUrlSuffix}`;
}

function bucketDomains(name: string): readonly string[] {
  return [`${name}.s3.${localRegion}.${localUrlSuffix}`, `${name}.s3.${localUrlSuffix}`];
}
