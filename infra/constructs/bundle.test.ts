import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Bundler, repositoryRoot } from './bundle.ts';
import type { BundleProps } from './bundle.ts';

let folder = '';
let output = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  output = path.join(folder, 'output');
});

afterEach(() => rmSync(folder, { recursive: true }));

function source(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return path.relative(repositoryRoot, path.join(folder, name)).replaceAll(path.sep, '/');
}

function writeBundle(bundle: BundleProps, folder: string): void {
  new Bundler([bundle]).write(bundle, folder);
}

function run(): string {
  const script = `const { handler } = await import(${JSON.stringify(path.join(output, 'index.mjs'))}); console.log(await handler());`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    cwd: folder,
  }).trim();
}

test('bundles TypeScript with CommonJS dependencies that require modules of Node into one ES module', () => {
  source(
    'legacy.cjs',
    `module.exports = () => require('node:os').EOL.length + require(String('node:path')).sep.length;`,
  );
  const entry = source(
    'entry.ts',
    `import legacy from './legacy.cjs';\nexport const handler = (): Promise<number> => legacy();`,
  );
  writeBundle({ entry }, output);
  expect(run()).toBe('2');
  expect(JSON.parse(readFileSync(path.join(output, 'index.mjs.map'), 'utf8'))).not.toHaveProperty('sourcesContent');
});

test('packs the AWS SDK, so that the version of the lock file runs', () => {
  const entry = source(
    'entry.ts',
    `import { DynamoDBClient } from ${JSON.stringify(path.join(repositoryRoot, 'node_modules/@aws-sdk/client-dynamodb'))};
     export const handler = async () => new DynamoDBClient({ region: 'cn-north-1' }).config.region();`,
  );
  writeBundle({ entry }, output);
  expect(run()).toBe('cn-north-1');
});

test('packs the builds that packages make for production', () => {
  source(
    'build.cjs',
    `module.exports = process.env.NODE_ENV === 'production' ? 'made for production' : 'checks every call';`,
  );
  const entry = source('entry.ts', `import build from './build.cjs';\nexport const handler = async () => build;`);
  writeBundle({ entry }, output);
  expect(run()).toBe('made for production');
  expect(readFileSync(path.join(output, 'index.mjs'), 'utf8')).not.toContain('checks every call');
});

test('lays files and a package.json beside the bundle', () => {
  const entry = source(
    'entry.ts',
    `export const handler = async () => (await import(['#greeting', 'hello'].join('/'))).default;`,
  );
  const from = source('hello.cjs', `module.exports = 'hello';`);
  const packageJson = { imports: { '#greeting/*': './greetings/*.cjs' } };
  writeBundle({ entry, copies: [{ from, to: 'greetings/hello.cjs' }], packageJson }, output);
  expect(run()).toBe('hello');
});

test('keeps bundles of one run apart, and what one may leave out from the others', () => {
  const first = { entry: source('first.ts', `export const handler = async () => 'first';`), external: ['left-out'] };
  const second = { entry: source('second.ts', `import 'left-out'; export const handler = async () => 'second';`) };
  const bundler = new Bundler([first, second]);
  bundler.write(first, output);
  expect(run()).toBe('first');
  expect(() => bundler.write(second, output)).toThrow('second.ts imports left-out, which is not packed with it');
});

test('names an entry that does not exist', () => {
  expect(() => writeBundle({ entry: 'functions/nowhere/handler.ts' }, output)).toThrow(
    'functions/nowhere/handler.ts: the entry file of this function does not exist',
  );
  expect(existsSync(output)).toBe(false);
});

test('names a file to be packed that does not exist', () => {
  const entry = source('entry.ts', 'export const handler = () => 1;');
  expect(() => writeBundle({ entry, copies: [{ from: 'nowhere.ttf', to: 'nowhere.ttf' }] }, output)).toThrow(
    'nowhere.ttf',
  );
});
