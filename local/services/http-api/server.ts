import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../ground/read-body.ts';
import { sourceAddress } from '../../ground/source-address.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { toEvent, type EventParts } from './event.ts';
import { createJwtAuthorizer, type JwtAuthorizer } from './jwt.ts';
import { gatewayAnswer, toHttpAnswer, type HttpAnswer } from './response.ts';
import { createRouter, type Route, type RouteMatch } from './routes.ts';
import type { HttpApiSettings } from './settings.ts';

/** Answers one request as API Gateway would; never rejects. */
export type HttpApiHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** "Quotas for configuring and running an HTTP API": payload size. */
const bodyLimitBytes = 10 * 1024 * 1024;

interface RouteTarget {
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorize: JwtAuthorizer | undefined;
  readonly scopes: readonly string[];
}

/**
 * Builds the request handler of an HTTP API: routes, JWT authorizers, Lambda proxy integrations, CORS and an access log line per request.
 * Throws on a route without its integration or authorizer, on a duplicate or malformed route key.
 */
export function createHttpApi(settings: HttpApiSettings): HttpApiHandler {
  const route = createRouter(resolveRoutes(settings));
  const stagePrefix = settings.stage.StageName === '$default' ? '' : `/${settings.stage.StageName}`;
  const now = settings.now ?? (() => new Date());

  const answer = async (request: IncomingMessage, access: Access): Promise<HttpAnswer> => {
    const { method, path } = access;
    const cors = settings.api.CorsConfiguration;
    if (cors !== undefined && isPreflight(method, request.headers)) {
      return { status: 204, headers: preflightHeaders(cors, request.headers), body: Buffer.alloc(0) };
    }
    if (!path.startsWith(stagePrefix)) return gatewayAnswer(404, 'Not Found');
    const match = route(method, path.slice(stagePrefix.length));
    if (match === undefined) return gatewayAnswer(404, 'Not Found');
    access.routeKey = match.route.routeKey;
    return await serve(settings, request, access, match);
  };

  return async (request, response) => {
    const [path = '/', ...query] = (request.url ?? '/').split('?');
    const access: Access = {
      method: request.method ?? 'GET',
      path,
      rawQueryString: query.join('?'),
      requestId: randomUUID(),
      time: now(),
      routeKey: undefined,
      reason: undefined,
    };
    const startedAt = performance.now();
    let result: HttpAnswer;
    try {
      result = await answer(request, access);
    } catch (error) {
      access.reason = error instanceof Error ? error.message : String(error);
      // Whoever left the page gets no answer; that is not a fault of the gateway (499 by the custom of web servers).
      const left = request.errored !== null || response.destroyed;
      result = left ? gatewayAnswer(499, 'Client Closed Request') : gatewayAnswer(500, 'Internal Server Error');
    }
    const cors = settings.api.CorsConfiguration;
    const shared = cors === undefined ? {} : corsHeaders(cors, request.headers);
    write(request, response, { ...result, headers: { ...result.headers, ...shared } }, access.requestId);
    logAccess(settings, request, access, result.status, performance.now() - startedAt);
  };
}

interface Access {
  readonly method: string;
  readonly path: string;
  readonly rawQueryString: string;
  readonly requestId: string;
  readonly time: Date;
  routeKey: string | undefined;
  /** Why the gateway itself refused or failed. */
  reason: string | undefined;
}

