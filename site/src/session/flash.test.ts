import { expect, it } from 'vitest';
import { leaveFlash, takeFlash } from './flash.ts';
import { memoryStorage } from './test-storage.ts';

it('shows a message once, with whom it was about', () => {
  const storage = memoryStorage();
  const message = { text: '已受理。', about: { name: '张明远', number: '1', address: '/department/case.html?id=a' } };
  leaveFlash(storage, message);
  expect(takeFlash(storage)).toEqual(message);
  expect(takeFlash(storage)).toBeNull();
});

it.each(['已受理。', '{', '{}', 'null'])('shows nothing for %j, which this version never left', (left) => {
  const storage = memoryStorage();
  storage.setItem('flash', left);
  expect(takeFlash(storage)).toBeNull();
});
