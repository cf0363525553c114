import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Account, demonstrationAccounts, findAccount } from './accounts.ts';

// Annex of GB 11643-1999: weights of the first seventeen digits, and the check character by remainder.
const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentChecks = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
// GB 32100-2015, tables 2 and 3: weights of the first seventeen characters, and the characters by value.
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const creditCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const persons = demonstrationAccounts.filter((account) => account.party === 'person');
const companies = demonstrationAccounts.filter((account) => account.party === 'legal-person');
const families = [
  ...Array.from({ length: 9999 }, (_, index) => `person-${String(index + 1).padStart(4, '0')}`),
  ...Array.from({ length: 99 }, (_, index) => `company-${String(index + 1).padStart(2, '0')}`),
];

describe('demonstration accounts', () => {
  it('have valid identifiers', () => {
    for (const account of demonstrationAccounts) expectValid(account);
  });

  it('are found by their own ids, which are unique', () => {
    expect(new Set(demonstrationAccounts.map(({ id }) => id)).size).toBe(demonstrationAccounts.length);
    for (const account of demonstrationAccounts) expect(findAccount(account.id)).toBe(account);
  });

  it('cover the cases that forms and documents get wrong', () => {
    const lengths = persons.map(({ name }) => Array.from(name).length);
    expect(persons.length).toBeGreaterThanOrEqual(10);
    expect(lengths).toEqual(expect.arrayContaining([2, 3, 4]));
    expect(persons.some(({ name }) => Array.from(name).length !== name.length)).toBe(true);
    expect(persons.some(({ idNumber }) => idNumber.endsWith('X'))).toBe(true);
    const residents = persons.filter(({ document }) => document === undefined);
    expect(residents.filter(({ idNumber }) => Number(idNumber.slice(6, 10)) < 1961).map(({ id }) => id)).toEqual([
      'person-lu',
    ]);
    expect(companies.length).toBeGreaterThanOrEqual(4);
    expect(companies.some(({ creditCode }) => creditCode.slice(2, 8) === '320509')).toBe(true);
  });

  it('include staff of every role and one who holds two', () => {
    const roles = (id: string) => {
      const account = findAccount(id);
      return account?.party === 'staff' ? account.roles : undefined;
    };
    expect(roles('acceptance-1')).toEqual(['acceptance']);
    expect(roles('review-1')).toEqual(['review']);
    expect(roles('review-2')).toEqual(['review']);
    expect(roles('decision-1')).toEqual(['decision']);
    expect(roles('both-1')).toEqual(['review', 'decision']);
    expect(roles('registrar-1')).toEqual(['registrar']);
  });
});

describe('generated accounts', () => {
  it('hold travel permits too, each a number of its own that says neither birth date nor sex', () => {
    const [one, other] = ['person-0001-permit', 'person-9999-permit'].map((id) => findAccount(id));
    expect(one).toMatchObject({ idNumber: 'H90000001', document: { idType: 'travel-permit-hong-kong-macao' } });
    expect(other).toMatchObject({ idNumber: 'H90009999' });
    expect(persons.map(({ idNumber }) => idNumber)).not.toContain('H90000001');
  });

  it('have valid identifiers and are the same at every look', () => {
    fc.assert(
      fc.property(fc.constantFrom(...families), (id) => {
        const account = findAccount(id)!;
        expect(account.id).toBe(id);
        expect(findAccount(id)).toEqual(account);
        expectValid(account);
      }),
      { numRuns: 1000 },
    );
  });

  it('share no identifier, telephone number or company name with each other or with named ones', () => {
    const everybody = [...demonstrationAccounts, ...families.map((id) => findAccount(id)!)];
    for (const facts of [everybody.flatMap(identifiersOf), everybody.map(({ id }) => id)]) {
      expect(new Set(facts).size).toBe(facts.length);
    }
  });

  it.each([
    'person-0000',
    'company-00',
    'person-10000',
    'person-1',
    'company-1000',
    'company-099',
    'person-0001-other',
    'Person-0001',
    'constructor',
    '',
  ])('do not include “%s”', (id) => {
    expect(findAccount(id)).toBeUndefined();
  });
});

function identifiersOf(account: Account): string[] {
  if (account.party === 'person') return [account.idNumber, account.phone];
  return account.party === 'legal-person' ? [account.creditCode, account.name] : [account.idNumber];
}

function expectValid(account: Account): void {
  if (account.party !== 'legal-person' && !('document' in account)) {
    const { idNumber } = account;
    expect(idNumber).toMatch(/^\d{17}[\dX]$/);
    expect(residentChecks[weighted(idNumber, residentWeights, Number) % 11], idNumber).toBe(idNumber.at(-1));
    const birthDate = idNumber.slice(6, 14).replace(/(....)(..)(..)/, '$1-$2-$3');
    expect(new Date(`${birthDate}T00:00:00Z`).toISOString().slice(0, 10)).toBe(birthDate);
    expect(Number(birthDate.slice(0, 4))).toBeGreaterThanOrEqual(account.id === 'person-lu' ? 1950 : 1965);
    expect(Number(birthDate.slice(0, 4))).toBeLessThanOrEqual(1998);
    if (account.party === 'person') expect(account.phone).toMatch(/^1[3-9]\d{9}$/);
  }
  if (account.party === 'legal-person') {
    const { creditCode } = account;
    expect(creditCode).toMatch(/^91\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/);
    const remainder = weighted(creditCode, creditWeights, (character) => creditCharacters.indexOf(character)) % 31;
    expect(creditCharacters[(31 - remainder) % 31], creditCode).toBe(creditCode.at(-1));
  }
}

function weighted(text: string, weights: number[], valueOf: (character: string) => number): number {
  return weights.reduce((sum, weight, index) => sum + weight * valueOf(text.charAt(index)), 0);
}
