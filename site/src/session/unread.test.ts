import { expect, it } from 'vitest';
import { unreadText } from './unread.ts';

it('shows unread messages up to 99', () => {
  expect([1, 99, 100].map(unreadText)).toEqual(['1', '99', '99+']);
});
