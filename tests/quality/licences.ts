import * as z from 'zod';

/** What may be in the tree without question: permissive licences, and copyleft that ends at the file. */
const permitted = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
]);

/** Shared libraries that are delivered unchanged beside the code that loads them (LGPL-3.0 §4). */
const sharedLibraries = /^@img\/sharp-/;

/** Packages whose manifest names no licence → what their LICENSE file is. */
const unnamed = new Map([
  ['memorystream', 'MIT'],
  ['png-js', 'MIT'],
]);

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ license: z.string().optional(), cpu: z.unknown().optional() })),
});

/**
 * What of a lock file's packages may not be in the tree, one line each: a licence that is not permitted, or none. Binaries of other platforms
 * have none in the lock file where the registry did not say it; they are their package's, which is looked at.
 */
export function licenceProblems(lockFile: unknown): string[] {
  const { packages } = lockSchema.parse(lockFile);
  return Object.entries(packages).flatMap(([place, { license, cpu }]) => {
    const name = place.replace(/^.*node_modules\//, '');
    if (place === '' || (license === undefined && cpu !== undefined)) return [];
    const stated = license ?? unnamed.get(name);
    if (stated === undefined) return [`${name} names no licence`];
    return isPermitted(stated, name) ? [] : [`${name} is under ${stated}`];
  });
}

/** True when one of the alternatives of an SPDX expression asks for permitted licences only. No expression in the tree nests deeper. */
function isPermitted(expression: string, name: string): boolean {
  const allowed = (licence: string) =>
    permitted.has(licence) || (licence === 'LGPL-3.0-or-later' && sharedLibraries.test(name));
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every(allowed));
}
