import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { weightOf } from './page-weight.ts';

// What `npm run synth` has built.
const site = path.resolve(import.meta.dirname, '../../site/dist');
const pages = (await readdir(site, { recursive: true })).filter((name) => name.endsWith('.html'));

describe('the built pages', () => {
  it.each(pages)('%s names ten scripts at most', async (page) => {
    const html = await readFile(path.join(site, page), 'utf8');
    const scripts = new Set(Array.from(html.matchAll(/\/_astro\/[\w.-]+\.js/g), ([address]) => address));
    expect([...scripts].length).toBeLessThanOrEqual(10);
  });

  // The heaviest is where an application is begun. The schemas of the API are a third as much again, and no page needs them.
  it.each(pages)('%s weighs less than 92 KB of script', async (page) => {
    expect((await weightOf(site, page)).script).toBeLessThan(92 * 1024);
  });

  // Nothing is filled in on them: of the scripts they need the sign-in's corner alone.
  it.each(['index.html', 'guides.html', 'guides/cost-2-initial.html', '404.html'])(
    '%s weighs less than 6 KB of script',
    async (page) => {
      expect((await weightOf(site, page)).script).toBeLessThan(6 * 1024);
    },
  );
});
