import { expect, it } from 'vitest';
import { leaveFlash, takeFlash } from './flash.ts';
import { memoryStorage } from './test-storage.ts';

it('shows a message once', () => {
  const storage = memoryStorage();
  leaveFlash(storage, '已受理。');
  expect(takeFlash(storage)).toBe('已受理。');
  expect(takeFlash(storage)).toBeNull();
});
