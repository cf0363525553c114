import { expect, it } from 'vitest';
import { filledLine, filledNumber, filledParagraph, tooLong } from './filled-in.ts';

it('cleans what was pasted, and takes blanks for nothing', () => {
  expect([filledLine(' 演示\t大学 '), filledLine(' \t')]).toEqual(['演示 大学', null]);
  expect([filledNumber(' 苏建 ２３２'), filledNumber('')]).toEqual(['苏建232', null]);
  expect([filledParagraph('一\r\n二 '), filledParagraph('\n')]).toEqual(['一\n二', null]);
});

it('says of a text that is too long by how much, and takes one that just fits', () => {
  expect(tooLong('理'.repeat(568), 500)).toBe('最多500字，现有568字，请删减68字。');
  expect(tooLong(`${'理'.repeat(500)}\n `, 500)).toBeUndefined();
});
