import { correlationHeader } from './correlation.ts';
import type { Problem } from './problems.ts';

/** The part of an endpoint that addresses it. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/** What a request sends, before any schema has seen it. */
export interface RequestInput {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** What a call needs from its surroundings. `baseUrl` has no trailing slash; an empty one means the page's own origin. */
export interface CallContext {
  readonly baseUrl: string;
  readonly accessToken: string | null;
  /** Makes a repeated command answer as the first one did. */
  readonly idempotencyKey?: string;
  /** Names what is done in the logs of all that follows (api/correlation.ts). */
  readonly traceparent?: string;
}

/** A call that the API refused, with the problem document it answered (or one made from the status when there was none). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Builds the request of a call: address, method, headers and body for `fetch`. This module imports no schema, so pages stay small. */
export function requestOf(route: Route, input: RequestInput, context: CallContext): Request {
  const params = new Map(entries(input.params));
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params.get(name) ?? ''));
  const query = new URLSearchParams(entries(input.query));
  const headers = new Headers({ accept: 'application/json' });
  if (context.accessToken !== null) headers.set('authorization', `Bearer ${context.accessToken}`);
  if (input.body !== undefined) headers.set('content-type', 'application/json');
  if (context.idempotencyKey !== undefined) headers.set('idempotency-key', context.idempotencyKey);
  if (context.traceparent !== undefined) headers.set(correlationHeader, context.traceparent);
  const base = context.baseUrl === '' ? location.origin : context.baseUrl;
  return new Request(`${base}${path}${query.size === 0 ? '' : `?${query.toString()}`}`, {
    method: route.method,
    headers,
    body: input.body === undefined ? null : JSON.stringify(input.body),
  });
}

/** The problem for an error answer that carries no problem document of ours, as API Gateway's own 401 and 404. */
export function problemOfStatus(status: number): Problem {
  const [code, detail] = gatewayProblems[status] ?? ['unexpected', '系统暂时无法处理，请稍后再试。'];
  return { type: 'about:blank', title: detail, status, detail, code, errors: [] };
}

const gatewayProblems: Readonly<Record<number, readonly [string, string]>> = {
  401: ['not-signed-in', '登录已失效，请重新登录。'],
  403: ['wrong-party', '当前账号不能使用此功能。'],
  404: ['not-found', '没有找到请求的内容。'],
  413: ['too-large', '提交的内容过大，请减少后重试。'],
  429: ['too-many-requests', '目前访问人数较多，请稍候再试。'],
  503: ['busy', '系统正忙，请稍后再试。'],
};

function entries(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]): [string, string][] =>
    typeof item === 'string' || typeof item === 'number' ? [[name, String(item)]] : [],
  );
}