function resolveRoutes(settings: HttpApiSettings): Route<RouteTarget>[] {
  const authorizers = new Map(
    settings.authorizers.map(({ id, properties }) => [
      id,
      createJwtAuthorizer({
        issuer: properties.JwtConfiguration.Issuer,
        audience: properties.JwtConfiguration.Audience,
        log: settings.log,
        now: settings.now ?? (() => new Date()),
      }),
    ]),
  );
  return settings.routes.map((route) => {
    const integrationId = route.Target.slice('integrations/'.length);
    const integration = settings.integrations.find(({ id }) => id === integrationId)?.properties;
    if (integration === undefined) throw new Error(`Route ${route.RouteKey} has no integration ${integrationId}`);
    const authorize = route.AuthorizationType === 'JWT' ? authorizers.get(route.AuthorizerId ?? '') : undefined;
    if (route.AuthorizationType === 'JWT' && authorize === undefined) {
      throw new Error(`Route ${route.RouteKey} has no authorizer ${route.AuthorizerId ?? ''}`);
    }
    const functionArn =
      /functions\/(.+)\/invocations$/.exec(integration.IntegrationUri)?.[1] ?? integration.IntegrationUri;
    const target = {
      functionArn,
      timeoutMs: integration.TimeoutInMillis,
      authorize,
      scopes: route.AuthorizationScopes,
    };
    return { routeKey: route.RouteKey, target };
  });
}

async function serve(
  settings: HttpApiSettings,
  request: IncomingMessage,
  access: Access,
  { route, pathParameters }: RouteMatch<RouteTarget>,
): Promise<HttpAnswer> {
  const { functionArn, timeoutMs, authorize, scopes } = route.target;
  const authorization = await authorize?.(request.headers.authorization, scopes);
  if (authorization?.allowed === false) {
    access.reason = authorization.reason;
    const message = authorization.status === 401 ? 'Unauthorized' : 'Forbidden';
    return gatewayAnswer(authorization.status, message, {
      'www-authenticate': challenge(request, authorization.reason),
    });
  }
  const body = await readBody(request, bodyLimitBytes);
  if (body === undefined) return gatewayAnswer(413, 'Request Entity Too Large');
  const parts: EventParts = {
    ...access,
    request,
    body,
    routeKey: route.routeKey,
    pathParameters,
    stage: settings.stage.StageName,
    apiId: settings.apiId,
    accountId: settings.accountId,
    region: settings.region,
    ...(authorization === undefined
      ? {}
      : { authorizer: { claims: authorization.claims, scopes: authorization.scopes } }),
  };
  const result = await settings.invoke(functionArn, toEvent(parts), { timeoutMs });
  if (!result.ok) access.reason = `${result.errorType}: ${result.errorMessage}`;
  return toHttpAnswer(result);
}

function challenge(request: IncomingMessage, reason: string): string {
  if (request.headers.authorization === undefined) return 'Bearer';
  const description = reason.replaceAll(/[^\x20-\x7e]|["\\]/g, ' ');
  return reason === 'insufficient_scope'
    ? 'Bearer error="insufficient_scope"'
    : `Bearer scope="" error="invalid_token" error_description="${description}"`;
}

function write(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer, requestId: string): void {
  if (response.destroyed || response.headersSent) return;
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) setHeader(response, name, value);
  response.setHeader('apigw-requestid', requestId);
  const hasBody = answer.status !== 204 && answer.status !== 304;
  if (hasBody) response.setHeader('content-length', answer.body.length);
  // A refused body is read to its end so that the connection can be used again, but not one beyond the limit.
  if (answer.status === 413) response.setHeader('connection', 'close');
  request.resume();
  response.end(hasBody && request.method !== 'HEAD' ? answer.body : undefined);
}

/** A header a function made of characters HTTP does not allow is left out, as a response must still go out. */
function setHeader(response: ServerResponse, name: string, value: string | readonly string[]): void {
  try {
    response.setHeader(name, value);
  } catch {
    response.removeHeader(name);
  }
}

function logAccess(
  settings: HttpApiSettings,
  request: IncomingMessage,
  access: Access,
  status: number,
  durationMs: number,
): void {
  const { method, path, requestId, routeKey, reason } = access;
  const rounded = Math.round(durationMs * 10) / 10;
  settings.log.write({
    source: 'http-api',
    level: status >= 500 ? 'ERROR' : 'INFO',
    message: `${method} ${path} ${status} ${Math.round(durationMs)} ms`,
    time: access.time,
    requestId,
    fields: {
      routeKey,
      status,
      durationMs: rounded,
      sourceIp: sourceAddress(request),
      ...(reason === undefined ? {} : { reason }),
    },
  });
}
