import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The end of the cloud tests looks through its logs and stops it.
    teardownTimeout: 30_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{domain,api,functions,infra,local,operations,site,statemachines}/**/*.test.{ts,tsx}',
            'tests/{quality,journey}/**/*.test.ts',
          ],
          testTimeout: 20_000,
          // One less than the cores unless told: on two cores every second one would stand idle.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'cloud',
          include: ['tests/{api,faults,browser,bench,support}/**/*.test.ts'],
          // One local cloud for all of them, running what `npm run synth` made.
          globalSetup: ['tests/support/cloud/cloud-setup.ts'],
          // Most of the time goes by waiting for the cloud: a second file uses it.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
