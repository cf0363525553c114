import type { LocalService } from '../service.ts';
import { startIdentity } from './server.ts';

/** The identity platforms: no resource of the template, but its parameters name their issuers. */
export function identityService(): LocalService {
  return {
    resourceTypes: {},
    start: async ({ ports, parameters, dataPath, log, stops }) => {
      const running = await startIdentity({
        port: ports.identity,
        dataFolder: dataPath('identity'),
        siteUrl: parameters.SiteUrl,
        audience: parameters.ApiAudience,
        onError: (error) => log.write({ source: 'identity', level: 'ERROR', message: error.stack ?? error.message }),
      });
      stops.add('identity', () => running.stop());
    },
  };
}
