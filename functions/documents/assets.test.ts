import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { bundlePackageJson, documentAssets } from './assets.ts';
import { sampleCertificate, sampleForm } from './sample-contents.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const memoryUse = z.object({ rss: z.number(), kept: z.number() });
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('every asset exists, has a place of its own, and together they stay under 60 MB', async () => {
  const sizes = await Promise.all(documentAssets.map(async ({ from }) => (await stat(join(root, from))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60e6);
  expect(new Set(documentAssets.map(({ to }) => to)).size).toBe(documentAssets.length);
});

test('bundled as the function is and away from the repository, it prints both kinds of document and keeps nothing of them', async () => {
  const entry = `
    import { readFileSync, writeFileSync } from 'node:fs';
    import { renderCertificate, renderDocument } from './render.ts';
    const { form, certificate } = JSON.parse(readFileSync('contents.json', 'utf8'));
    const photo = readFileSync('photo.jpg');
    writeFileSync('form.pdf', await renderDocument(form, { photo }));
    writeFileSync('certificate.pdf', await renderCertificate(certificate, { photo }));
    const used = () => { gc(); return process.memoryUsage().heapUsed; };
    const several = async () => { for (let i = 0; i < 15; i += 1) await renderDocument(form, { photo }); };
    await several();
    const before = used();
    const rss = process.memoryUsage.rss();
    await several();
    await several();
    const kept = used() - before;
    console.log(JSON.stringify({ rss, kept }));
  `;
  await build({
    stdin: { contents: entry, resolveDir: dirname(fileURLToPath(import.meta.url)), loader: 'ts' },
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    banner: {
      js: "import { createRequire as require0 } from 'node:module'; const require = require0(import.meta.url);",
    },
  });
  for (const { from, to } of documentAssets) {
    await mkdir(dirname(join(folder, to)), { recursive: true });
    await cp(join(root, from), join(folder, to));
  }
  const photo = await sharp({ create: { width: 413, height: 626, channels: 3, background: '#4b86c4' } })
    .jpeg()
    .toBuffer();
  const contents = { form: sampleForm({ title: '含罕见字𪚥的申请表' }), certificate: sampleCertificate() };
  await writeFile(join(folder, 'package.json'), JSON.stringify(bundlePackageJson));
  await writeFile(join(folder, 'contents.json'), JSON.stringify(contents));
  await writeFile(join(folder, 'photo.jpg'), photo);

  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--expose-gc', 'index.mjs'], { cwd: folder });

  expect(stderr).toBe('');
  const { rss, kept } = memoryUse.parse(JSON.parse(stdout));
  expect(rss).toBeLessThan(350e6);
  // Thirty documents: a tree kept for each would be 3 MB.
  expect(kept).toBeLessThan(1.5e6);
  for (const name of ['form.pdf', 'certificate.pdf']) {
    const file = await readFile(join(folder, name));
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.length).toBeGreaterThan(20_000);
  }
}, 60_000);
