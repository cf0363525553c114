import { createHash, randomBytes } from 'node:crypto';

import * as z from 'zod';

/** A local server that does not answer within this is not going to. */
const timeoutMilliseconds = 10_000;
/** The flow has five redirects; more means a loop. */
const mostRedirects = 10;

/** Who signs in where. */
export interface SignInRequest {
  /** Issuer of the local identity service, such as `http://localhost:4301/province`. */
  issuer: string;
  clientId: string;
  /** A redirect URI of the client. Nothing needs to answer there. */
  redirectUri: string;
  /** Id of a demonstration account, such as `person-zhang`. */
  account: string;
}

/** The tokens of one sign-in. */
export interface SignedIn {
  accessToken: string;
  idToken: string;
  expiresAt: Date;
}

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
});

const tokensSchema = z.object({
  access_token: z.string(),
  id_token: z.string(),
  expires_in: z.number(),
});

/**
 * Signs a demonstration account in without a browser: the same code flow with PKCE and the same login form that a
 * browser would use.
 * @throws Error with one line that says why: nothing answers at the issuer, it refused the request, or the account
 */
export async function signIn(request: SignInRequest): Promise<SignedIn> {
  const { issuer, clientId, redirectUri, account } = request;
  const send = sender(issuer);
  const discovery = discoverySchema.parse(await readJson(await send(`${issuer}/.well-known/openid-configuration`)));
  if (discovery.issuer !== issuer) throw new Error(`The issuer at ${issuer} calls itself ${discovery.issuer}.`);

  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const authorization = new URL(discovery.authorization_endpoint);
  authorization.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: account,
  }).toString();

  const loginForm = await redirectOf(await send(authorization.href), authorization.href);
  const submitted = await send(loginForm, new URLSearchParams({ account }));
  if (submitted.status === 422) throw new Error(`The issuer ${issuer} has no account “${account}”.`);
  let location = await redirectOf(submitted, loginForm);
  for (let redirects = 0; !isAt(location, redirectUri); redirects += 1) {
    if (redirects === mostRedirects) throw new Error(`The sign-in at ${issuer} does not come to an end.`);
    location = await redirectOf(await send(location), location);
  }

  const answer = new URL(location).searchParams;
  const code = answer.get('code');
  if (code === null || answer.get('state') !== state) {
    throw new Error(
      `The sign-in at ${issuer} failed: ${answer.get('error_description') ?? answer.get('error') ?? 'no code'}`,
    );
  }
  const grant = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  });
  const requestedAt = Date.now();
  const tokens = tokensSchema.parse(await readJson(await send(discovery.token_endpoint, grant)));
  return {
    accessToken: tokens.access_token,
    idToken: tokens.id_token,
    expiresAt: new Date(requestedAt + tokens.expires_in * 1000),
  };
}

/** A function that sends GET requests, or POST with a form, keeping cookies as a browser does within one sign-in. */
function sender(issuer: string): (url: string, form?: URLSearchParams) => Promise<Response> {
  const cookies = new Map<string, string>();
  return async (url, form) => {
    const headers = { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    const method = form === undefined ? {} : { method: 'POST', body: form };
    const response = await fetch(url, { ...method, headers, redirect: 'manual', signal }).catch((cause: unknown) => {
      throw new Error(`Nothing answers at ${issuer}: is the local cloud running (npm start)?`, { cause });
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      // An empty value is how the library takes a cookie back.
      if (name !== undefined && value !== undefined && value !== '') cookies.set(name, value);
      else if (name !== undefined) cookies.delete(name);
    }
    return response;
  };
}

async function redirectOf(response: Response, base: string): Promise<string> {
  const location = response.headers.get('location');
  if (location === null) throw await failure(response);
  // Unread bodies would keep the connection from being used again.
  await response.body?.cancel();
  return new URL(location, base).href;
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) throw await failure(response);
  return response.json();
}

async function failure(response: Response): Promise<Error> {
  const text = (await response.text()).replace(/<style>.*?<\/style>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ');
  return new Error(`${response.url} answered ${response.status}: ${text.trim().slice(0, 300)}`);
}

function isAt(location: string, redirectUri: string): boolean {
  return location === redirectUri || location.startsWith(`${redirectUri}?`);
}
