import { expect, it } from 'vitest';
import { inPairs } from './field-pairs.ts';

it('leaves no hole beside a field', () => {
  const field = (label: string, wide?: boolean) => ({ label, value: '', wide });
  const widths = inPairs([field('a'), field('b'), field('c'), field('d', true), field('e')]).map(
    ({ label, wide }) => `${label}${wide === true ? '-wide' : ''}`,
  );
  expect(widths).toEqual(['a', 'b', 'c-wide', 'd-wide', 'e-wide']);
});
