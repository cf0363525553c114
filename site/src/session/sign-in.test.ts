import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSession, type Session } from './session.ts';
import { beginSignIn, type Configuration, finishSignIn, renewSession } from './sign-in.ts';
import { memoryStorage, unsignedToken } from './test-storage.ts';

const issuer = 'https://issuer.example/province';
const configuration: Configuration = {
  province: { issuer, clientId: 'site' },
  staff: { issuer: 'https://issuer.example/staff', clientId: 'site-staff' },
  audience: 'https://api.example',
};
const page = { origin: 'https://site.example', returnTo: '/practitioner/apply.html', loginHint: null };

// The sign-in page, to choose again, and to lead on to the page that wanted a sign-in.
const again = '/sign-in.html?returnTo=%2Fpractitioner%2Fapply.html';

let storage = memoryStorage();
let shared = memoryStorage();
let claims: Record<string, unknown> = {};
let issuesRenewal = false;
const tokenRequests: URLSearchParams[] = [];

/** An issuer that answers discovery and redeems any code. */
async function answer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  const name = url.pathname.split('/')[1] ?? '';
  const own = `https://issuer.example/${name}`;
  if (url.pathname.endsWith('/openid-configuration')) {
    return Response.json({
      issuer: own,
      authorization_endpoint: `${own}/auth`,
      token_endpoint: `${own}/token`,
      end_session_endpoint: `${own}/end`,
    });
  }
  tokenRequests.push(new URLSearchParams(await new Response(init?.body).text()));
  return Response.json({
    access_token: unsignedToken(claims),
    id_token: unsignedToken(claims),
    token_type: 'Bearer',
    expires_in: 3600,
    ...(issuesRenewal ? { refresh_token: 'next' } : {}),
  });
}

beforeEach(() => {
  storage = memoryStorage();
  shared = memoryStorage();
  issuesRenewal = false;
  tokenRequests.length = 0;
  vi.stubGlobal('fetch', answer);
});
afterEach(() => void vi.unstubAllGlobals());

async function begin(overrides: Partial<typeof page> = {}): Promise<URLSearchParams> {
  const query = new URL(await beginSignIn(configuration, 'person', { ...page, ...overrides }, storage)).searchParams;
  const now = Math.floor(Date.now() / 1000);
  claims = {
    iss: issuer,
    aud: 'site',
    sub: 'p',
    iat: now,
    exp: now + 3600,
    nonce: query.get('nonce'),
    party: 'person',
    name: '张明远',
  };
  return query;
}

function callback(query: Record<string, string>): URL {
  return new URL(`${page.origin}/auth/callback.html?${new URLSearchParams(query).toString()}`);
}

