import { rmSync } from 'node:fs';
import { replaceFile } from '../ground/atomic-file.ts';
import { localRegion } from '../ground/local-account.ts';
import { localCredentials } from '../ground/local-account.ts';
import type { Cloud } from './cloud.ts';
import type { DataFolder } from './data-folder.ts';

/**
 * Writes `outputs.json`, the stack outputs as `cdk deploy --outputs-file` writes them, and `endpoints.json`: the addresses,
 * region and access key for programs that talk to the running cloud. Neither is ever seen half written.
 */
export function writeOutputs(folder: DataFolder, cloud: Cloud): void {
  writeJson(folder.path('outputs.json'), cloud.outputs);
  writeJson(folder.path('endpoints.json'), {
    ...cloud.endpoints,
    region: localRegion,
    ...localCredentials,
    processId: process.pid,
  });
}

/** Removes both files, so that no one takes a cloud that is not running for a running one. */
export function removeOutputs(folder: DataFolder): void {
  for (const name of ['outputs.json', 'endpoints.json']) rmSync(folder.path(name), { force: true });
}

function writeJson(file: string, value: unknown): void {
  replaceFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
