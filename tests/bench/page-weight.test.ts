import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { weightOf } from './page-weight.ts';

let site = '';

beforeEach(async () => {
  site = await mkdtemp(path.join(tmpdir(), 'site-'));
  await mkdir(path.join(site, '_astro'));
});

afterEach(() => rm(site, { recursive: true }));

// Random text does not get smaller, so the length of each file shows in the sum.
const script = (bytes: number) => `/*${randomBytes(bytes / 2).toString('hex')}*/`;
const write = (name: string, text: string) => writeFile(path.join(site, name), text);

test('counts each file of a page once: module scripts, islands, what they import, and style sheets', async () => {
  await write('_astro/entry.js', `import"./shared.js";${script(2000)}`);
  await write('_astro/island.js', `import{a}from"./shared.js";export*from"./deep.js";const b=import("./later.js");`);
  await write('_astro/shared.js', script(4000));
  await write('_astro/deep.js', script(8000));
  await write('_astro/later.js', script(64_000));
  await write('_astro/unused.js', script(64_000));
  await write('_astro/page.css', script(1000));
  await write(
    'page.html',
    `<link rel="stylesheet" href="/_astro/page.css"><script type="module" src="/_astro/entry.js"></script>
    <astro-island component-url="/_astro/island.js" renderer-url="/_astro/shared.js"></astro-island>`,
  );
  const weight = await weightOf(site, 'page.html');
  // Hexadecimal text of n bytes is n/2 bytes of information.
  expect(weight.script).toBeGreaterThan(7000);
  expect(weight.script).toBeLessThan(9500);
  expect(weight.style).toBeGreaterThan(500);
  expect(weight.style).toBeLessThan(700);
});

test('counts inline scripts and styles', async () => {
  await write('page.html', `<script>${script(2000)}</script><style>${script(1000)}</style>`);
  const weight = await weightOf(site, 'page.html');
  expect(weight.script).toBeGreaterThan(1000);
  expect(weight.style).toBeGreaterThan(500);
});
