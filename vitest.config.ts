import { defineConfig } from 'vitest/config';
import { SlowFirst } from './tests/support/slow-first.ts';

// More than the cores: files that use the local cloud wait most of the time, for it, for publicity and for terms that end. Both projects
// run at once, so that the others fill these waits; one after the other, half of two cores stood idle.
const maxWorkers = 4;

// Files share the processes: loading the same modules anew for each took a third of the work. What a file sets up it takes down.
const isolate = false;

export default defineConfig({
  test: {
    // The end of the cloud tests looks through its logs and stops it.
    teardownTimeout: 30_000,
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{domain,api,functions,infra,local,operations,site,statemachines}/**/*.test.{ts,tsx}',
            'tests/{quality,journey}/**/*.test.ts',
          ],
          globalSetup: ['tests/support/temporary-folder.ts'],
          testTimeout: 20_000,
          maxWorkers,
          isolate,
        },
      },
      {
        test: {
          name: 'cloud',
          include: ['tests/{api,faults,browser,bench,support}/**/*.test.ts'],
          // One local cloud for all of them, running what `npm run synth` made.
          globalSetup: ['tests/support/temporary-folder.ts', 'tests/support/cloud/cloud-setup.ts'],
          maxWorkers,
          isolate,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // As long as a page is waited for: on a busy machine a second, the default, passes before a page has answered.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
