import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import type { Endpoint } from '../../api/endpoint.ts';
import { correlationHeader } from '../../api/correlation.ts';
import { distributionKeyHeader } from '../../api/distribution-key.ts';
import { idempotencyHeader } from '../../api/idempotency.ts';
import { type FieldError, type Problem, problemCodes } from '../../api/problems.ts';
import { isPassing } from './passing-error.ts';
import type { Caller } from './caller.ts';
import { type CommandKey, commandKeyOf, refuseReusedKey, type RememberedCommand } from './command-key.ts';
import { correlated, requestedCorrelation } from './correlation.ts';
import { askedList, type AskedList, refuseCursor } from './cursors.ts';
import { cameThroughDistribution } from './distribution-keys.ts';
import { asError, logger } from './logger.ts';
import { done, type Refusal, refusals, refuse, type Result } from './refusal.ts';

type Event = APIGatewayProxyEventV2;
type Response = APIGatewayProxyStructuredResultV2;

const largestBodyBytes = 256 * 1024; // the largest request is an import of 100 rows; uploads never pass through here

/** A request whose parts the contract's schemas have accepted, and who makes it. `now` is the time of the request. */
export interface ApiRequest<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, C extends Caller> {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly caller: C;
  /** Of a command that may come again; what carries it out remembers it in the same transaction (records/commands.ts). */
  readonly idempotencyKey: CommandKey | null;
  /** Where the request comes from, as the last proxy saw it, and what connects to the API: the same without a proxy. */
  readonly clientAddress: string;
  readonly connection: string;
  readonly now: Date;
}

/** An endpoint with the code that answers it. */
export interface ApiRoute {
  readonly endpoint: Endpoint;
  readonly answer: (event: Event, now: Date, remembered: Memory) => Promise<Result<unknown>>;
}

/** Finds what was carried out under a key; undefined when nothing was. */
type Memory = (key: CommandKey) => Promise<RememberedCommand | undefined>;

/**
 * Joins an endpoint of the contract with its use case: the caller is taken from the verified claims by `identify`, every part of
 * the request is parsed, and the answer is cut to the contract's shape, so that nothing else can leave. A command that was carried out
 * under its key is answered as the first time, before anything else is looked at; `again` makes that answer where it must not be kept as
 * it was, from the request and from what is remembered.
 */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  C extends Caller,
>(
  endpoint: Endpoint<P, Q, B, R>,
  identify: (claims: unknown) => C | undefined | Promise<C | undefined>,
  useCase: (request: ApiRequest<P, Q, B, C>) => Promise<Result<z.input<R>>>,
  again?: (request: ApiRequest<P, Q, B, C>, remembered: unknown) => Promise<Result<z.input<R>>>,
): ApiRoute {
  return {
    endpoint,
    answer: async (event, now, remembered) => {
      const caller = await identify(claimsOf(event));
      if (caller === undefined)
        return refuse('wrong-party', '当前账号不能使用此功能，请换用相应的个人、法人或工作人员账号登录。');
      if (!hasRole(endpoint, caller)) return refusals.wrongRole();
      const list = askedList(endpoint, caller, event.queryStringParameters ?? {});
      const parts = readParts(endpoint, event, list);
      if (!parts.ok) return parts;
      const key = commandKeyOf(endpoint, caller, event.headers[idempotencyHeader], parts.value);
      if (!key.ok) return key;
      const from = { clientAddress: clientAddress(event), connection: event.requestContext.http.sourceIp };
      const request: ApiRequest<P, Q, B, C> = { ...parts.value, ...from, caller, idempotencyKey: key.value, now };
      const firstAnswer = () =>
        answeredBefore(key.value, remembered, async (answer) => (again ? await again(request, answer) : done(answer)));
      const known = await firstAnswer();
      const result = known ?? (await useCase(request));
      // Refused, when the same command came twice at the same moment and was carried out once.
      const outcome = result.ok || known !== undefined ? result : ((await firstAnswer()) ?? result);
      return outcome.ok ? done(sealCursor(list, z.parse(endpoint.response, outcome.value))) : outcome;
    },
  };
}

