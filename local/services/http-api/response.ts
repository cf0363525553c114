import * as z from 'zod';
import { callerTimedOut } from '../../ground/invocation.ts';
import type { InvokeResult } from '../../ground/invocation.ts';

/** An answer ready to be written. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** API Gateway's own answers: a JSON object with one member. */
export function gatewayAnswer(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify({ message })),
  };
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const responseSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), headerValue).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Headers of the connection, which the gateway sets itself. */
const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Maps what a function answered ("Lambda function response for format 2.0"): an object with `statusCode` is the response, any other JSON the
 * body of a 200. An error of the function is 500, an integration that did not answer in time 503 with these very messages, a request
 * larger than an invocation may carry 413.
 */
export function toHttpAnswer(result: InvokeResult): HttpAnswer {
  if (!result.ok) {
    if (result.errorType === callerTimedOut || result.errorType === 'ServiceException')
      return gatewayAnswer(503, 'Service Unavailable');
    if (result.errorType === 'RequestEntityTooLargeException') return gatewayAnswer(413, 'Request Entity Too Large');
    return gatewayAnswer(500, 'Internal Server Error');
  }
  const { payload } = result;
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) return inferred(payload);
  const response = responseSchema.safeParse(payload);
  return response.success ? declared(response.data) : gatewayAnswer(500, 'Internal Server Error');
}

function inferred(payload: unknown): HttpAnswer {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
}

function declared(response: z.output<typeof responseSchema>): HttpAnswer {
  const headers: Record<string, string | readonly string[]> = { 'content-type': 'text/plain;charset=utf-8' };
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    const lower = name.toLowerCase();
    if (!connectionHeaders.has(lower)) headers[lower] = value;
  }
  if (response.cookies?.length) headers['set-cookie'] = response.cookies;
  const body = Buffer.from(response.body ?? '', response.isBase64Encoded === true ? 'base64' : 'utf8');
  return { status: response.statusCode, headers, body };
}
