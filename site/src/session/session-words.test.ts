import { expect, it } from 'vitest';
import { sessionWords } from './session-words.ts';

const facts = { left: 299_000, name: '王璐', typed: false };

it('says nothing while the session is good, or where there is none', () => {
  expect(sessionWords('good', facts)).toBeNull();
  expect(sessionWords('nobody', facts)).toBeNull();
});

it.each([
  [299_000, '登录将在4分钟后结束。'],
  [60_000, '登录将在1分钟后结束。'],
  [59_999, '登录将在不到1分钟后结束。'],
])('with %d milliseconds left it offers to go on: %s', (left, text) => {
  expect(sessionWords('ending', { ...facts, left })).toEqual({ text, action: '继续使用' });
});

it('says that what was typed is kept only where something is', () => {
  expect(sessionWords('ended', { ...facts, typed: true })?.text).toContain('已保留在此窗口');
  expect(sessionWords('ended', facts)?.text).not.toContain('保留');
});

it('names whoever has signed in meanwhile', () => {
  expect(sessionWords('another', facts)).toEqual({
    text: '已在其他窗口以“王璐”登录，本页不能继续办理。',
    action: '重新载入',
  });
});
