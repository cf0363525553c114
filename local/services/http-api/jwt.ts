import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import * as z from 'zod';
import type { LogSink } from '../../ground/log-sink.ts';

/** What a JWT authorizer checks, as in `JwtConfiguration`. */
export interface JwtAuthorizerSettings {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly log: LogSink;
  readonly now: () => Date;
}

/** Outcome of authorization. `reason` is for the log and the WWW-Authenticate header, never for a decision. */
type Authorization =
  | {
      readonly allowed: true;
      readonly claims: Readonly<Record<string, string>>;
      readonly scopes: readonly string[] | null;
    }
  | { readonly allowed: false; readonly status: 401 | 403; readonly reason: string };

/** Checks the value of the Authorization header against a route's scopes (none: any valid token). */
export type JwtAuthorizer = (header: string | undefined, requiredScopes: readonly string[]) => Promise<Authorization>;

/** "Control access to HTTP APIs with JWT authorizers": only RSA-based algorithms are supported. */
const acceptedAlgorithms = ['RS256', 'RS384', 'RS512'];
/** The same page: the public key is cached for two hours. */
const keyCacheMs = 2 * 60 * 60 * 1000;
/** A token with an unknown key has the keys fetched again, at most this often. */
const keyRefreshMs = 1000;

const discoverySchema = z.looseObject({ issuer: z.string(), jwks_uri: z.url() });
const audienceSchema = z.union([z.string(), z.array(z.string())]).optional();

/**
 * Makes an authorizer with the checks that page lists: signature by a key of the issuer (found through its discovery document), `kid`,
 * `iss`, `aud` or else `client_id`, `exp`, `nbf`, `iat` and scopes. An issuer that cannot be reached is logged and refuses everyone.
 */
export function createJwtAuthorizer(settings: JwtAuthorizerSettings): JwtAuthorizer {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const findKeys = (): Promise<JWTVerifyGetKey> => {
    keys ??= discoverKeys(settings.issuer).catch((error: unknown) => {
      keys = undefined;
      settings.log.write({
        source: 'http-api',
        level: 'ERROR',
        message: `Issuer ${settings.issuer}: ${describe(error)}`,
      });
      throw error;
    });
    return keys;
  };
  return async (header, requiredScopes) => {
    const token = header?.replace(/^bearer\s+/i, '').trim() ?? '';
    if (token === '') return { allowed: false, status: 401, reason: 'no token' };
    try {
      const claims = await verify(token, settings, findKeys);
      const scopes = scopesOf(claims);
      if (requiredScopes.length > 0 && !requiredScopes.some((scope) => scopes.includes(scope))) {
        return { allowed: false, status: 403, reason: 'insufficient_scope' };
      }
      return { allowed: true, claims: toClaimTexts(claims), scopes: requiredScopes.length > 0 ? scopes : null };
    } catch (error) {
      return { allowed: false, status: 401, reason: describe(error) };
    }
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`discovery document answered ${response.status}`);
  const discovery = discoverySchema.parse(await response.json());
  if (discovery.issuer !== issuer) throw new Error(`discovery document names another issuer: ${discovery.issuer}`);
  return createRemoteJWKSet(new URL(discovery.jwks_uri), {
    cacheMaxAge: keyCacheMs,
    cooldownDuration: keyRefreshMs,
  });
}

async function verify(
  token: string,
  settings: JwtAuthorizerSettings,
  findKeys: () => Promise<JWTVerifyGetKey>,
): Promise<JWTPayload> {
  const { alg, kid } = decodeProtectedHeader(token);
  if (alg === undefined || !acceptedAlgorithms.includes(alg))
    throw new errors.JOSEAlgNotAllowed('the algorithm is not RSA-based');
  if (kid === undefined) throw new errors.JWTInvalid('the token has no kid');
  const currentDate = settings.now();
  const { payload } = await jwtVerify(token, await findKeys(), {
    algorithms: acceptedAlgorithms,
    issuer: settings.issuer,
    requiredClaims: ['exp'],
    currentDate,
  });
  const audience = audienceSchema.parse(payload.aud) ?? z.string().optional().parse(payload.client_id);
  const isForUs = [audience].flat().some((one) => one !== undefined && settings.audience.includes(one));
  if (!isForUs) throw new errors.JWTInvalid('the token has an invalid audience');
  if (payload.iat !== undefined && payload.iat > currentDate.getTime() / 1000)
    throw new errors.JWTInvalid('the token was issued in the future');
  return payload;
}

function scopesOf(claims: JWTPayload): string[] {
  const scope: unknown = claims.scope ?? claims.scp;
  if (Array.isArray(scope)) return scope.map(String);
  return typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : [];
}

function toClaimTexts(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, toClaimText(value)]));
}

/** Claims arrive as texts in the form in which API Gateway prints them: `[a b]` for an array, `map[k:v]` for an object. */
function toClaimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toClaimText).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `map[${members.map(([key, member]) => `${key}:${toClaimText(member)}`).join(' ')}]`;
  }
  if (value === null) return '<nil>';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
