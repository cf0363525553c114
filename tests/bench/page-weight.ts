import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from './figures.ts';

/** The page that issue 2 sets a bound for, in KB of JavaScript. */
const applicationPage = 'practitioner/application.html';
const mostKilobytes = 45;

/** JavaScript of each built page and the style sheets, compressed file by file as the distribution sends them. */
export async function pageWeightRows(siteFolder: string): Promise<Row[]> {
  const pages = (await readdir(siteFolder, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
  if (!pages.includes(applicationPage)) throw new Error(`${siteFolder} holds no ${applicationPage}`);
  const weights = await Promise.all(pages.map(async (page) => ({ page, ...(await weightOf(siteFolder, page)) })));
  const scripts = weights.map(({ page, script }): Row => ({
    name: `JavaScript of /${page}`,
    ...kilobytes(script),
    ...(page === applicationPage ? { target: { most: mostKilobytes } } : {}),
  }));
  // Pages share their style sheets, so equal weights are one row.
  const styles = Map.groupBy(weights, ({ style }) => style);
  const sheets = [...styles].map(([style, alike]): Row => ({
    name: `CSS of ${alike.length} pages (/${alike[0]?.page ?? ''} …)`,
    ...kilobytes(style),
  }));
  return [...scripts, ...sheets];
}

/**
 * Bytes of JavaScript and CSS that a browser fetches for a page: inline scripts, module scripts, the component and the renderer
 * of every island, and everything that those import statically.
 */
export async function weightOf(siteFolder: string, page: string): Promise<{ script: number; style: number }> {
  const html = await readFile(path.join(siteFolder, page), 'utf8');
  const inline = [...html.matchAll(/<(script|style)\b[^>]*>([\s\S]*?)<\/\1>/g)];
  const inlineSize = (tag: string) =>
    inline
      .filter(([, name, text]) => name === tag && text !== '')
      .reduce((sum, [, , text = '']) => sum + compressed(text), 0);
  const entries = [
    ...attributes(html, 'script', 'src'),
    ...['component-url', 'renderer-url', 'before-hydration-url'].flatMap((name) =>
      attributes(html, 'astro-island', name),
    ),
  ];
  const scripts = new Map<string, number>();
  for (const entry of entries) await follow(siteFolder, entry, scripts);
  const sheets = await Promise.all(
    attributes(html, 'link', 'href')
      .filter((address) => address.endsWith('.css'))
      .map(async (address) => compressed(await readFile(path.join(siteFolder, address)))),
  );
  return {
    script: [...scripts.values()].reduce((sum, size) => sum + size, inlineSize('script')),
    style: sheets.reduce((sum, size) => sum + size, inlineSize('style')),
  };
}

async function follow(siteFolder: string, address: string, seen: Map<string, number>): Promise<void> {
  if (seen.has(address)) return;
  const text = await readFile(path.join(siteFolder, address), 'utf8');
  seen.set(address, compressed(text));
  // Only static imports: `import x from "…"`, `import "…"`, `export … from "…"`, as the bundler writes them, without spaces.
  for (const [, from, bare] of text.matchAll(/\bfrom\s*["']([^"']+)["']|\bimport\s*["']([^"']+)["']/g)) {
    const specifier = from ?? bare ?? '';
    if (specifier.startsWith('.'))
      await follow(siteFolder, path.posix.join(path.posix.dirname(address), specifier), seen);
  }
}

function attributes(html: string, tag: string, name: string): string[] {
  const tags = [...html.matchAll(new RegExp(`<${tag}\\b[^>]*`, 'g'))].map(([text]) => text);
  const values = tags.flatMap((text) => new RegExp(`\\s${name}="([^"]+)"`).exec(text)?.[1] ?? []);
  return [...new Set(values)];
}

function compressed(content: string | Buffer): number {
  return gzipSync(content, { level: 9 }).length;
}

function kilobytes(bytes: number): Pick<Row, 'figure' | 'unit'> {
  return { figure: bytes / 1024, unit: 'KB' };
}
