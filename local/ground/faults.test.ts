import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { faultKinds, faultsFile, faultsOf } from './faults.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'faults-'));
const file = path.join(folder, faultsFile);
afterEach(() => {
  vi.useRealTimers();
  rmSync(file, { force: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function striking(text: string | undefined): readonly string[] {
  if (text !== undefined) writeFileSync(file, text);
  const faults = faultsOf(file);
  return faultKinds.filter((kind) => faults.strikes(kind));
}

describe('a cloud is faulty', () => {
  it.each([
    ['never without the file', undefined, []],
    ['in the kinds that the file names', '{"throttle": 1, "kill": 1, "lost": 0}', ['throttle', 'kill']],
    ['never by a file that is no JSON', '{', []],
    ['never by a file with a kind that nobody knows', '{"throttle": 1, "flood": 1}', []],
    ['never by a share above one', '{"throttle": 2}', []],
  ])('%s', (_, text, kinds) => {
    expect(striking(text)).toEqual(kinds);
  });

  it('from the moment the file comes until it goes', () => {
    vi.useFakeTimers();
    const faults = faultsOf(file);
    expect(faults.strikes('silent')).toBe(false);
    writeFileSync(file, '{"silent": 1}');
    vi.advanceTimersByTime(250);
    expect(faults.strikes('silent')).toBe(true);
    rmSync(file);
    vi.advanceTimersByTime(250);
    expect(faults.strikes('silent')).toBe(false);
  });
});
