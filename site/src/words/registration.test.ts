import { expect, it } from 'vitest';
import type { TermStatusView } from '../../../api/terms.ts';
import { shownStatuses } from '../../../domain/holds.ts';
import { byStanding, employerQualificationText, registrationDetails } from './registration.ts';

it('shows a registration with what applies to it', () => {
  const registration = {
    number: '苏造232026000001',
    profession: 'constructor-2',
    terms: [termOf('建筑工程', '2029-03-04', 'expired')],
    specialties: ['建筑工程'],
    holderName: '沈知夏',
    employerName: '甲公司',
    validFrom: '2026-03-05',
    validUntil: '2029-03-04',
    zone: '示范区',
    status: 'expired',
    cancelledOn: null,
    ...{ revocation: null, suspendedFrom: null, suspendedUntil: null },
  } as const;
  const values = new Map(registrationDetails(registration).map(({ label, value }) => [label, value]));
  expect(values.get('状态')).toBe('已过期');
  expect(values.get('注册专业')).toBe('建筑工程');
  expect(values.get('有效期')).toBe('2026-03-05 至 2029-03-04');
  expect(values.get('注册范围')).toBe('示范区');
  const plain = registrationDetails({ ...registration, specialties: [], zone: null }).map(({ label }) => label);
  expect(plain).not.toContain('注册专业');
  expect(plain).not.toContain('注册范围');
  expect(plain).not.toContain('注销日期');
});

it('shows each specialty with its own term and what has become of it', () => {
  const registration = {
    number: '苏2322026000001',
    profession: 'constructor-2',
    terms: [
      termOf('建筑工程', '2026-12-01', 'expired'),
      termOf('市政公用工程', '2029-03-04', 'cancelled'),
      termOf('机电工程', '2029-03-04', 'valid'),
    ],
    specialties: ['建筑工程', '机电工程'],
    ...{ holderName: '沈知夏', employerName: '甲公司', validFrom: '2026-03-05', validUntil: '2029-03-04', zone: null },
    status: 'valid',
    ...{ revocation: null, suspendedFrom: null, suspendedUntil: null },
    cancelledOn: null,
  } as const;
  const shown = registrationDetails(registration).map(({ label, value }) => [label, value]);
  expect(shown.slice(-3)).toEqual([
    ['建筑工程专业', '2026-03-05 至 2026-12-01，已过期'],
    ['市政公用工程专业', '2027-01-05 注销'],
    ['机电工程专业', '2026-03-05 至 2029-03-04'],
  ]);
});

function termOf(specialty: string | null, validUntil: string, status: TermStatusView['status']): TermStatusView {
  const cancelledOn = status === 'cancelled' ? '2027-01-05' : null;
  return { specialty, validFrom: '2026-03-05', validUntil, cancelledOn, status };
}

it('says since when a registration is cancelled', () => {
  const registration = {
    number: '苏价232026000001',
    profession: 'cost-2',
    terms: [termOf(null, '2030-03-04', 'cancelled')],
    specialties: [],
    holderName: '沈知夏',
    employerName: '甲公司',
    validFrom: '2026-03-05',
    validUntil: '2030-03-04',
    zone: null,
    status: 'cancelled',
    cancelledOn: '2026-11-22',
    ...{ revocation: null, suspendedFrom: null, suspendedUntil: null },
  } as const;
  const values = new Map(registrationDetails(registration).map(({ label, value }) => [label, value]));
  expect(values.get('状态')).toBe('已注销');
  expect(values.get('注销日期')).toBe('2026-11-22');
});

it('names the employer’s qualification where the profession asks for one', () => {
  const employerQualification = { type: '工程设计行业资质', number: 'A132000001' } as const;
  expect(employerQualificationText({ profession: 'architect-2', employerQualification })).toBe(
    '工程设计行业资质（A132000001）',
  );
  expect(employerQualificationText({ profession: 'structural-2', employerQualification: null })).toBe('无');
  expect(employerQualificationText({ profession: 'cost-2', employerQualification: null })).toBeNull();
});

it('lists every registration among those that stand or those that have ended, and in one of them alone', () => {
  const { valid, ended } = byStanding(shownStatuses.map((status) => ({ status })));
  expect(valid.map(({ status }) => status)).toEqual(['valid', 'renewing', 'suspended']);
  expect(ended.map(({ status }) => status)).toEqual(['expired', 'cancelled', 'revoked']);
});
