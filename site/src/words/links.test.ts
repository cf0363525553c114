import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');

it('has a page behind every address that is written in it', () => {
  const pages = new Set(
    globSync('pages/**/*.astro', { cwd: source }).map(
      (file) => `/${file.replace(/^pages\//, '').replace(/(\/index)?\.astro$/, '')}.html`,
    ),
  );
  const missing = globSync('**/*.{ts,tsx,astro}', { cwd: source })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(path.join(source, file), 'utf8').matchAll(/['"`](\/[\w/-]+\.html)/g)].map(([, address]) => ({
        file,
        address: address ?? '',
      })),
    )
    .filter(({ address }) => !pages.has(address));
  expect(missing).toEqual([]);
  expect(pages.size).toBeGreaterThan(20);
});
