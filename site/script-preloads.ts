import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Names in each built page all scripts that it needs at once, so that the browser fetches them together: an island's imports are otherwise
 * found one file after another, each a round trip of a phone.
 */
export function preloads(): AstroIntegration {
  return {
    name: 'script-preloads',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        const files = await readdir(site, { recursive: true });
        const pages = files.filter((file) => file.endsWith('.html'));
        await Promise.all(pages.map((page) => addPreloads(site, page)));
      },
    },
  };
}

async function addPreloads(site: string, page: string): Promise<void> {
  const html = await readFile(path.join(site, page), 'utf8');
  const scripts = new Set<string>();
  for (const [, script = ''] of html.matchAll(/(?:src|component-url|renderer-url)="(\/_astro\/[^"]+\.js)"/g)) {
    await addScript(site, script, scripts);
  }
  const links = [...scripts].map((script) => `<link rel="modulepreload" href="${script}">`).join('');
  await writeFile(
    path.join(site, page),
    html.replace('</head>', () => `${links}</head>`),
  );
}

/** Adds a script and what it imports at once. */
async function addScript(site: string, script: string, scripts: Set<string>): Promise<void> {
  if (scripts.has(script)) return;
  scripts.add(script);
  const text = await readFile(path.join(site, script), 'utf8');
  for (const [, imported = ''] of text.matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    await addScript(site, path.posix.join(path.posix.dirname(script), imported), scripts);
  }
}
