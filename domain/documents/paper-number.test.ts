import { expect, it } from 'vitest';
import { paperNumber } from './paper-number.ts';

it('numbers each paper of the department by its application and step, and nothing else', () => {
  expect(paperNumber('rejection-notice', 'ZS20261122000012', 9)).toBe('苏建注不予〔2026〕ZS000012-9号');
  expect(paperNumber('correction-notice', 'ZS20261122000012', 5)).not.toBe(
    paperNumber('correction-notice', 'ZS20261122000012', 7),
  );
  expect(paperNumber('application-form', 'ZS20261122000012', 3)).toBeNull();
  expect(paperNumber('rejection-notice', null, 3)).toBeNull();
});
