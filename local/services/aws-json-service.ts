import { startAwsJson } from '../ground/aws-json/server.ts';
import { localAccess } from '../ground/local-account.ts';
import type { LocalService } from './service.ts';

/** The one address of all services that speak AWS JSON or REST JSON. It listens for those that start after it too: requests for them wait. */
export function awsJsonService(services: readonly LocalService[]): LocalService {
  return {
    resourceTypes: {},
    start: async ({ ports, keys, faults, log, stops }) => {
      const server = await startAwsJson({
        ...localAccess(),
        keys,
        faults,
        port: ports.awsJson,
        services: Object.fromEntries(services.flatMap(({ targets = {} }) => Object.entries(targets))),
        restServices: services.flatMap(({ rest }) => rest ?? []),
        log,
      });
      stops.add('AWS JSON services', () => server.stop());
    },
  };
}
