import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { licenceProblems } from './licences.ts';

const root = path.resolve(import.meta.dirname, '../..');
const lockOf = (packages: Record<string, object>) => ({ packages: { '': {}, ...packages } });

describe('the licences of what is installed', () => {
  it('are all permitted', () => {
    const lockFile: unknown = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
    expect(licenceProblems(lockFile)).toEqual([]);
  });

  it.each([
    ['GPL-3.0-only', ['a is under GPL-3.0-only']],
    ['AGPL-3.0-or-later', ['a is under AGPL-3.0-or-later']],
    ['MIT AND GPL-2.0-only', ['a is under MIT AND GPL-2.0-only']],
    ['LGPL-3.0-or-later', ['a is under LGPL-3.0-or-later']],
    ['SEE LICENSE IN LICENSE', ['a is under SEE LICENSE IN LICENSE']],
    ['(MIT OR GPL-3.0-or-later)', []],
    ['Apache-2.0 AND MIT', []],
  ])('%s', (license, problems) => {
    expect(licenceProblems(lockOf({ 'node_modules/a': { license } }))).toEqual(problems);
  });

  it('are asked of packages within packages, and of those that name none', () => {
    const packages = { 'node_modules/a/node_modules/b': { license: 'GPL-2.0-only' }, 'node_modules/c': {} };
    expect(licenceProblems(lockOf(packages))).toEqual(['b is under GPL-2.0-only', 'c names no licence']);
  });

  it('let shared libraries of sharp be LGPL', () => {
    const license = 'Apache-2.0 AND LGPL-3.0-or-later';
    expect(licenceProblems(lockOf({ 'node_modules/@img/sharp-libvips-linux-x64': { license } }))).toEqual([]);
    expect(licenceProblems(lockOf({ 'node_modules/other': { license } }))).toHaveLength(1);
  });
});
