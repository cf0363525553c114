import { describe, expect, it } from 'vitest';
import { dueLight, remainingText } from './due.ts';

const day = 86_400_000;
const openedAt = '2026-03-01T00:00:00Z';
const dueAt = '2026-03-09T00:00:00Z';
const due = Date.parse(dueAt);

describe('the light of a due time', () => {
  it.each([
    [due - 8 * day, 'fine'],
    [due - 2 * day - 1, 'fine'],
    [due - 2 * day, 'soon'],
    [due, 'soon'],
    [due + 1, 'late'],
  ])('at %i is %s', (now, light) => expect(dueLight(openedAt, dueAt, now)).toBe(light));
});

describe('the time left', () => {
  it.each([
    [due - 3 * day - 5, '剩余3天'],
    [due - day + 1, '剩余23小时'],
    [due - 90_000, '剩余1分钟'],
    [due - 59_000, '不足1分钟'],
    [due + 1000, '刚刚逾期'],
    [due + 2 * day, '已逾期2天'],
  ])('at %i is %s', (now, text) => expect(remainingText(dueAt, now)).toBe(text));
});
