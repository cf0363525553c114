import * as oauth from 'oauth4webapi';

import type { TestBrowser } from './test-browser.ts';

/** The site of the tests. Nothing listens there: redirects are looked at, not followed. */
export const siteUrl = 'http://localhost:14300';
/** The redirect URI of the site. */
export const redirectUri = `${siteUrl}/auth/callback.html`;
/** Audience of the access tokens. */
export const audience = 'registration-api';
/** The site as an OAuth client. */
export const client: oauth.Client = { client_id: 'registration-site' };

// Deprecated by its author only to make it stand out; this server speaks HTTP, on this machine alone.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const insecure = { [oauth.allowInsecureRequests]: true } as const;

/** An authorization request with PKCE, as the site makes it; `changes` replaces parameters or leaves them out. */
export async function authorization(issuer: string, changes: Record<string, string | undefined> = {}) {
  const issuerUrl = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(
    issuerUrl,
    await oauth.discoveryRequest(issuerUrl, { algorithm: 'oidc', ...insecure }),
  );
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(server.authorization_endpoint ?? '');
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

/** Address of the login form that an authorization request leads to. */
export async function loginForm(
  browser: TestBrowser,
  issuer: string,
  changes?: Record<string, string>,
): Promise<string> {
  const { url } = await authorization(issuer, changes);
  return (await browser.follow(await browser.get(url.href), `${issuer}/interaction/`)).href;
}

/** Signs in by the form as far as the code that the site is given. */
export async function signInToCode(
  browser: TestBrowser,
  issuer: string,
  account: string,
  changes?: Record<string, string>,
) {
  const { server, verifier, state, url } = await authorization(issuer, changes);
  const form = await browser.follow(await browser.get(url.href), `${issuer}/interaction/`);
  const answer = await browser.follow(await browser.post(form.href, { account }), redirectUri);
  return { server, verifier, parameters: oauth.validateAuthResponse(server, client, answer, state) };
}

/** Exchanges the code for tokens, by oauth4webapi and with its checks. */
export async function exchange(server: oauth.AuthorizationServer, parameters: URLSearchParams, verifier: string) {
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

/** Signs in by the form and exchanges the code. */
export async function signInByBrowser(
  browser: TestBrowser,
  issuer: string,
  account: string,
  changes?: Record<string, string>,
) {
  const { server, verifier, parameters } = await signInToCode(browser, issuer, account, changes);
  return { server, tokens: await exchange(server, parameters, verifier) };
}

/** Renews by a refresh token, by oauth4webapi and with its checks. */
export async function refresh(server: oauth.AuthorizationServer, refreshToken: string) {
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, insecure);
  return oauth.processRefreshTokenResponse(server, client, response);
}

/** Signs in by the session of the browser, without a form (`prompt=none`). */
export async function signInSilently(browser: TestBrowser, issuer: string) {
  const { server, verifier, state, url } = await authorization(issuer, { prompt: 'none' });
  const answer = await browser.follow(await browser.get(url.href), redirectUri);
  return exchange(server, oauth.validateAuthResponse(server, client, answer, state), verifier);
}

/** Whether the browser has no session at the issuer. */
export async function needsForm(browser: TestBrowser, issuer: string): Promise<boolean> {
  const { url } = await authorization(issuer);
  return (await browser.get(url.href)).headers.get('location')?.includes('/interaction/') ?? false;
}
