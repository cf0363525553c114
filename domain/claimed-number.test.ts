import { describe, expect, it } from 'vitest';
import { claimComplete } from './registration-rules.ts';
import { makeFacts, rowFor } from './test-facts.ts';

describe('the number of a registration that is claimed', () => {
  const row = rowFor('constructor-2', 'change-personal');

  it.each([
    ['苏2322019202600001', []],
    ['苏232060705726', []],
    // What the register was taken over with may be claimed as it stands there.
    ['9'.repeat(30), []],
    ['9'.repeat(31), ['registration-number-invalid registrationNumber']],
    ['苏 232', ['registration-number-invalid registrationNumber']],
    [null, ['registration-missing registrationNumber']],
  ])('as %j: %j', (registrationNumber, expected) => {
    const facts = makeFacts(row, '2026-03-05');
    const violations = claimComplete({ ...facts, draft: { ...facts.draft, registrationNumber } });
    expect(violations.map(({ code, field }) => `${code} ${field}`)).toEqual(expected);
  });
});
