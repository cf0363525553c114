import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationAddress, caseAddress, messageAddress, ownPage, signInAddress, signInChoice } from './addresses.ts';

const own = [
  ['/', '/'],
  ['/practitioner.html', '/practitioner.html'],
  ['/practitioner/application.html?id=1&step=2#x', '/practitioner/application.html?id=1&step=2#x'],
  ['/practitioner/profile.html?returnTo=%2F%2Fhost', '/practitioner/profile.html?returnTo=%2F%2Fhost'],
  ['/entrance/services-app.html', '/entrance/services-app.html'],
  ['/a/../b.html', '/b.html'],
] as const;

const foreign = [
  ...[
    'https://host/',
    'http:host',
    'https:host',
    'https:/host',
    'https:///host',
    'javascript:alert(1)',
    'data:text/html,x',
  ],
  ...['//host', '///host', '//host/practitioner.html', '/\\host', '\\\\host', '\\/host', '/\\/host', '/..//host'],
  ...['/.//host', '/././/host', '/x/..//host', '/%2e//host', '/.%2e//host', '/%2E%2E//host', '/./\\host', '/.\\/host'],
  ...['/\t/host', '/\n/host', '/\r\n/host', '\t//host', ' //host', '\u00a0//host', '/.\t//host', '/\u0000/host'],
  ...[
    '/%2f/host',
    '/%2fhost',
    '/%5chost',
    '/%09/host',
    '/host%0d%0aSet-Cookie:x',
    '/@host',
    '/a:b@host',
    '/;@host',
    '/a//b.html',
  ],
  ...[
    '//host@site.invalid',
    '//site.invalid@host',
    '//site.invalid:443/',
    '//site.invalid./',
    '/／host',
    '/。/host',
    '//。host',
  ],
  ...[
    'practitioner.html',
    './practitioner.html',
    '?id=1',
    '#x',
    '',
    'null',
    '/api/public/configuration.json',
    '/openapi.json',
  ],
  ...['/sign-in.html', '/sign-in', '/sign-in.html?party=person', '/auth/callback.html?code=x', '/x/../sign-in.html'],
] as const;

describe('an address of this site', () => {
  it.each(own)('%j leads to %j', (given, expected) => expect(ownPage(given)).toBe(expected));

  it.each(foreign)('is not %j', (given) => expect(ownPage(given)).toBeNull());

  it('is not what is absent', () => expect(ownPage(null)).toBeNull());

  it('stays on the site wherever a browser resolves it, whatever it was made of', () => {
    const piece = fc.constantFrom(
      ...'/\\.@:?#%2f%5c%2e\t\n a-_'.split(''),
      'host',
      'https:',
      '//',
      '/.',
      '..',
      '.html',
      '%2f',
      '%5c',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const page = ownPage(`/${pieces.join('')}`);
        if (page === null) return;
        expect(new URL(page, 'https://site.example/a/b.html').origin).toBe('https://site.example');
        expect(ownPage(page)).toBe(page);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the way to sign in', () => {
  it('names the party and the page to come back to', () => {
    const url = new URL(signInAddress('person', '/a.html?id=1&b=2'), 'https://site');
    expect(url.pathname).toBe('/sign-in.html');
    expect(Object.fromEntries(url.searchParams)).toEqual({ party: 'person', returnTo: '/a.html?id=1&b=2' });
  });

  it('names no party where it is to be chosen again', () => {
    expect(signInChoice('/a.html')).toBe('/sign-in.html?returnTo=%2Fa.html');
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
