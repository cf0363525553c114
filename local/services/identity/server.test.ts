import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findAccount } from './accounts.ts';
import { type Identity, startIdentity } from './server.ts';
import { openTestBrowser } from './test-browser.ts';
import {
  audience,
  authorization,
  client,
  exchange,
  redirectUri,
  refresh,
  signInByBrowser,
  signInSilently,
  signInToCode,
  siteUrl,
} from './test-client.ts';

let dataFolder: string;
let identity: Identity;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'identity-'));
  identity = await startIdentity({ port: 0, dataFolder, siteUrl, audience });
});

afterAll(async () => {
  await identity.stop();
  await rm(dataFolder, { recursive: true });
});

describe('a sign-in', () => {
  it.each([
    ['person-he', 'province', { id_type: 'resident-identity-card', phone: '13800000005' }],
    ['company-wujiang', 'province', { representative: '钱若谷' }],
    ['both-1', 'staff', { division: '320000', roles: ['review', 'decision'] }],
    ['person-0042', 'province', { phone: '19900000042' }],
  ] as const)('of %s at the %s issuer gives a token with its claims', async (id, issuerName, claims) => {
    const issuer = issuerName === 'staff' ? identity.staffIssuer : identity.provinceIssuer;
    const account = findAccount(id)!;
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, issuer, id);

    const keys = createRemoteJWKSet(new URL(server.jwks_uri!));
    const { payload, protectedHeader } = await jwtVerify(tokens.access_token, keys, { issuer, audience });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({ sub: id, party: account.party, name: account.name, ...claims });
    if (account.party !== 'legal-person') expect(payload['id_number']).toBe(account.idNumber);
    if (account.party === 'legal-person') expect(payload['credit_code']).toBe(account.creditCode);
    expect(payload.exp! - payload.iat!).toBe(3600);

    const identityToken = await jwtVerify(tokens.id_token!, keys, { issuer, audience: client.client_id });
    expect(identityToken.payload).toMatchObject({ sub: id, party: account.party, name: account.name });
    expect(identityToken.payload).not.toHaveProperty('id_number');
  });

  it('is remembered: the next one needs no form', async () => {
    const browser = openTestBrowser();
    await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const { url } = await authorization(identity.provinceIssuer);
    expect((await browser.follow(await browser.get(url.href), redirectUri)).searchParams.has('code')).toBe(true);
  });

  it('at one issuer is none at the other', async () => {
    const browser = openTestBrowser();
    await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const { url } = await authorization(identity.staffIssuer);
    expect((await browser.get(url.href)).headers.get('location')).toContain('/staff/interaction/');
  });

  it.each([
    ['another party is asked for', { party: 'legal-person' }, 'company-gusu'],
    ['another account is hinted at', { login_hint: 'person-chen' }, 'person-chen'],
  ])('is asked for again when %s, and replaces the session', async (_case, params, next) => {
    const browser = openTestBrowser();
    await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const { tokens } = await signInByBrowser(browser, identity.provinceIssuer, next, params);
    expect(decodeJwt(tokens.access_token).sub).toBe(next);
    const again = await signInSilently(browser, identity.provinceIssuer);
    expect(decodeJwt(again.access_token).sub).toBe(next);
  });

  it('never verifies with the keys of the other issuer', async () => {
    const { tokens } = await signInByBrowser(openTestBrowser(), identity.provinceIssuer, 'person-li');
    const staffKeys = createRemoteJWKSet(new URL(`${identity.staffIssuer}/jwks`));
    await expect(jwtVerify(tokens.access_token, staffKeys)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
  });
});

