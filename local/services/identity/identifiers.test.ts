import { expect, it } from 'vitest';

import { residentIdentityNumber, unifiedSocialCreditCode } from './identifiers.ts';

it('makes the example numbers of GB 11643', () => {
  expect(residentIdentityNumber('110105', '1949-12-31', 2)).toBe('11010519491231002X');
  expect(residentIdentityNumber('440524', '1880-01-01', 1)).toBe('440524188001010014');
});

it('makes a credit code around a valid organisation code of GB 11714', () => {
  // Weights 3 7 9 10 5 8 4 2: 3 + 14 + 27 + 40 + 25 + 48 + 28 + 16 = 201, and 11 − 201 mod 11 = 8.
  expect(unifiedSocialCreditCode('320106', '12345678').slice(8, 17)).toBe('123456788');
});
