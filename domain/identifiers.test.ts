import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isCertificateNumber,
  isCreditCode,
  isMobileNumber,
  maskIdentityNumber,
  parseResidentIdentityNumber,
} from './identifiers.ts';

// The example of GB 11643-1999, annex A, and invented numbers.
const published = '11010519491231002X';

describe('resident identity numbers', () => {
  it('are read as the standard says', () => {
    expect(parseResidentIdentityNumber(published)).toEqual({ birthDate: '1949-12-31', sex: '女', division: '110105' });
    expect(parseResidentIdentityNumber('440524188001010014')).toBeUndefined(); // 1880: nobody of that age applies
  });

  it.each([
    ['110105194912310020', 'wrong check digit'],
    ['11010519491231002x', 'small letter'],
    ['99010519491231002X', 'no such province'],
    ['110105194902300020', 'no such day'],
    ['1101051949123100', 'too short'],
    ['', 'nothing'],
  ])('are refused: %s (%s)', (text) => expect(parseResidentIdentityNumber(text)).toBeUndefined());

  it('are refused when any one digit is another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digit = (Number(published[place]) + shift) % 10;
        return (
          parseResidentIdentityNumber(`${published.slice(0, place)}${digit}${published.slice(place + 1)}`) === undefined
        );
      }),
    );
  });

  it('are masked in lists and logs', () => {
    expect(maskIdentityNumber('320586199001011234')).toBe('320586********1234');
    expect(maskIdentityNumber('H01234578')).toBe('H******78');
    expect(maskIdentityNumber('USA123456789')).toBe('U*********89');
    expect(maskIdentityNumber('12345')).toBe('*****');
  });
});

describe('unified social credit codes', () => {
  it('are accepted with the right check character only', () => {
    expect(isCreditCode('91320508000010014J')).toBe(true);
    expect(isCreditCode('91320508000010014K')).toBe(false);
    expect(isCreditCode('9132050800001001IJ')).toBe(false); // I is not in the alphabet
    expect(isCreditCode('91320508000010014')).toBe(false);
    expect(isCreditCode('91320508000010014j')).toBe(false);
  });
});

describe('other numbers', () => {
  it('are mobile numbers of eleven digits from 13 to 19', () => {
    expect(isMobileNumber('13812345678')).toBe(true);
    expect(isMobileNumber('12812345678')).toBe(false);
    expect(isMobileNumber('+8613812345678')).toBe(false);
  });

  it('are certificate numbers with at least four digits', () => {
    expect(isCertificateNumber('YSJZ2019000001')).toBe(true);
    expect(isCertificateNumber('苏建232026000001')).toBe(true);
    expect(isCertificateNumber('ABC12')).toBe(false);
    expect(isCertificateNumber('YS<1234>')).toBe(false);
  });
});
