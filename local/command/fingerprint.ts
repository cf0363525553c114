import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

// What a build writes itself, and tests, which no build reads.
const skippedFolders = new Set(['node_modules', 'dist', '.astro']);
const skippedFiles = /\.test\.tsx?$/u;

/**
 * Fingerprint of the content of files and folders (names relative to `root`; what does not exist counts as absent) and of
 * the version of Node. Generated folders and tests inside a folder are left out.
 */
export function fingerprint(root: string, names: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const name of names) add(hash, path.join(root, name), name);
  return hash.digest('hex');
}

function add(hash: Hash, file: string, name: string): void {
  const entry = statSync(file, { throwIfNoEntry: false });
  if (entry?.isDirectory() === true) {
    for (const child of readdirSync(file).sort()) {
      if (!skippedFolders.has(child) && !skippedFiles.test(child))
        add(hash, path.join(file, child), `${name}/${child}`);
    }
  } else hash.update(`${name}\0`).update(entry ? createHash('sha256').update(readFileSync(file)).digest() : 'absent');
}
