import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { sourceAddress } from '../../ground/source-address.ts';
import { decoded } from './decode.ts';

/** What of a request is decided before its event is made. */
export interface EventParts {
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** Path as sent, still encoded. */
  readonly path: string;
  readonly rawQueryString: string;
  readonly body: Buffer;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stage: string;
  readonly apiId: string;
  readonly accountId: string;
  readonly region: string;
  readonly time: Date;
  readonly authorizer?: {
    readonly claims: Readonly<Record<string, string>>;
    readonly scopes: readonly string[] | null;
  };
}

/**
 * The event of payload format 2.0 ("Working with AWS Lambda proxy integrations for HTTP APIs"): header names lower-cased and repeated
 * values joined by commas, cookies apart, what is absent left out. API Gateway hands on path and path variables decoded (decode.ts).
 */
export function toEvent(parts: EventParts): Record<string, unknown> {
  const { request, body, pathParameters } = parts;
  const cookies = request.headersDistinct.cookie?.flatMap((line) => line.split(/;\s*/)).filter((one) => one !== '');
  const queryStringParameters = toQueryParameters(parts.rawQueryString);
  const isBase64Encoded = body.length > 0 && !isText(request.headers['content-type'], body);
  return {
    version: '2.0',
    routeKey: parts.routeKey,
    rawPath: decoded(parts.path),
    rawQueryString: parts.rawQueryString,
    ...(cookies === undefined ? {} : { cookies }),
    headers: toHeaders(request),
    ...(Object.keys(queryStringParameters).length === 0 ? {} : { queryStringParameters }),
    requestContext: toRequestContext(parts),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    ...(body.length === 0 ? {} : { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
}

function toRequestContext(parts: EventParts): Record<string, unknown> {
  const { request, authorizer, apiId, time } = parts;
  return {
    accountId: parts.accountId,
    apiId,
    ...(authorizer === undefined ? {} : { authorizer: { jwt: authorizer } }),
    domainName: `${apiId}.execute-api.${parts.region}.amazonaws.com`,
    domainPrefix: apiId,
    http: {
      method: request.method,
      path: decoded(parts.path),
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: sourceAddress(request),
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: parts.requestId,
    routeKey: parts.routeKey,
    stage: parts.stage,
    time: logTime(time),
    timeEpoch: time.getTime(),
  };
}

function toHeaders(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    if (name !== 'cookie') headers[name] = values.join(',');
  }
  const forwardedFor = [headers['x-forwarded-for'], sourceAddress(request)]
    .filter((one) => one !== undefined)
    .join(', ');
  return { ...headers, 'x-forwarded-for': forwardedFor, 'x-forwarded-proto': headers['x-forwarded-proto'] ?? 'http' };
}

function toQueryParameters(rawQueryString: string): Record<string, string> {
  const search = new URLSearchParams(rawQueryString);
  return Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name).join(',')]));
}

/** Text types are handed on as they are, everything else (also form data) in base64. */
function isText(contentType: string | undefined, body: Buffer): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  const isTextType =
    type === undefined || /^text\/|^application\/(?:json|xml|javascript|[\w.-]+\+(?:json|xml))$/.test(type);
  return isTextType && isUtf8(body);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000`, always UTC. */
function logTime(time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${months[Number(month) - 1] ?? ''}/${year}:${clock.slice(0, 8)} +0000`;
}
