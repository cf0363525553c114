import { describe, expect, it } from 'vitest';
import { applicationAddress, caseAddress, messageAddress, safeReturn, signInAddress } from './addresses.ts';

describe('the way back after a sign-in', () => {
  it.each([
    ['/practitioner/application.html?id=1&step=2#x', '/practitioner/application.html?id=1&step=2#x'],
    ['/a/../b.html', '/b.html'],
    ['https://evil.example/', null],
    ['//evil.example/', null],
    ['/\\evil.example/', null],
    ['/\t/evil.example/', null],
    ['javascript:alert(1)', null],
    ['practitioner.html', null],
    ['', null],
    [null, null],
  ])('%j leads to %j', (given, expected) => expect(safeReturn(given)).toBe(expected));

  it('stands in the address of the sign-in page', () => {
    const url = new URL(signInAddress('person', '/a.html?id=1&b=2', true), 'https://site');
    expect(url.pathname).toBe('/sign-in.html');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      party: 'person',
      returnTo: '/a.html?id=1&b=2',
      reason: 'expired',
    });
  });
});

describe('addresses', () => {
  it('name an application and, for a case, the queue to go on with', () => {
    expect(applicationAddress('employer', 'a&b')).toBe('/employer/application.html?id=a%26b');
    expect(caseAddress('1', 'review')).toBe('/department/case.html?id=1&queue=review');
    expect(caseAddress('1', null)).toBe('/department/case.html?id=1');
  });

  it('of a message are its application’s, or the register’s as its reader sees it', () => {
    expect(messageAddress('practitioner', 'a&b')).toBe('/practitioner/application.html?id=a%26b');
    expect(messageAddress('practitioner', null)).toBe('/practitioner/certificates.html');
    expect(messageAddress('employer', null)).toBe('/employer/registrations.html');
  });
});
