import { generatedId, numbered } from '../../assembly/identity.ts';
import type { Identify } from '../../assembly/identity.ts';
import { checkedType } from '../../assembly/plan.ts';
import { StartError } from '../../ground/start-error.ts';
import type { HttpApis } from '../http-api/service.ts';
import type { Storage } from '../s3/service.ts';
import type { SecretsService } from '../secrets/service.ts';
import type { LocalService } from '../service.ts';
import { startDistribution } from './server.ts';
import { distributionPropertiesSchema, responseHeadersPolicySchema } from './settings.ts';
import type { DistributionConfig, ResponseHeadersPolicy } from './settings.ts';

/** Distributions answer on the site's origin. */
const identifyDistribution: Identify = (context) => {
  const id = generatedId(context, 14).toUpperCase();
  return { ref: id, attributes: { Id: id, DomainName: context.addresses.siteHost } };
};

/** CloudFront: the one distribution of the assembly, before its buckets and HTTP APIs. */
export function distributionService(
  apis: Pick<HttpApis, 'handlers'>,
  storage: Pick<Storage, 'running' | 'domains'>,
  secrets: Pick<SecretsService, 'withSecrets'>,
): LocalService {
  const distributions: DistributionConfig[] = [];
  const responseHeaders = new Map<string, ResponseHeadersPolicy>();
  return {
    resourceTypes: {
      'AWS::CloudFront::Distribution': {
        ...checkedType(identifyDistribution, distributionPropertiesSchema, ({ DistributionConfig: config }) =>
          distributions.push(config),
        ),
        resolvesSecrets: true,
      },
      'AWS::CloudFront::ResponseHeadersPolicy': checkedType(
        numbered(32, 'Id'),
        responseHeadersPolicySchema,
        ({ ResponseHeadersPolicyConfig: policy }, resource) => responseHeaders.set(resource.identity.ref, policy),
      ),
    },
    start: async ({ ports, endpoints, log, stops }) => {
      const [config, ...others] = distributions;
      if (!config || others.length > 0) {
        throw new StartError(
          `the assembly has ${distributions.length} CloudFront distributions; exactly one can be run locally`,
        );
      }
      const { read } = await storage.running;
      const Origins = await Promise.all(config.Origins.map((origin) => withHeaders(origin, secrets)));
      const running = await startDistribution({
        port: ports.site,
        config: { ...config, Origins },
        responseHeaders,
        buckets: storage.domains(),
        apis: underBothNames(apis.handlers(log), endpoints.api),
        readObject: read,
        onError: (error) =>
          log.write({
            source: 'distribution',
            level: 'ERROR',
            message: error instanceof Error ? (error.stack ?? error.message) : String(error),
          }),
      });
      stops.add('distribution', () => running.stop());
    },
  };
}

type Origin = DistributionConfig['Origins'][number];
type Apis = ReturnType<HttpApis['handlers']>;

/** The APIs under their domain names, and the one that has an address of its own under that too: a template may take either. */
function underBothNames(apis: Apis, address: string): Apis {
  return new Map([...apis, ...[...apis.values()].map((api) => [new URL(address).host, api] as const)]);
}

/** An origin whose headers hold the values of secrets. */
async function withHeaders(origin: Origin, { withSecrets }: Pick<SecretsService, 'withSecrets'>): Promise<Origin> {
  const headers = origin.OriginCustomHeaders.map(async (header) => ({
    ...header,
    HeaderValue: await withSecrets(header.HeaderValue),
  }));
  return { ...origin, OriginCustomHeaders: await Promise.all(headers) };
}
