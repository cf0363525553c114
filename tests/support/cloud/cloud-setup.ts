import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import type { SharedCloud } from './shared-cloud.ts';
import { checkNothingFailed } from './cloud-health.ts';
import { startLocalCloud } from './local-cloud.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cloud: SharedCloud;
  }
}

/**
 * Starts the one local cloud that all files of the project share, from the assembly that `npm run synth` has written. When all have
 * run it is asked for what no test looks at: failed executions, dead letters, errors in the logs. Publicity lasts 7 s here,
 * the shortest that the template allows.
 */
export default async function setUpCloud(project: TestProject): Promise<() => Promise<void>> {
  // The browser is unpacked before any file asks for it: one that starts what another still writes fails.
  const [cloud] = await Promise.all([
    startLocalCloud({ parameters: { PublicityDaySeconds: '1' } }),
    chromium.executablePath(),
  ]);
  const { target, dataFolder, port } = cloud;
  project.provide('cloud', { target, dataFolder, port });
  return async () => {
    try {
      await checkNothingFailed(cloud);
    } finally {
      await cloud.stop();
      await cloud.remove();
    }
  };
}
