import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const source = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(source, file), 'utf8').replaceAll(/\/\*.*?\*\//gsu, '');
const tokens = 'styles/tokens.css';
const sheets = globSync('**/*.css', { cwd: source }).sort();

const functions = /\b(?:rgb|hsl)a?\(|\b(?:hwb|lab|lch|oklab|oklch|color|color-mix)\(/giu;
const hexadecimal = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b(?![\w-])/giu;
const names =
  /\b(?:white|black|gr[ae]y|silver|red|maroon|orange|yellow|gold|olive|lime|green|teal|cyan|aqua|blue|navy|purple|fuchsia|magenta|pink|brown)\b(?!-)/giu;

function literals(text: string, ...patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([literal]) => literal));
}

describe('colours', () => {
  test.each(sheets.filter((sheet) => sheet !== tokens))('%s has none but those of the tokens', (sheet) => {
    expect(literals(read(sheet), functions, hexadecimal, names)).toEqual([]);
  });

  test.each(globSync('**/*.{astro,tsx}', { cwd: source }))('%s paints with none of its own', (file) => {
    expect(literals(read(file), /["'(:\s]#(?:[\da-f]{6}|[\da-f]{3})["');]/giu, functions)).toEqual([]);
  });

  test('every token is used and every one used is declared', () => {
    const declared = [...read(tokens).matchAll(/(?<name>--[\w-]+):/gu)].map(({ groups }) => groups!['name']!);
    const used = sheets.flatMap((sheet) =>
      [...read(sheet).matchAll(/var\((?<name>--[\w-]+)/gu)].map(({ groups }) => groups!['name']!),
    );
    expect([...new Set(used)].sort()).toEqual([...declared].sort());
  });

  test('a literal is found however it is written', () => {
    expect(
      literals('a{color:#FFF} b{background:RGBA(0,0,0,.5)} c{border:1px solid red}', functions, hexadecimal, names),
    ).toEqual(['RGBA(', '#FFF', 'red']);
    expect(literals('a{white-space:pre} b{background:var(--paper)}', functions, hexadecimal, names)).toEqual([]);
  });
});

test('the styles of every component are on the site once, in its layer', () => {
  const imported = [...read('styles/components.css').matchAll(/@import '(?<file>[^']+)'/gu)].map(({ groups }) =>
    path.posix.join('styles', groups!['file']!),
  );
  expect([...imported].sort()).toEqual(sheets.filter((sheet) => !sheet.startsWith('styles/')));
  const layers = [...read('styles/site.css').matchAll(/@import '[^']+' layer\((?<name>\w+)\);/gu)];
  expect(read('styles/site.css')).toContain(`@layer ${layers.map(({ groups }) => groups!['name']).join(', ')};`);
});
