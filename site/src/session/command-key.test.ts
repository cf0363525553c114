import { expect, it } from 'vitest';
import { commandKeys } from './command-key.ts';

it('repeats the key of the same command until it was answered', () => {
  let count = 0;
  const keys = commandKeys(() => `key-${(count += 1)}`);
  expect(keys.keyFor({ version: 1 })).toBe('key-1');
  expect(keys.keyFor({ version: 1 })).toBe('key-1');
  expect(keys.keyFor({ version: 2 })).toBe('key-2');
  keys.answered();
  expect(keys.keyFor({ version: 2 })).toBe('key-3');
});
