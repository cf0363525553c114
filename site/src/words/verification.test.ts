import { expect, it } from 'vitest';
import { readVerification, verificationProblems } from './verification.ts';

it('reads what the QR code of a certificate holds', () => {
  const number = '苏建232026000001';
  const search = `?${new URLSearchParams({ number, code: 'Ab3_xyz-9' }).toString()}`;
  const given = { number, code: 'Ab3_xyz-9' };
  expect(readVerification({ hash: `#${search.slice(1)}`, search: '' })).toEqual(given);
  // As certificates of before have it.
  expect(readVerification({ hash: '', search })).toEqual(given);
  expect(readVerification({ hash: '', search: '' })).toEqual({ number: '', code: '' });
});

it('says what is missing or cannot be a code', () => {
  expect([...verificationProblems({ number: ' ', code: '' }).keys()]).toEqual(['number', 'code']);
  expect([...verificationProblems({ number: '1', code: '<script>' }).keys()]).toEqual(['code']);
  expect(verificationProblems({ number: '1', code: 'Ab3_xyz-9' }).size).toBe(0);
});
