import * as oauth from 'oauth4webapi';
import { homePages, ownPage, signInChoice } from './addresses.ts';
import type { Answer } from '../forms/contract.ts';
import {
  keepSession,
  type Session,
  sessionOfTokens,
  type SessionParty,
  sessionParties,
  type SessionStorage,
} from './session.ts';

/** What the API says about the issuers of this deployment. */
export type Configuration = Answer<'public', 'getConfiguration'>;

/** What must be remembered between leaving for the issuer and coming back. */
interface PendingSignIn {
  readonly party: SessionParty;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

const key = 'sign-in';

/** The path, on this site, that issuers send users back to. */
export const callbackPath = '/auth/callback.html';

/**
 * Begins a sign-in (authorization code with PKCE): remembers what the way back needs and answers the issuer's address to
 * go to. Throws when the issuer cannot be reached.
 */
export async function beginSignIn(
  configuration: Configuration,
  party: SessionParty,
  page: { readonly origin: string; readonly returnTo: string | null; readonly loginHint: string | null },
  storage: SessionStorage,
): Promise<string> {
  const { issuer, clientId } = issuerFor(configuration, party);
  const server = await discover(issuer);
  const pending: PendingSignIn = {
    party,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo: ownPage(page.returnTo) ?? homePages[party],
  };
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: `${page.origin}${callbackPath}`,
    scope: 'openid profile',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...resourceOf(configuration.audience),
    // The province's platform asks natural and legal persons to sign in separately.
    ...(party === 'staff' ? {} : { party }),
    ...(page.loginHint === null ? {} : { login_hint: page.loginHint }),
  }).toString();
  storage.setItem(key, JSON.stringify(pending));
  return url.href;
}

/** How the way back ended. */
export type SignInResult =
  | { readonly ok: true; readonly returnTo: string }
  | {
      readonly ok: false;
      readonly reason: 'cancelled' | 'not-begun' | 'failed';
      /** The sign-in page, which still leads to where this sign-in was to lead. */
      readonly again: string;
    };

/**
 * Ends a sign-in at the callback page: redeems the code of `address` and keeps the session in `shared`; `own` is the storage in which
 * the sign-in was begun. Throws TypeError when the network fails.
 */
export async function finishSignIn(
  configuration: Configuration,
  address: URL,
  { own, shared }: { readonly own: SessionStorage; readonly shared: SessionStorage },
): Promise<SignInResult> {
  const pending = readPending(own.getItem(key));
  if (pending === null) return { ok: false, reason: 'not-begun', again: '/sign-in.html' };
  const again = signInChoice(pending.returnTo);
  if (address.searchParams.get('error') === 'access_denied') return { ok: false, reason: 'cancelled', again };
  const { issuer, clientId } = issuerFor(configuration, pending.party);
  const server = await discover(issuer);
  const client = { client_id: clientId };
  try {
    const parameters = oauth.validateAuthResponse(server, client, address, pending.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      `${address.origin}${callbackPath}`,
      pending.verifier,
      { ...insecure(issuer), additionalParameters: resourceOf(configuration.audience) },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    });
    const session = sessionOf(tokens, server);
    if (session?.party !== pending.party) return { ok: false, reason: 'failed', again };
    keepSession(shared, session);
    own.removeItem(key);
    return { ok: true, returnTo: pending.returnTo };
  } catch (error) {
    if (error instanceof TypeError && !('code' in error)) throw error;
    return { ok: false, reason: 'failed', again };
  }
}

/**
 * The session renewed by its refresh token, without the user; null when the issuer refuses, or means somebody else. Throws TypeError when
 * the network fails.
 */
export async function renewSession(configuration: Configuration, session: Session): Promise<Session | null> {
  if (session.renewal === null) return null;
  const { issuer, clientId } = issuerFor(configuration, session.party);
  const server = await discover(issuer);
  const client = { client_id: clientId };
  try {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), session.renewal, {
      ...insecure(issuer),
      additionalParameters: resourceOf(configuration.audience),
    });
    const tokens = await oauth.processRefreshTokenResponse(server, client, response);
    const renewed = sessionOf(tokens, server, session);
    return renewed?.party === session.party && renewed.subject === session.subject ? renewed : null;
  } catch (error) {
    if (error instanceof TypeError && !('code' in error)) throw error;
    return null;
  }
}

/** A session is renewed, or its end announced, in its last quarter, at most five minutes before. */
const longestNoticeMilliseconds = 5 * 60_000;

// A renewal need not give the tokens anew that stay valid (OpenID Connect Core 12.2; RFC 6749, 6).
function sessionOf(
  tokens: oauth.TokenEndpointResponse,
  server: oauth.AuthorizationServer,
  before?: Session,
): Session | null {
  const lifetime = (tokens.expires_in ?? 300) * 1000;
  const expiresAt = Date.now() + lifetime;
  return sessionOfTokens({
    accessToken: tokens.access_token,
    idToken: tokens.id_token ?? before?.idToken ?? '',
    renewal: tokens.refresh_token ?? before?.renewal ?? null,
    renewAt: expiresAt - Math.min(longestNoticeMilliseconds, lifetime / 4),
    expiresAt,
    endSessionUrl: server.end_session_endpoint ?? null,
  });
}

function issuerFor(configuration: Configuration, party: SessionParty) {
  const { issuer, clientId } = party === 'staff' ? configuration.staff : configuration.province;
  return { issuer: new URL(issuer), clientId };
}

async function discover(issuer: URL): Promise<oauth.AuthorizationServer> {
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure(issuer)));
}

// Plain http never leaves the machine there: the local identity service is the only issuer without TLS.
function insecure(issuer: URL) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to make its use stand out
  return { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' && issuer.hostname === 'localhost' };
}

// RFC 8707 wants a resource to be an absolute URI; an audience need not be one.
function resourceOf(audience: string): Record<string, string> {
  return URL.canParse(audience) ? { resource: audience } : {};
}

function readPending(text: string | null): PendingSignIn | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const fields = new Map<string, unknown>(Object.entries(value));
    const read = (name: string) => {
      const field = fields.get(name);
      return typeof field === 'string' ? field : '';
    };
    const party = sessionParties.find((candidate) => candidate === read('party'));
    const [state, nonce, verifier] = [read('state'), read('nonce'), read('verifier')];
    if (party === undefined || state === '' || nonce === '' || verifier === '') return null;
    return { party, state, nonce, verifier, returnTo: ownPage(read('returnTo')) ?? homePages[party] };
  } catch {
    return null;
  }
}
