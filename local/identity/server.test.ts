import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { signIn } from '../sign-in.ts';
import { findAccount } from './accounts.ts';
import { type Identity, startIdentity } from './server.ts';
import { openTestBrowser, type TestBrowser } from './test-browser.ts';

const siteUrl = 'http://localhost:14300';
const redirectUri = `${siteUrl}/auth/callback.html`;
const audience = 'registration-api';
const client: oauth.Client = { client_id: 'registration-site' };
// Deprecated by its author only to make it stand out; this server speaks HTTP, on this machine alone.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const insecure = { [oauth.allowInsecureRequests]: true } as const;

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
    const issuer = issuerOf(issuerName);
    const account = findAccount(id)!;
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, issuer, id);

    const keys = createRemoteJWKSet(new URL(server.jwks_uri!));
    const { payload, protectedHeader } = await jwtVerify(tokens.access_token, keys, { issuer, audience });
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({ sub: id, party: account.party, name: account.name, ...claims });
    if (account.party === 'person') expect(payload['id_number']).toBe(account.idNumber);
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

  it('accounts of the other issuer, of no issuer, and of the other tab, beside the field', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    for (const [account, message] of [
      ['review-1', '这是工作人员账号，不能在此登录'],
      ['nobody', '没有这个演示账号'],
      ['company-gusu', '这是法人账号，请改用“法人登录”'],
      ['<script>', 'value="&#60;script&#62;"'],
      ['', '请选择一个账号'],
    ] as const) {
      const response = await browser.post(form, { account, party: 'person' });
      const html = await response.text();
      expect(response.status).toBe(422);
      expect(html).toContain(message);
      expect(html).toMatch(/id="account-error">错误：[^<]+<\/p>\n<input [^>]*aria-invalid="true"/);
    }
  });

  it('over-long forms', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    expect((await browser.post(form, { account: 'x'.repeat(5000) })).status).toBe(413);
  });
});

describe('the login page', () => {
  it('offers both parties, marks the demonstration, and shows the accounts of the chosen tab', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    const persons = await (await browser.get(form)).text();
    expect(persons).toContain('演示环境');
    expect(persons).toContain('value="person-zhang"');
    expect(persons).not.toContain('value="company-gusu"');
    const companies = await (await browser.get(`${form}?party=legal-person`)).text();
    expect(companies).toContain('法人登录');
    expect(companies).toContain('value="company-gusu"');
    expect(companies).not.toContain('value="person-zhang"');
  });

  it('shows only the party that the site asks for', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer, { party: 'legal-person' });
    const html = await (await browser.get(form)).text();
    expect(html).toContain('value="company-gusu"');
    expect(html).not.toContain('<nav');
    expect((await browser.post(form, { account: 'person-li', party: 'person' })).status).toBe(422);
  });

  it.each([
    ['company-taihu', /value="company-taihu" required checked/],
    ['company-07', /name="account" value="company-07"/],
  ])('preselects %s by login_hint', async (account, expected) => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer, { login_hint: account });
    expect(await (await browser.get(form)).text()).toMatch(expected);
  });

  it('is for staff only at the staff issuer', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.staffIssuer);
    const html = await (await browser.get(form)).text();
    expect(html).toContain('工作人员登录');
    expect(html).toContain('value="registrar-1"');
    expect(html).not.toContain('person-zhang');
  });

  it('leads back to the site with access_denied when cancelled', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    const answer = await browser.follow(await browser.post(form, { cancel: 'yes' }), redirectUri);
    expect(answer.searchParams.get('error')).toBe('access_denied');
  });

  it('says so when the sign-in is over', async () => {
    const browser = openTestBrowser();
    const form = await loginForm(browser, identity.provinceIssuer);
    await browser.follow(await browser.post(form, { account: 'person-li' }), redirectUri);
    const late = await browser.post(form, { account: 'person-li' });
    expect(late.status).toBe(400);
    expect(await late.text()).toContain('登录已失效');
  });
});

describe('signing out', () => {
  it('ends the session at once for the site that shows its identity token', async () => {
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const url = endSessionUrl(server, { id_token_hint: tokens.id_token!, state: 'bye' });
    const response = await browser.get(url);
    expect(response.headers.get('location')).toBe(`${siteUrl}/?state=bye`);
    expect(await needsForm(browser, identity.provinceIssuer)).toBe(true);
  });

  it('asks the user when the site shows no identity token, and stays signed in on a foreign return address', async () => {
    const browser = openTestBrowser();
    const { server, tokens } = await signInByBrowser(browser, identity.provinceIssuer, 'person-li');
    const foreign = { id_token_hint: tokens.id_token!, post_logout_redirect_uri: 'http://localhost:1/' };
    expect((await browser.get(endSessionUrl(server, foreign))).status).toBe(400);
    expect(await needsForm(browser, identity.provinceIssuer)).toBe(false);

    const page = await (await browser.get(endSessionUrl(server, { client_id: client.client_id }))).text();
    expect(page).toContain('确定要退出登录吗');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const done = await browser.post(`${server.end_session_endpoint!}/confirm`, { xsrf, logout: 'yes' });
    expect(done.headers.get('location')).toBe(`${siteUrl}/`);
    expect(await needsForm(browser, identity.provinceIssuer)).toBe(true);
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
    const occupied: Server = createServer();
    await new Promise<void>((resolve) => occupied.listen(0, '127.0.0.1', resolve));
    const address = occupied.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const folder = await mkdtemp(join(tmpdir(), 'identity-port-'));
    try {
      await expect(startIdentity({ port, dataFolder: folder, siteUrl, audience })).rejects.toThrow(`Port ${port} `);
    } finally {
      occupied.close();
      await rm(folder, { recursive: true });
    }
  });

  it('names the data file when it is no database', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'identity-corrupt-'));
    await writeFile(join(folder, 'identity.sqlite'), 'this is not a database, however long it is looked at');
    await expect(startIdentity({ port: 0, dataFolder: folder, siteUrl, audience })).rejects.toThrow(
      /identity\.sqlite cannot be opened.*not a database/,
    );
    await rm(folder, { recursive: true });
  });

  it('answers unknown paths with a page that leads to the site', async () => {
    const response = await fetch(`${identity.url}/`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(`href="${siteUrl}/"`);
  });
});

