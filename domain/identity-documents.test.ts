import { describe, expect, it } from 'vitest';
import {
  birthAndSex,
  identityDocumentKinds,
  isIdentityDocumentCode,
  readIdentityNumber,
} from './identity-documents.ts';

// Invented numbers of genuine form; the first is the example of GB 11643-1999.
const samples = [
  ['11010519491231002X', 'resident-identity-card', '1949-12-31', '女'],
  ['810000198001010014', 'residence-permit-hong-kong-macao', '1980-01-01', '男'],
  ['820000198001010024', 'residence-permit-hong-kong-macao', '1980-01-01', '女'],
  ['830000198001010018', 'residence-permit-taiwan', '1980-01-01', '男'],
  ['93212419800101001X', 'permanent-residence-card', '1980-01-01', '男'],
  ['CAN11007801123', undefined, null, null],
  ['CAN320080010123', 'permanent-residence-card', null, null],
  ['H01234567', 'travel-permit-hong-kong-macao', null, null],
  ['M0123456702', 'travel-permit-hong-kong-macao', null, null],
  ['HA1234567', 'travel-permit-hong-kong-macao', null, null],
  ['01234567', 'travel-permit-taiwan', null, null],
  ['0123456701(B)', 'travel-permit-taiwan', null, null],
  ['USA123456789', 'passport', null, null],
  ['GBRAB12345', 'passport', null, null],
  ['H1234567', undefined, null, null],
  ['ABCDEFGH', undefined, null, null],
  ['123456789', undefined, null, null],
  ['831000194902300020', undefined, null, null],
  ['', undefined, null, null],
] as const;

describe('numbers of identity documents', () => {
  it.each(samples)('%s is of %s', (number, kind, birthDate, sex) => {
    const expected = kind === undefined ? undefined : { kind, birthDate, sex };
    expect(readIdentityNumber(number)).toEqual(expected);
  });

  it.each(samples)('%s is of one kind at most', (number) => {
    const codes = Object.keys(identityDocumentKinds).filter(isIdentityDocumentCode);
    expect(codes.filter((code) => identityDocumentKinds[code].read(number) !== undefined).length).toBeLessThan(2);
  });
});

it('takes date of birth and sex from the identity platform where the number says nothing, and from nowhere else where it does', () => {
  const said = { birthDate: '1975-05-05', sex: '女' } as const;
  expect(birthAndSex({ idNumber: 'H01234567', ...said })).toEqual(said);
  expect(birthAndSex({ idNumber: '810000198001010014', ...said })).toEqual({ birthDate: '1980-01-01', sex: '男' });
});
