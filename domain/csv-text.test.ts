import { expect, it } from 'vitest';
import { textCell } from './csv-text.ts';

it('a long number stays text, one with letters or few figures as it is', () => {
  expect(['320106199003078888', '32010619900307888X', '苏2320230000001', '123'].map(textCell)).toEqual([
    '320106199003078888\t',
    '32010619900307888X',
    '苏2320230000001',
    '123',
  ]);
});
