import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from './log.ts';

let folder: string;
let shown: string[];
const terminal = { write: (text: string) => shown.push(text) };
const time = new Date(2026, 0, 2, 3, 4, 5);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  shown = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const linesOf = async (source: string): Promise<unknown[]> => {
  const text = await readFile(join(folder, `${source}.jsonl`), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
};

test('appends structured lines to a file per function and short ones to the terminal', async () => {
  for (const round of ['first', 'second']) {
    const log = openLog({ folder, terminal });
    log.write({ source: 'A', level: 'INFO', message: `${round}\n  line`, time, requestId: 'r', fields: { number: 1 } });
    log.write({
      source: 'B',
      level: 'ERROR',
      message: 'failed',
      time,
      fields: { errorType: 'E', errorMessage: 'why' },
    });
    log.write({ source: 'A', level: 'DEBUG', message: 'hidden', time });
    await log.close();
    log.write({ source: 'A', level: 'INFO', message: 'after close', time });
  }
  expect(await linesOf('A')).toEqual([
    { time: time.toISOString(), source: 'A', level: 'INFO', message: 'first\n  line', requestId: 'r', number: 1 },
    { time: time.toISOString(), source: 'A', level: 'DEBUG', message: 'hidden' },
    { time: time.toISOString(), source: 'A', level: 'INFO', message: 'second\n  line', requestId: 'r', number: 1 },
    { time: time.toISOString(), source: 'A', level: 'DEBUG', message: 'hidden' },
  ]);
  expect(await linesOf('B')).toHaveLength(2);
  expect(shown.slice(0, 2)).toEqual(['03:04:05 A INFO  first line\n', '03:04:05 B ERROR failed E: why\n']);
  expect(shown).toHaveLength(4);
});

test('colours only on a terminal and shows only problems when quiet', async () => {
  const log = openLog({ folder, terminal: { ...terminal, isTTY: true }, quiet: true });
  log.write({ source: 'A', level: 'INFO', message: 'fine', time });
  log.write({ source: 'A', level: 'ERROR', message: 'broken', time });
  await log.close();
  expect(shown).toEqual(['03:04:05 A \u001b[31mERROR\u001b[39m broken\n']);
  expect(await linesOf('A')).toHaveLength(2);
});

test('never fails: fields without JSON are left out, an unusual name cannot leave the folder, a file that cannot be written is announced', async () => {
  const log = openLog({ folder, terminal });
  log.write({ source: '../A', level: 'DEBUG', message: 'bigint', time, fields: { big: 1n } });
  await log.close();
  expect(await linesOf('..-A')).toEqual([
    { time: time.toISOString(), source: '../A', level: 'DEBUG', message: 'bigint' },
  ]);
  const removed = openLog({ folder: join(folder, 'removed'), terminal });
  await rm(join(folder, 'removed'), { recursive: true });
  removed.write({ source: 'A', level: 'DEBUG', message: 'x', time });
  await expect.poll(() => shown.join('')).toContain('ENOENT');
});