describe('signing in', () => {
  it('asks the issuer with PKCE, the audience and the party', async () => {
    const query = await begin();
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: 'site',
      redirect_uri: 'https://site.example/auth/callback.html',
      scope: 'openid profile',
      code_challenge_method: 'S256',
      resource: 'https://api.example',
      party: 'person',
    });
    expect(query.get('code_challenge')).toHaveLength(43);
    expect(query.has('login_hint')).toBe(false);
  });

  it('sends staff to their own issuer, without a party', async () => {
    const url = new URL(await beginSignIn(configuration, 'staff', { ...page, loginHint: 'review-1' }, storage));
    expect(url.pathname).toBe('/staff/auth');
    expect(url.searchParams.get('client_id')).toBe('site-staff');
    expect(url.searchParams.has('party')).toBe(false);
    expect(url.searchParams.get('login_hint')).toBe('review-1');
  });

  it('names no resource when the audience is no address', async () => {
    const url = await beginSignIn({ ...configuration, audience: 'api' }, 'person', page, storage);
    expect(new URL(url).searchParams.has('resource')).toBe(false);
  });

  it('comes back to the page that wanted it, with a session', async () => {
    const query = await begin();
    const result = await finishSignIn(configuration, callback({ code: 'c', state: query.get('state') ?? '' }), {
      own: storage,
      shared,
    });
    expect(result).toEqual({ ok: true, returnTo: '/practitioner/apply.html' });
    expect(readSession(shared, Date.now())).toMatchObject({
      party: 'person',
      subject: 'p',
      name: '张明远',
      renewal: null,
      endSessionUrl: `${issuer}/end`,
    });
    // What only this tab needed on the way is gone, and the session is not the tab's own.
    expect([...storage.entries.keys()]).toEqual([]);
    expect(tokenRequests[0]?.get('code_verifier')).toHaveLength(43);
  });

  it('goes to the first page of the party when the way back leads elsewhere', async () => {
    const query = await begin({ returnTo: 'https://evil.example/' });
    const result = await finishSignIn(configuration, callback({ code: 'c', state: query.get('state') ?? '' }), {
      own: storage,
      shared,
    });
    expect(result).toEqual({ ok: true, returnTo: '/practitioner.html' });
  });

  it('refuses another state, nonce or party', async () => {
    await begin();
    expect(
      await finishSignIn(configuration, callback({ code: 'c', state: 'other' }), { own: storage, shared }),
    ).toEqual({
      ok: false,
      reason: 'failed',
      again,
    });
    for (const wrong of [{ nonce: 'other' }, { party: 'legal-person' }, { aud: 'other' }]) {
      const state = (await begin()).get('state') ?? '';
      Object.assign(claims, wrong);
      expect(await finishSignIn(configuration, callback({ code: 'c', state }), { own: storage, shared })).toEqual({
        ok: false,
        reason: 'failed',
        again,
      });
    }
    expect(readSession(shared, Date.now())).toBeNull();
  });

  it('knows a cancelled one from one that was never begun', async () => {
    expect(await finishSignIn(configuration, callback({ code: 'c', state: 's' }), { own: storage, shared })).toEqual({
      ok: false,
      reason: 'not-begun',
      again: '/sign-in.html',
    });
    await begin();
    expect(
      await finishSignIn(configuration, callback({ error: 'access_denied', state: 's' }), { own: storage, shared }),
    ).toEqual({
      ok: false,
      reason: 'cancelled',
      again,
    });
  });

  it('lets failures of the network through', async () => {
    const state = (await begin()).get('state') ?? '';
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(
      finishSignIn(configuration, callback({ code: 'c', state }), { own: storage, shared }),
    ).rejects.toBeInstanceOf(TypeError);
  });
});

describe('renewing a session', () => {
  async function signedIn(): Promise<Session> {
    issuesRenewal = true;
    const state = (await begin()).get('state') ?? '';
    await finishSignIn(configuration, callback({ code: 'c', state }), { own: storage, shared });
    const session = readSession(shared, Date.now());
    if (session === null) throw new Error('not signed in');
    delete claims['nonce'];
    return session;
  }

  it('gives new tokens for the refresh token, without the user, from five minutes before the end', async () => {
    const session = await signedIn();
    const renewed = await renewSession(configuration, { ...session, renewal: 'first' });
    expect(tokenRequests.at(-1)?.get('refresh_token')).toBe('first');
    expect(tokenRequests.at(-1)?.get('resource')).toBe('https://api.example');
    expect(renewed).toMatchObject({ party: 'person', subject: 'p', renewal: 'next' });
    expect((renewed?.expiresAt ?? 0) - (renewed?.renewAt ?? 0)).toBe(5 * 60_000);
  });

  it('asks nothing where the issuer gave no refresh token', async () => {
    const session = await signedIn();
    tokenRequests.length = 0;
    expect(await renewSession(configuration, { ...session, renewal: null })).toBeNull();
    expect(tokenRequests).toEqual([]);
  });

  it('does not take a session of somebody else, nor a refusal', async () => {
    const session = await signedIn();
    Object.assign(claims, { sub: 'q' });
    expect(await renewSession(configuration, session)).toBeNull();
    vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) =>
      String(input instanceof Request ? input.url : input).endsWith('/token')
        ? Response.json({ error: 'invalid_grant' }, { status: 400 })
        : await answer(input, init),
    );
    expect(await renewSession(configuration, session)).toBeNull();
  });

  it('lets failures of the network through', async () => {
    const session = await signedIn();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(renewSession(configuration, session)).rejects.toBeInstanceOf(TypeError);
  });
});
