import { randomUUID } from 'node:crypto';
import { close, listen } from '../http-server.ts';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { accountKeyRing } from '../caller.ts';
import type { Caller, KeyRing } from '../caller.ts';
import { noFaults } from '../faults.ts';
import type { Faults } from '../faults.ts';
import type { LogSink } from '../log-sink.ts';
import { AwsJsonError } from './error.ts';
import { readBody } from '../read-body.ts';
import { headersOf } from '../request-headers.ts';
import { verifySignature } from './signature.ts';

/**
 * Answers one operation of a service, for example `StartExecution`, and demands of the caller what it takes; rejects with an {@link AwsJsonError} or
 * any error with a string `type`. Without a caller it is the account that asks.
 */
export type AwsJsonHandler = (operation: string, body: unknown, caller?: Caller) => Promise<unknown>;

/** A request of a service that speaks REST JSON: the path chooses the operation. */
export interface RestRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly caller: Caller;
}

/** What such a service answers with status 200. */
export interface RestAnswer {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request of a REST JSON service, or undefined when its path is none of the service's; rejects like an {@link AwsJsonHandler}. */
export type RestHandler = (request: RestRequest) => Promise<RestAnswer> | undefined;

/** Settings of the server of the AWS JSON protocols. */
export interface AwsJsonSettings {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Whose keys count beside the account's, and what each may do; default nobody's. */
  readonly keys?: KeyRing;
  /** What goes wrong with requests of functions; default nothing. */
  readonly faults?: Faults;
  /** By their prefixes of `X-Amz-Target`. */
  readonly services: Readonly<Record<string, AwsJsonHandler>>;
  /** Services that speak REST JSON; each is asked in turn. */
  readonly restServices?: readonly RestHandler[];
  /** Receives what went wrong inside a service (answered as InternalFailure). */
  readonly log?: LogSink;
  readonly now?: () => Date;
}

/** A running server. */
export interface AwsJsonServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Room for the largest request of these services: one SQS message or ten EventBridge entries of 1 MiB in all, and its envelope. */
const bodyLimitBytes = 2 * 1024 * 1024;

/**
 * Starts one HTTP server for the services that speak AWS JSON 1.0 and 1.1, where the target header chooses service and operation, and
 * REST JSON, where the path does. The signature must be that of the account's key or of a function's. In answers a `Date` becomes seconds since 1970, as the protocol has it. Rejects when the port is in use.
 */
export async function startAwsJson(settings: AwsJsonSettings): Promise<AwsJsonServer> {
  const server = createServer((request, response) => void respond(settings, request, response));
  const host = settings.host ?? '127.0.0.1';
  const port = await listen(server, settings.port, host, 'AWS JSON services');
  return { url: `http://${host}:${port}`, stop: () => close(server) };
}

async function respond(settings: AwsJsonSettings, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const contentType = request.headers['content-type'] ?? 'application/x-amz-json-1.0';
  const requestId = randomUUID();
  const send = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
    const text = JSON.stringify(body ?? {}, encodeDates);
    response.writeHead(status, {
      'content-type': contentType,
      'content-length': Buffer.byteLength(text),
      'x-amzn-requestid': requestId,
      ...headers,
    });
    response.end(text);
    // What a client still sends after an error is not wanted.
    if (!request.complete) request.resume();
  };
  try {
    const answered = await answer(settings, request);
    if (answered === 'silent') return;
    send(200, answered.body, answered.headers);
  } catch (error) {
    const known = toAwsJsonError(error);
    if (known.type === 'InternalFailure') {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      settings.log?.write({ source: 'aws-json', level: 'ERROR', message: reason, requestId });
    }
    send(known.status, { __type: known.type, message: known.message }, { 'x-amzn-errortype': known.type });
  }
}

async function answer(settings: AwsJsonSettings, request: IncomingMessage): Promise<RestAnswer | 'silent'> {
  const body = await readBody(request, bodyLimitBytes);
  if (body === undefined) throw new AwsJsonError('RequestEntityTooLarge', 'Request body is too large', 413);
  const { method = '', headers } = request;
  const path = (request.url ?? '/').split('?', 1).join('');
  const claim = await verifySignature({ method, path, headers: headersOf(headers), body }, settings);
  const caller = (settings.keys ?? accountKeyRing).callerOf(claim.accessKeyId);
  const faults = caller.isAccount ? noFaults : (settings.faults ?? noFaults);
  if (faults.strikes('throttle')) throw new AwsJsonError('ThrottlingException', 'Rate exceeded');
  if (faults.strikes('unavailable')) throw unavailable();
  if (faults.strikes('silent')) return 'silent';
  const answered = await performed(settings, { method, path, headers, body: parseJson(body), caller });
  if (faults.strikes('lost')) throw unavailable();
  return answered;
}

function unavailable(): AwsJsonError {
  return new AwsJsonError('ServiceUnavailable', 'The service is currently unavailable.', 503);
}

async function performed(settings: AwsJsonSettings, request: RestRequest): Promise<RestAnswer> {
  const { method, headers, body, caller } = request;
  const target = headers['x-amz-target'];
  if (target === undefined) {
    for (const service of settings.restServices ?? []) {
      const answering = service(request);
      if (answering !== undefined) return await answering;
    }
  }
  const [service = '', operation] = typeof target === 'string' ? target.split('.') : [];
  const handler = Object.hasOwn(settings.services, service) ? settings.services[service] : undefined;
  if (method !== 'POST' || handler === undefined || operation === undefined) {
    throw new AwsJsonError(
      'UnknownOperationException',
      `Unknown operation ${typeof target === 'string' ? target : '(no X-Amz-Target)'}`,
    );
  }
  return { body: await handler(operation, body, caller) };
}

function parseJson(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsJsonError('SerializationException', 'The request body is not JSON');
  }
}

function encodeDates(this: unknown, key: string, value: unknown): unknown {
  const original: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, key) : undefined;
  return original instanceof Date ? original.getTime() / 1000 : value;
}

function toAwsJsonError(error: unknown): AwsJsonError {
  if (error instanceof AwsJsonError) return error;
  if (error instanceof Error && 'type' in error && typeof error.type === 'string')
    return new AwsJsonError(error.type, error.message);
  return new AwsJsonError('InternalFailure', 'The local service failed; see its log', 500);
}