describe('signIn', () => {
  const request = { clientId: client.client_id, redirectUri };

  it('gives the tokens of the account', async () => {
    const before = Date.now();
    const signedIn = await signIn({ ...request, issuer: identity.staffIssuer, account: 'decision-1' });
    expect(decodeJwt(signedIn.accessToken)).toMatchObject({ sub: 'decision-1', roles: ['decision'], aud: audience });
    expect(decodeJwt(signedIn.idToken).sub).toBe('decision-1');
    expect(signedIn.expiresAt.getTime() - before).toBeGreaterThanOrEqual(3600_000);
    expect(signedIn.expiresAt.getTime() - before).toBeLessThan(3620_000);
  });

  it('works for many at once', async () => {
    const accounts = Array.from({ length: 20 }, (_, index) => `person-${String(index + 1).padStart(4, '0')}`);
    const all = await Promise.all(
      accounts.map((account) => signIn({ ...request, issuer: identity.provinceIssuer, account })),
    );
    expect(all.map(({ accessToken }) => decodeJwt(accessToken).sub)).toEqual(accounts);
  });

  it('says why it failed', async () => {
    const issuer = identity.provinceIssuer;
    await expect(signIn({ ...request, issuer, account: 'nobody' })).rejects.toThrow('has no account “nobody”');
    await expect(signIn({ ...request, issuer, clientId: 'x', account: 'person-li' })).rejects.toThrow('invalid_client');
    const nowhere = 'http://localhost:1/province';
    await expect(signIn({ ...request, issuer: nowhere, account: 'person-li' })).rejects.toThrow('Nothing answers at');
  });
});

function issuerOf(name: 'province' | 'staff'): string {
  return name === 'staff' ? identity.staffIssuer : identity.provinceIssuer;
}

async function authorization(issuer: string, changes: Record<string, string | undefined> = {}) {
  const issuerUrl = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(
    issuerUrl,
    await oauth.discoveryRequest(issuerUrl, { algorithm: 'oidc', ...insecure }),
  );
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(server.authorization_endpoint!);
  const params: Record<string, string | undefined> = {
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...changes,
  };
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  return { server, verifier, state, url };
}

async function loginForm(browser: TestBrowser, issuer: string, changes?: Record<string, string>): Promise<string> {
  const { url } = await authorization(issuer, changes);
  return (await browser.follow(await browser.get(url.href), `${issuer}/interaction/`)).href;
}

async function signInToCode(browser: TestBrowser, issuer: string, account: string, changes?: Record<string, string>) {
  const { server, verifier, state, url } = await authorization(issuer, changes);
  const form = await browser.follow(await browser.get(url.href), `${issuer}/interaction/`);
  const answer = await browser.follow(await browser.post(form.href, { account }), redirectUri);
  return { server, verifier, parameters: oauth.validateAuthResponse(server, client, answer, state) };
}

async function exchange(server: oauth.AuthorizationServer, parameters: URLSearchParams, verifier: string) {
  const authentication = oauth.None();
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    redirectUri,
    verifier,
    insecure,
  );
  return oauth.processAuthorizationCodeResponse(server, client, response, { requireIdToken: true });
}

async function signInByBrowser(
  browser: TestBrowser,
  issuer: string,
  account: string,
  changes?: Record<string, string>,
) {
  const { server, verifier, parameters } = await signInToCode(browser, issuer, account, changes);
  return { server, tokens: await exchange(server, parameters, verifier) };
}

async function signInSilently(browser: TestBrowser, issuer: string) {
  const { server, verifier, state, url } = await authorization(issuer, { prompt: 'none' });
  const answer = await browser.follow(await browser.get(url.href), redirectUri);
  return exchange(server, oauth.validateAuthResponse(server, client, answer, state), verifier);
}

async function needsForm(browser: TestBrowser, issuer: string): Promise<boolean> {
  const { url } = await authorization(issuer);
  return (await browser.get(url.href)).headers.get('location')?.includes('/interaction/') ?? false;
}

function endSessionUrl(server: oauth.AuthorizationServer, params: Record<string, string>): string {
  const url = new URL(server.end_session_endpoint!);
  url.search = new URLSearchParams({ post_logout_redirect_uri: `${siteUrl}/`, ...params }).toString();
  return url.href;
}
