import { renameSync, writeFileSync } from 'node:fs';

/**
 * Puts a text in the place of a file. Renamed into place: after a kill there is the whole new file or the whole old one. Only its
 * owner may read it.
 */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.next`, text, { mode: 0o600 });
  renameSync(`${file}.next`, file);
}
