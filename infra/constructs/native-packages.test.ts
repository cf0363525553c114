import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Bundler } from './bundle.ts';
import { sharpPackage } from './native-packages.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'native-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function install(folder: string, name: string, dependencies: Record<string, string> = {}, version = '1.0.0'): void {
  mkdirSync(path.join(root, folder, name), { recursive: true });
  writeFileSync(path.join(root, folder, name, 'package.json'), JSON.stringify({ name, version, dependencies }));
}

describe('with binaries of this machine only', () => {
  beforeEach(() => {
    install('node_modules', 'sharp', { semver: '^7', '@img/colour': '^1' });
    install('node_modules', 'semver');
    install('node_modules', '@img/colour');
    install('node_modules', '@img/sharp-linux-x64');
    install('node_modules', '@img/sharp-libvips-linux-x64');
  });

  test('takes scripts, their dependencies and the binaries, and says that they do not fit', () => {
    const { copies, fitsLambda } = sharpPackage(root);
    expect(copies.map(({ from }) => from).sort()).toEqual([
      'node_modules/@img/colour',
      'node_modules/@img/sharp-libvips-linux-x64',
      'node_modules/@img/sharp-linux-x64',
      'node_modules/semver',
      'node_modules/sharp',
    ]);
    expect(fitsLambda).toBe(false);
  });

  test('prefers the binaries prepared for arm64, beside the scripts of this machine', () => {
    install('.native/node_modules', '@img/sharp-linux-arm64');
    install('.native/node_modules', '@img/sharp-libvips-linux-arm64');
    const { copies, fitsLambda } = sharpPackage(root);
    expect(copies).toContainEqual({
      from: '.native/node_modules/@img/sharp-linux-arm64',
      to: 'node_modules/@img/sharp-linux-arm64',
    });
    expect(copies.filter(({ to }) => to.includes('x64'))).toEqual([]);
    expect(fitsLambda).toBe(true);
  });
});

test('refuses prepared binaries of another version', () => {
  install('node_modules', 'sharp');
  install('.native/node_modules', '@img/sharp-linux-arm64', {}, '0.9.0');
  expect(() => sharpPackage(root)).toThrow('holds binaries of sharp 0.9.0 instead of 1.0.0');
});

test('says when no binaries are installed', () => {
  install('node_modules', 'sharp');
  install('node_modules', '@img/colour');
  expect(() => sharpPackage(root)).toThrow('no binaries of sharp');
});

test('what is packed decodes a picture, away from the repository', () => {
  const entry = path.join(root, 'entry.ts');
  writeFileSync(
    entry,
    `import sharp from 'sharp';
     export const handler = () => sharp({ create: { width: 2, height: 3, channels: 3, background: 'red' } }).png().toBuffer();`,
  );
  const repository = path.resolve(import.meta.dirname, '../..');
  const bundle = { entry: path.relative(repository, entry), external: ['sharp'], copies: nativeCopies() };
  new Bundler([bundle]).write(bundle, path.join(root, 'output'));
  const script = `const { handler } = await import(${JSON.stringify(path.join(root, 'output/index.mjs'))}); console.log((await handler()).subarray(1, 4).toString());`;
  expect(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', cwd: root }).trim(),
  ).toBe('PNG');
});

// Binaries prepared for arm64 cannot run on another machine, so those of this one are taken here.
function nativeCopies() {
  return sharpPackage().copies.map(({ from, to }) => ({ from: from.replace('.native/', ''), to }));
}
