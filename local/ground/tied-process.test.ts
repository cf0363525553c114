import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from './process-command.ts';
import { startTied } from './tied-process.ts';

const ignore = (): void => undefined;

it('gives exit code and output of the command', async () => {
  let said = '';
  const child = startTied({
    command: ['sh', '-c', 'echo "$WORD"; echo problem >&2; exit 3'],
    environment: { WORD: 'hello' },
    onOutput: (chunk) => {
      said += chunk.toString();
    },
  });
  expect(await child.ended).toBe(3);
  expect(said.split('\n').sort()).toEqual(['', 'hello', 'problem']);
});

it('ends the command and its children when asked to', async () => {
  const child = startTied({ command: ['sh', '-c', 'sleep 60 & wait'], onOutput: ignore });
  child.stop();
  expect(await child.ended).not.toBe(0);
});

it('ends the command when this side is killed with -9', async () => {
  const pidFile = path.join(mkdtempSync(path.join(tmpdir(), 'tied-')), 'pid');
  const program = `
    import { startTied } from '${new URL('tied-process.ts', import.meta.url).href}';
    startTied({ command: ['sleep', '61'], pidFile: '${pidFile}', onOutput: () => {} });`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' });
  await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', { timeout: 10_000 }).toBe(true);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  await expect.poll(() => commandLine(pid)).toBe('sleep 61');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => commandLine(pid), { timeout: 5000 }).toBe('');
});