describe('a refresh token', () => {
  it('renews for the same account without the user, and each gives the next', async () => {
    const { server, tokens } = await signInByBrowser(openTestBrowser(), identity.provinceIssuer, 'person-li');
    const renewed = await refresh(server, tokens.refresh_token!);
    expect(decodeJwt(renewed.access_token)).toMatchObject({ sub: 'person-li', aud: audience, party: 'person' });
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
    expect(decodeJwt((await refresh(server, renewed.refresh_token!)).access_token).sub).toBe('person-li');
  });

  it('that was used already renews nothing, nor does the one that came of it', async () => {
    const { server, tokens } = await signInByBrowser(openTestBrowser(), identity.provinceIssuer, 'person-li');
    const renewed = await refresh(server, tokens.refresh_token!);
    await expect(refresh(server, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(refresh(server, renewed.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('ends with the session at the issuer', async () => {
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const query = { id_token_hint: tokens.id_token!, post_logout_redirect_uri: `${siteUrl}/` };
    await browser.get(`${server.end_session_endpoint!}?${new URLSearchParams(query).toString()}`);
    await expect(refresh(server, tokens.refresh_token!)).rejects.toMatchObject({ error: 'invalid_grant' });
  });
});

describe('refused are', () => {
  it('a wrong PKCE verifier', async () => {
    const { server, parameters } = await signInToCode(openTestBrowser(), identity.provinceIssuer, 'person-li');
    const wrong = oauth.generateRandomCodeVerifier();
    await expect(exchange(server, parameters, wrong)).rejects.toMatchObject({ error: 'invalid_grant', status: 400 });
  });

  it('a code used twice', async () => {
    const { server, parameters, verifier } = await signInToCode(
      openTestBrowser(),
      identity.provinceIssuer,
      'person-li',
    );
    await exchange(server, parameters, verifier);
    await expect(exchange(server, parameters, verifier)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it.each([
    ['no PKCE challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['a plain PKCE challenge', { code_challenge_method: 'plain' }],
    ['an unknown party', { party: 'staff' }],
  ])('%s', async (_case, changes) => {
    const { url } = await authorization(identity.provinceIssuer, changes);
    const response = await fetch(url, { redirect: 'manual' });
    const answer = new URL(response.headers.get('location')!);
    expect(answer.href.startsWith(redirectUri)).toBe(true);
    expect(answer.searchParams.get('error')).toBe('invalid_request');
  });

  it.each([
    ['a foreign redirect URI', { redirect_uri: 'http://localhost:14301/auth/callback.html' }],
    ['an unknown client', { client_id: 'somebody-else' }],
  ])('%s, on a page and never by a redirect', async (_case, changes) => {
    const { url } = await authorization(identity.provinceIssuer, changes);
    const response = await fetch(url, { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect(await response.text()).toContain('无法登录');
  });
});

describe('browsers of other origins', () => {
  it('may not use the token endpoint; those of the site may', async () => {
    const tokenRequest = (origin: string) =>
      fetch(`${identity.provinceIssuer}/token`, {
        method: 'POST',
        headers: { Origin: origin },
        body: new URLSearchParams({ grant_type: 'authorization_code', client_id: client.client_id, code: 'x' }),
      });
    const site = await tokenRequest(siteUrl);
    expect(site.headers.get('access-control-allow-origin')).toBe(siteUrl);
    const other = await tokenRequest('http://localhost:1');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the service', () => {
  it('keeps keys and sessions over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'identity-restart-'));
    const settings = { dataFolder: folder, siteUrl, audience };
    const first = await startIdentity({ ...settings, port: 0 });
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, first.provinceIssuer, 'person-gu');
    await first.stop();
    const second = await startIdentity({ ...settings, port: Number(new URL(first.url).port) });
    try {
      // The first request may still meet a kept connection of the stopped server.
      await expect
        .poll(() =>
          fetch(server.jwks_uri!).then(
            ({ ok }) => ok,
            () => false,
          ),
        )
        .toBe(true);
      const keys = createRemoteJWKSet(new URL(server.jwks_uri!));
      const { payload } = await jwtVerify(tokens.access_token, keys, { issuer: second.provinceIssuer, audience });
      expect(payload.sub).toBe('person-gu');
      const again = await signInSilently(browser, second.provinceIssuer);
      expect(decodeJwt(again.access_token).sub).toBe('person-gu');
    } finally {
      await second.stop();
      await rm(folder, { recursive: true });
    }
  });

  it('names the port when it is in use', async () => {
    const occupied = createServer();
    await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
    const address = occupied.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const folder = await mkdtemp(join(tmpdir(), 'identity-port-'));
    try {
      await expect(startIdentity({ port, dataFolder: folder, siteUrl, audience })).rejects.toThrow(
        `port ${port} (identity) is in use`,
      );
    } finally {
      occupied.close();
      await rm(folder, { recursive: true });
    }
  });

  it('names the data file when it is no database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'identity-corrupt-'));
    await writeFile(join(folder, 'identity.sqlite'), 'this is not a database, however long it is looked at');
    await expect(startIdentity({ port: 0, dataFolder: folder, siteUrl, audience })).rejects.toThrow(
      /identity\.sqlite is damaged \(file is not a database\)/,
    );
    await rm(folder, { recursive: true });
  });

  it('answers unknown paths with a page that leads to the site', async () => {
    const response = await fetch(`${identity.url}/`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(`href="${siteUrl}/"`);
  });
});
