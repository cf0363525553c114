import { expect, it } from 'vitest';
import { elementsDone, jobAddress, outcomeNames } from './jobs.ts';

it('a preview says what could be done, and a job what is done', () => {
  expect(outcomeNames('bulk-preview').done).toBe('可以批量办理');
  expect(outcomeNames('bulk-command').done).toBe('已办理');
});

it('what is refused is behind a job as well', () => {
  expect(elementsDone({ counts: { done: 3, unchanged: 1, attention: 1, refused: 2 } })).toBe(7);
});

it('the page of a job is found by its id', () => {
  expect(jobAddress('a-1')).toBe('/department/jobs.html?id=a-1');
});
