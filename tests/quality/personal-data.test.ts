import { expect, it } from 'vitest';
import { findAccount } from '../../local/services/identity/accounts.ts';
import { personalIn } from '../support/cloud/personal-data.ts';

it('finds identity numbers, mobile numbers and names of who signs in, and takes no id or digest for one', () => {
  const { name, idNumber } = findAccount('person-0001') as { name: string; idNumber: string };
  expect(personalIn(`{"message":"${name}","id":"${idNumber}","tel":"13912345678"}`).toSorted()).toEqual(
    [name, idNumber, '13912345678'].toSorted(),
  );
  expect(personalIn(`term name/${name}同志`)).toEqual([name]);
  expect(
    personalIn(
      '{"at":"1772413200000","number":"JZ20261128000002","digest":"a13912345678b","time":"2026-11-28T01:00:00Z"}',
    ),
  ).toEqual([]);
});
