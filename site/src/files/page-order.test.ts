import { expect, it } from 'vitest';
import { inOrder, movedTo, turnedOn } from './page-order.ts';

it('moves a page to any place, and no further than the ends', () => {
  const moved = (item: string, place: number) => movedTo(['a', 'b', 'c', 'd'], item, place).join('');
  expect([moved('a', 1), moved('a', 3), moved('d', 0), moved('b', 1)]).toEqual(['bacd', 'bcda', 'dabc', 'abcd']);
  expect([moved('b', -1), moved('b', 99)]).toEqual(['bacd', 'acdb']);
});

it('orders files as cameras count', () => {
  const names = ['IMG_10.jpg', 'IMG_9.jpg', '合同2.jpg', '合同1.jpg', 'IMG_100.jpg'];
  expect(inOrder(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    '合同1.jpg',
    '合同2.jpg',
    'IMG_9.jpg',
    'IMG_10.jpg',
    'IMG_100.jpg',
  ]);
});

it('stands upright again after four turns', () => {
  expect(turnedOn(turnedOn(turnedOn(turnedOn(0))))).toBe(0);
});
