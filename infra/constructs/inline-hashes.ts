import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Sources for a content security policy, quoted as it wants them: `'sha256-…'`. */
export interface InlineHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

const scriptElement = /<script\b(?<attributes>[^>]*)>(?<content>[\s\S]*?)<\/script\s*>/giu;
const styleElement = /<style\b(?<attributes>[^>]*)>(?<content>[\s\S]*?)<\/style\s*>/giu;

/**
 * Hashes of every inline script and style in the built pages of a folder, so that a policy can allow exactly these and no others. Scripts with
 * `src` and blocks of data (JSON) need no hash. Sorted, each once.
 */
export function inlineHashes(folder: string): InlineHashes {
  const pages = globSync('**/*.html', { cwd: folder }).map((page) => readFileSync(path.join(folder, page), 'utf8'));
  return {
    scripts: hashesOf(pages, scriptElement, (attributes) => !/\bsrc\s*=/iu.test(attributes) && isProgram(attributes)),
    styles: hashesOf(pages, styleElement, () => true),
  };
}

function hashesOf(pages: readonly string[], element: RegExp, counts: (attributes: string) => boolean): string[] {
  const hashes = pages.flatMap((page) =>
    [...page.matchAll(element)]
      .filter(({ groups }) => counts(groups?.['attributes'] ?? ''))
      .map(
        ({ groups }) =>
          `'sha256-${createHash('sha256')
            .update(groups?.['content'] ?? '')
            .digest('base64')}'`,
      ),
  );
  return [...new Set(hashes)].sort();
}

// HTML, "the script element": without a type, `module` or a JavaScript type it runs; any other type is data.
function isProgram(attributes: string): boolean {
  const type = /\btype\s*=\s*["']?(?<type>[^"'\s>]*)/iu.exec(attributes)?.groups?.['type']?.toLowerCase();
  return type === undefined || type === '' || type === 'module' || type === 'importmap' || type.endsWith('javascript');
}
