import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';

const moduleUrl = new URL('data-folder.ts', import.meta.url).href;

function newFolder(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'data-')), 'data');
}

async function holdInOtherProcess(folder: string) {
  const program = `import { openDataFolder } from '${moduleUrl}'; openDataFolder('${folder}'); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the data folder', () => {
  it('keeps what is in it from one start to the next', () => {
    const folder = newFolder();
    const first = openDataFolder(folder);
    expect(first.lacksDemonstration).toBe(true);
    writeFileSync(first.path('kept'), 'x');
    first.markDemonstrationDone();
    first.release();
    const second = openDataFolder(folder);
    expect(second.lacksDemonstration).toBe(false);
    expect(readFileSync(second.path('kept'), 'utf8')).toBe('x');
  });

  it('is emptied by reset', () => {
    const folder = newFolder();
    const first = openDataFolder(folder);
    writeFileSync(first.path('kept'), 'x');
    first.markDemonstrationDone();
    first.release();
    const second = openDataFolder(folder, { reset: true });
    expect(existsSync(second.path('kept'))).toBe(false);
    expect(second.lacksDemonstration).toBe(true);
  });

  it.each([{ reset: false }, { reset: true }])(
    'is refused and untouched when it is somebody else’s ($reset)',
    (options) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'foreign-'));
      writeFileSync(path.join(folder, 'thesis.txt'), 'precious');
      expect(() => openDataFolder(folder, options)).toThrow('was not made by this program');
      expect(readdirSync(folder)).toEqual(['thesis.txt']);
    },
  );

  it('is refused when it is a file', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'data-')), 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(file)).toThrow('is not a folder');
  });

  it('is refused when it cannot be made', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'data-')), 'file');
    writeFileSync(file, '');
    expect(() => openDataFolder(path.join(file, 'below'))).toThrow(/cannot be written/u);
  });

  it('is refused when its version is unknown, and emptied on demand', () => {
    const folder = newFolder();
    openDataFolder(folder).release();
    const marker = path.join(folder, 'local-cloud.json');
    writeFileSync(marker, readFileSync(marker, 'utf8').replace('"version": 1', '"version": 99'));
    expect(() => openDataFolder(folder)).toThrow('has version 99, this program knows 1');
    expect(openDataFolder(folder, { reset: true }).lacksDemonstration).toBe(true);
  });

  it('is refused when its marker is damaged', () => {
    const folder = newFolder();
    openDataFolder(folder).release();
    writeFileSync(path.join(folder, 'local-cloud.json'), '{"kind":');
    expect(() => openDataFolder(folder)).toThrow('is damaged');
  });

  it('is held by one process at a time, and taken over from one that was killed', async () => {
    const folder = newFolder();
    const holder = await holdInOtherProcess(folder);
    expect(() => openDataFolder(folder)).toThrow(`is in use by another start (process ${holder.pid ?? 0})`);
    expect(() => openDataFolder(folder, { reset: true })).toThrow('is in use by another start');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    openDataFolder(folder).release();
    expect(readdirSync(folder).filter((name) => name.startsWith('start.lock'))).toEqual([]);
  });

  it('is taken over when the number in the lock belongs to another program by now', () => {
    const folder = newFolder();
    openDataFolder(folder).release();
    const other = Number(execFileSync('sh', ['-c', 'echo $PPID'], { encoding: 'utf8' }));
    writeFileSync(
      path.join(folder, 'start.lock'),
      JSON.stringify({ pid: other === process.pid ? 1 : other, program: 'node start.ts' }),
    );
    expect(openDataFolder(folder).folder).toBe(folder);
  });
});
