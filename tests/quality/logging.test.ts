import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** The codes that lines of the functions' logs bear, by their source. */
function codesInSource(): string[] {
  const files = readdirSync(path.join(root, 'functions'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((name) => /\.tsx?$/u.test(name) && !/\.test\.tsx?$/u.test(name));
  const codes = sources.flatMap((name) => {
    const text = readFileSync(path.join(root, 'functions', name), 'utf8');
    return [...text.matchAll(/(?:\bcode: |Handler\(\s*)'([A-Z]+(?:_[A-Z]+)+)'/gu)].map(([, code = '']) => code);
  });
  return [...new Set(codes)].toSorted();
}

test('docs/logging.md lists every code of the logs, and no other', () => {
  const text = readFileSync(path.join(root, 'docs/logging.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `([A-Z_]+)`/gmu)].map(([, code = '']) => code);
  expect(listed.toSorted()).toEqual(codesInSource());
  expect(listed.length).toBeGreaterThan(15);
});

test('every line of a log names its code', () => {
  const files = readdirSync(path.join(root, 'functions'), { recursive: true, encoding: 'utf8' });
  const calls = files
    .filter((name) => /\.tsx?$/u.test(name) && !/\.test\.tsx?$/u.test(name))
    .flatMap(
      (name) =>
        readFileSync(path.join(root, 'functions', name), 'utf8').match(/logger\.(info|warn|error)\((?:[^;]*)\);/gu) ??
        [],
    );
  expect(calls.length).toBeGreaterThan(10);
  expect(calls.filter((call) => !/\bcode\b/u.test(call))).toEqual([]);
});
