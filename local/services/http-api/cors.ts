import type { IncomingHttpHeaders } from 'node:http';
import type { ApiProperties } from './settings.ts';

type CorsConfiguration = NonNullable<ApiProperties['CorsConfiguration']>;

/** True for a preflight request, which the API answers itself when it has a CORS configuration. */
export function isPreflight(method: string, headers: IncomingHttpHeaders): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** Headers of the answer to a preflight request; none when the origin is not allowed ("Configuring CORS for an HTTP API"). */
export function preflightHeaders(cors: CorsConfiguration, headers: IncomingHttpHeaders): Record<string, string> {
  const common = corsHeaders(cors, headers);
  if (Object.keys(common).length === 0) return {};
  return {
    ...common,
    ...list('access-control-allow-methods', cors.AllowMethods),
    ...list('access-control-allow-headers', cors.AllowHeaders),
    ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
  };
}

/** Headers added to any answer to a request from an allowed origin. */
export function corsHeaders(cors: CorsConfiguration, headers: IncomingHttpHeaders): Record<string, string> {
  const { origin } = headers;
  if (origin === undefined || !cors.AllowOrigins.some((allowed) => allows(allowed, origin))) return {};
  return {
    'access-control-allow-origin': cors.AllowOrigins.includes('*') ? '*' : origin,
    ...(cors.AllowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...list('access-control-expose-headers', cors.ExposeHeaders),
  };
}

/** An allowed origin is exact, `*`, or a scheme for all of its origins (`https://*`). */
function allows(allowed: string, origin: string): boolean {
  return allowed === '*' || allowed === origin || (allowed.endsWith('://*') && origin.startsWith(allowed.slice(0, -1)));
}

function list(name: string, values: readonly string[]): Record<string, string> {
  return values.length === 0 ? {} : { [name]: values.join(',') };
}
