import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inlineHashes } from './inline-hashes.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pages-'));
  mkdirSync(path.join(folder, 'employer'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function page(name: string, html: string): void {
  writeFileSync(path.join(folder, name), html);
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('hashes inline scripts and styles of all pages exactly as they stand, each once', () => {
  page('index.html', '<script>start()</script><style>\n a{}\n</style><script type="module">x</script>');
  page('employer/tasks.html', '<SCRIPT async>start()</SCRIPT>');
  expect(inlineHashes(folder)).toEqual({
    scripts: [hash('start()'), hash('x')].sort(),
    styles: [hash('\n a{}\n')],
  });
});

test('leaves out scripts from a file and blocks of data', () => {
  page(
    'index.html',
    '<script type="module" src="/_astro/a.js"></script><script type="application/ld+json">{}</script>',
  );
  expect(inlineHashes(folder)).toEqual({ scripts: [], styles: [] });
});
