import { expect, it } from 'vitest';
import {
  mistakeOf,
  mistakeWords,
  readVerification,
  type Verified,
  verificationProblems,
  verifiedWords,
} from './verification.ts';

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

const certificate: Extract<Verified, { holderName: string }> = {
  number: '苏建2322026000001',
  profession: 'constructor-2',
  terms: [
    { specialty: '建筑工程', validFrom: '2023-03-01', validUntil: '2026-02-28', cancelledOn: null, status: 'valid' },
  ],
  specialties: ['建筑工程'],
  zone: null,
  holderName: '张演示',
  employerName: '甲公司',
  validFrom: '2023-03-01',
  validUntil: '2026-02-28',
  status: 'valid',
  ...{ revocation: null, suspendedFrom: null, suspendedUntil: null },
  cancelledOn: null,
  lapsedOn: null,
};
const results: Verified[] = [
  certificate,
  { ...certificate, status: 'renewing' },
  { ...certificate, status: 'expired' },
  { ...certificate, status: 'cancelled', cancelledOn: '2025-12-01' },
  { ...certificate, status: 'suspended', suspendedFrom: '2025-12-01', suspendedUntil: '2026-02-01' },
  { ...certificate, status: 'revoked', revocation: 'annulled', cancelledOn: '2025-12-01' },
  { number: certificate.number, status: 'replaced', replacedOn: '2025-12-01', reason: '变更聘用企业' },
];

it('tells every result in its own words and colour', () => {
  const words = [...results.map(verifiedWords), ...Object.values(mistakeWords)];
  expect(new Set(words.map(({ tone }) => tone)).size).toBe(8);
  expect(new Set(words.map(({ title }) => title)).size).toBe(9);
});

it('says of an earlier certificate since when and why another took its place, and that this one is to be shown', () => {
  expect(results.map(verifiedWords).at(-1)).toEqual({
    tone: 'past',
    title: '该证书已于2025年12月1日被新证书替换（变更聘用企业），不再有效。',
    note: '请出示注册编号苏建2322026000001的新证书，扫描新证书上的二维码查看现在的注册信息。',
  });
});

it('tells a number that nobody has from a code of another certificate, and both from other failures', () => {
  const failure = (code: string, wrong: string | null) => {
    const errors = wrong === null ? [] : [{ field: 'code', code: wrong, message: '' }];
    return mistakeOf({ code, message: '', errors, retry: false });
  };
  expect(failure('not-found', 'number-unknown')).toBe('number-unknown');
  expect(failure('not-found', 'code-not-matching')).toBe('code-not-matching');
  expect(failure('not-found', null)).toBeNull();
  expect(failure('too-many-requests', null)).toBeNull();
  expect(mistakeOf(null)).toBeNull();
});
