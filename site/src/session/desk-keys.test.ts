import { expect, it } from 'vitest';
import { areKeysOn, pressedName, switchKeys } from './desk-keys.ts';
import { memoryStorage } from './test-storage.ts';

const press = (key: string, held: object = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false },
  ...held,
});

it('a single key is one of the desk only while nobody types, and never while a character is being composed', () => {
  expect(pressedName(press('N'), false)).toBe('n');
  expect(pressedName(press('n'), true)).toBeNull();
  expect(pressedName(press('n', { isComposing: true }), false)).toBeNull();
  expect(pressedName(press('n', { ctrlKey: true }), false)).toBeNull();
  expect(pressedName(press('1', { altKey: true }), false)).toBeNull();
});

it('Ctrl or Command with Enter sends also while somebody types', () => {
  expect(pressedName(press('Enter', { ctrlKey: true }), true)).toBe('Ctrl+Enter');
  expect(pressedName(press('Enter', { metaKey: true }), true)).toBe('Ctrl+Enter');
  expect(pressedName(press('Enter'), true)).toBeNull();
});

it('single keys can be switched off and on again', () => {
  const storage = memoryStorage();
  switchKeys(storage, false);
  expect(areKeysOn(storage)).toBe(false);
  switchKeys(storage, true);
  expect(areKeysOn(storage)).toBe(true);
});
