import { expect, it } from 'vitest';
import { endSessionAddress } from './account.ts';

it('signs out at the issuer and comes back to the home page', () => {
  const address = new URL(endSessionAddress({ endSessionUrl: 'https://issuer/end?x=1', idToken: 't' }, 'https://site'));
  expect(`${address.origin}${address.pathname}`).toBe('https://issuer/end');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    x: '1',
    id_token_hint: 't',
    post_logout_redirect_uri: 'https://site/',
  });
  expect(endSessionAddress({ endSessionUrl: null, idToken: 't' }, 'https://site')).toBe('https://site/');
});
