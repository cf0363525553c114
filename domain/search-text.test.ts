import { describe, expect, it } from 'vitest';
import { searchedText } from './search-text.ts';

describe('the one box of search tells', () => {
  it.each([
    ['JZ20261122000001', { kind: 'application-number', number: 'JZ20261122000001' }],
    [' jz 20261122 000001', { kind: 'application-number', number: 'JZ20261122000001' }],
    ['JZ202611', { kind: 'number-prefix', number: 'JZ202611' }],
    ['苏232202600001', { kind: 'registration-number', number: '苏232202600001' }],
    ['建（造）21263200000001', { kind: 'registration-number', number: '建[造]21263200000001' }],
    ['320106199003078888', { kind: 'registration-number', number: '320106199003078888' }],
    ['11010519491231002x', { kind: 'identity-number', idNumber: '11010519491231002X' }],
    ['H12345678', { kind: 'identity-number', idNumber: 'H12345678' }],
    ['91320508000010014j', { kind: 'credit-code', creditCode: '91320508000010014J' }],
    ['+86 138-0000-0001', { kind: 'mobile', mobile: '13800000001' }],
    ['2026年3月2日', { kind: 'date', date: '2026-03-02' }],
    ['2026-3-2', { kind: 'date', date: '2026-03-02' }],
    ['20260302', { kind: 'date', date: '2026-03-02' }],
    ['张明', { kind: 'name', name: '张明' }],
    [' 张 明远 ', { kind: 'name', name: '张明远' }],
    ['姑苏匠心', { kind: 'name', name: '姑苏匠心' }],
    ['张', { kind: 'too-short' }],
    [' ', { kind: 'too-short' }],
  ])('%s', (text, expected) => {
    expect(searchedText(text)).toEqual(expected);
  });
});