/** The parts of a request as the contract's schemas read them, with the place that its cursor stands for. */
function readParts<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B>,
  event: Event,
  list: AskedList | undefined,
): Result<{ params: z.output<P>; query: z.output<Q>; body: z.output<B> }> {
  const sent = readBody(event);
  if (!sent.ok) return sent;
  const asked = event.queryStringParameters ?? {};
  if (!isWellFormed([event.pathParameters, asked, event.headers])) return refuseMalformed();
  const params = z.safeParse(endpoint.params, event.pathParameters ?? {});
  const query = z.safeParse(endpoint.query, asked);
  const body = z.safeParse(endpoint.body, sent.value);
  if (!params.success) return refuseFields(params.error);
  if (!query.success) return refuseFields(query.error);
  if (!body.success) return refuseFields(body.error);
  const parts = { params: params.data, query: query.data, body: body.data };
  const { cursor } = asked;
  if (list === undefined || cursor === undefined) return done(parts);
  const place = list.open(cursor);
  return place === undefined
    ? refuseCursor()
    : done({ ...parts, query: z.parse(endpoint.query, { ...asked, cursor: place }) });
}

/** What a command answered that was carried out under this key; undefined when none was. Refused when the key stood for another. */
async function answeredBefore(
  key: CommandKey | null,
  remembered: Memory,
  again: (answer: unknown) => Promise<Result<unknown>>,
): Promise<Result<unknown> | undefined> {
  const first = key === null ? undefined : await remembered(key);
  if (first === undefined) return undefined;
  if (first.contentDigest !== key?.contentDigest) return refuseReusedKey();
  return first.answer === null ? undefined : await again(first.answer);
}

const pageSchema = z.looseObject({ cursor: z.string() });

function sealCursor(list: AskedList | undefined, value: unknown): unknown {
  const page = pageSchema.safeParse(value).data;
  return list === undefined || page === undefined ? value : { ...page, cursor: list.seal(page.cursor) };
}

/**
 * Makes the Lambda handler of an API from its routes; API Gateway's route key names the one that is asked for. `remembered` finds the commands
 * that were carried out under a key. Whoever asks past the distribution is refused before anything else: nothing else tells where such a request comes from.
 */
export function apiHandler(routes: Readonly<Record<string, ApiRoute>>, remembered: Memory) {
  const byKey = new Map(Object.values(routes).map((item) => [`${item.endpoint.method} ${item.endpoint.path}`, item]));
  return middy<Event, Response>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .handler(async (event: Event) =>
      correlated(requestedCorrelation(event.headers[correlationHeader]), async () => await answerRequest(event)),
    );

  async function answerRequest(event: Event): Promise<Response> {
    const { requestId } = event.requestContext;
    // What the problem document tells the user leads to these lines.
    const about = { requestId, route: event.routeKey, clientAddress: clientAddress(event) };
    try {
      const now = new Date();
      if (!(await cameThroughDistribution(event.headers[distributionKeyHeader], now))) {
        // Where such a request says to come from is worth nothing.
        return refused(refusals.pastTheSite(), { ...about, clientAddress: event.requestContext.http.sourceIp });
      }
      const found = byKey.get(event.routeKey);
      const result: Result<unknown> = found
        ? await found.answer(event, now, remembered)
        : refuse('not-found', '没有找到请求的内容。');
      if (result.ok) {
        logger.info('request answered', { code: 'REQUEST_ANSWERED', ...about });
        return answerOf(found?.endpoint.media, result.value);
      }
      return refused(result, about);
    } catch (error) {
      if (isPassing(error)) {
        logger.warn('a service is busy', { code: 'SERVICE_BUSY', ...about, error: asError(error) });
        return problem({ code: 'busy', detail: '系统繁忙，请稍后再试。您的操作没有生效。' }, requestId);
      }
      logger.error('request failed', { code: 'REQUEST_FAILED', ...about, error: asError(error) });
      return problem({ code: 'unexpected', detail: '系统暂时无法处理，您的操作没有生效，请稍后再试。' }, requestId);
    }
  }
}

