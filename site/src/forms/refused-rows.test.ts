import { expect, it } from 'vitest';
import { refusedRows } from './refused-rows.ts';

it('reads what was pasted line by line, however row and reason are set apart', () => {
  expect(refusedRows(' 苏1/2  名称 不符\n\n苏3/1，证件号码错误\n苏4/1')).toEqual([
    { row: '苏1/2', reason: '名称 不符' },
    { row: '苏3/1', reason: '证件号码错误' },
    { row: '苏4/1', reason: '' },
  ]);
});