function refused(
  { refusal }: { refusal: Refusal },
  about: { requestId: string; route: string; clientAddress: string },
) {
  logger.info('request refused', { code: 'REQUEST_REFUSED', ...about, problem: refusal.code });
  return problem(refusal, about.requestId);
}

const authorizedContext = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.unknown() }) }) });

/**
 * The address of the client. API Gateway appends the address of whoever connects to it to `x-forwarded-for`; where that is the distribution, the
 * one before is the client's own, as the distribution saw it. What a client writes there itself stands further left; whoever connects past the
 * distribution, where it would stand there, is refused before (ADR 44). What is no address counts as none, since quotas are kept under it.
 */
export function clientAddress(event: Event): string {
  const passed = (event.headers['x-forwarded-for'] ?? '').split(',').map((part) => part.trim());
  return address.safeParse(passed.at(-2)).data ?? event.requestContext.http.sourceIp;
}

const address = z.union([z.ipv4(), z.ipv6()]);

/** The claims that the JWT authorizer has verified; undefined on routes without one. */
export function claimsOf(event: Event): unknown {
  return authorizedContext.safeParse(event.requestContext).data?.authorizer.jwt.claims;
}

function hasRole(endpoint: Endpoint, caller: Caller): boolean {
  // An endpoint of the staff that forgets its roles is nobody's.
  if (endpoint.party !== 'staff') return true;
  return caller.party === 'staff' && endpoint.roles.some((role) => caller.roles.includes(role));
}

function readBody(event: Event): Result<unknown> {
  if (event.body === undefined || event.body === '') return { ok: true, value: undefined };
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  if (Buffer.byteLength(text) > largestBodyBytes) return refuse('too-large', '提交的内容过大，请减少后重试。');
  if (!/^application\/json\b/i.test(event.headers['content-type'] ?? '')) {
    return refuse('unsupported-media-type', '请求内容须为 JSON 格式（application/json）。');
  }
  try {
    const value: unknown = JSON.parse(text);
    return isWellFormed(value) ? { ok: true, value } : refuseMalformed();
  } catch {
    return refuse('invalid-request', '请求内容不是正确的 JSON 格式。');
  }
}

/**
 * True when no text in a value, however deep, has half a surrogate pair: no store and no font takes it. Without recursion, since a body may nest
 * as deep as it is long.
 */
function isWellFormed(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string' && !next.isWellFormed()) return false;
    if (typeof next === 'object' && next !== null) {
      for (const [key, inner] of Object.entries(next)) waiting.push(key, inner);
    }
  }
  return true;
}

function refuseMalformed() {
  return refuse('invalid-request', '填写的内容含有不完整的字符（多见于被截断的表情符号），请删除后重新填写。');
}

function refuseFields(error: z.ZodError): { ok: false; refusal: Refusal } {
  const errors: FieldError[] = error.issues.slice(0, 50).map((issue) => ({
    field: [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.'),
    code: issue.code,
    message: issue.message,
  }));
  return refuse('invalid-request', `填写的内容有误，请按提示修改：${errors[0]?.message ?? ''}`, errors);
}

function problem(refusal: Refusal, requestId: string): Response {
  const { status, title } = problemCodes[refusal.code];
  const body: Problem = {
    type: `urn:problem:${refusal.code}`,
    title,
    status,
    detail: refusal.detail,
    code: refusal.code,
    requestId,
    errors: [...(refusal.errors ?? [])],
  };
  const answer = json(status, 'application/problem+json', body);
  if (refusal.retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(refusal.retryAfterSeconds) } };
}

function answerOf(media: Endpoint['media'], value: unknown): Response {
  if (media === undefined) return json(200, 'application/json', value);
  return { ...json(200, media, null), body: z.string().parse(value) };
}

function json(statusCode: number, type: string, body: unknown): Response {
  return {
    statusCode,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
