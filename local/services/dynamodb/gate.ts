import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import * as z from 'zod';
import { AwsJsonError } from '../../ground/aws-json/error.ts';
import { verifySignature } from '../../ground/aws-json/signature.ts';
import { AccessDenied } from '../../ground/caller.ts';
import type { Bell } from '../../ground/bell.ts';
import type { Caller, KeyRing } from '../../ground/caller.ts';
import { noFaults } from '../../ground/faults.ts';
import type { Faults } from '../../ground/faults.ts';
import { roomyDisk } from '../../ground/full-disk.ts';
import type { Disk } from '../../ground/full-disk.ts';
import { listen } from '../../ground/http-server.ts';
import { demandsOf } from './demands.ts';
import type { LaggingCopy } from './lagging-copy.ts';
import { createRequestReader } from './request-stream.ts';
import type { RawRequest } from './request-stream.ts';

/** What the gate in front of the engine needs. */
export interface GateSettings {
  readonly port: number;
  /** Address of the engine, or of another DynamoDB. */
  readonly engine: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly keys: KeyRing;
  /** Default none. */
  readonly faults?: Faults;
  /** Where an index is asked that lags behind; without it none does. */
  readonly lagging?: Pick<LaggingCopy, 'address'>;
  /** While it is full, nothing is written for functions; default never. */
  readonly disk?: Pick<Disk, 'isFull'>;
  /** Rung when something was written, for who reads the streams. */
  readonly written?: Pick<Bell, 'ring'>;
}

/** The running gate. */
export interface Gate {
  stop(): Promise<void>;
}

/**
 * Starts what stands between clients and the engine, which checks neither signatures nor permissions: every request is verified, and refused in
 * DynamoDB's words when the policies of its function do not allow it. What is allowed goes on as it came, and so does every answer. Rejects when
 * the port is in use.
 */
export async function startGate(settings: GateSettings): Promise<Gate> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    serve(client, settings);
  });
  await listen(server, settings.port, '127.0.0.1', 'DynamoDB');
  return {
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const client of open) client.destroy();
      await closed;
    },
  };
}

function connectTo(address: string): Socket {
  const { hostname, port } = new URL(address);
  return connect({ host: hostname, port: Number(port), noDelay: true });
}

function serve(client: Socket, settings: GateSettings): void {
  const engine = connectTo(settings.engine);
  const copy = laggingOf(client, settings.lagging);
  const reader = createRequestReader();
  // Clients of AWS send the next request of a connection after the answer to the last, so refusals and answers cannot overtake each other.
  const forward = async (request: RawRequest): Promise<void> => {
    const passed = await pass(request, settings);
    if ('refusal' in passed) {
      client.write(passed.refusal);
      return;
    }
    const fault = passed.caller?.isAccount === false ? faultOf(request, settings) : undefined;
    if (typeof fault === 'object') {
      client.write(fault);
      return;
    }
    if (fault === 'silent') return;
    if (fault === 'lagging') {
      await copy.ask(request.bytes);
      return;
    }
    if (fault === 'lost') {
      engine.unpipe(client);
      engine.once('data', () => client.destroy());
      engine.resume();
    }
    if (settings.written !== undefined && writes.has(operationOf(request))) engine.once('data', settings.written.ring);
    engine.write(request.bytes);
  };
  client.on('data', (chunk: Buffer) => {
    try {
      for (const request of reader.take(chunk)) void forward(request);
    } catch {
      client.destroy();
    }
  });
  engine.pipe(client);
  for (const [one, other] of [
    [client, engine],
    [engine, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.once('close', () => other.destroy());
  }
}

/** The answer that refuses a request, or whose it is when it may pass. */
async function pass(
  request: RawRequest,
  settings: GateSettings,
): Promise<{ readonly refusal: Buffer } | { readonly caller: Caller | undefined }> {
  // Whether the engine is there, anybody may ask.
  if (request.method === 'GET') return { caller: undefined };
  try {
    const claim = await verifySignature(request, settings);
    const caller = settings.keys.callerOf(claim.accessKeyId);
    demandOf(request, caller);
    return { caller };
  } catch (error) {
    if (error instanceof AwsJsonError) return { refusal: answer(error.status, error.type, error.message) };
    if (error instanceof AccessDenied) return { refusal: answer(400, error.type, error.message) };
    return { refusal: answer(400, 'SerializationException', error instanceof Error ? error.message : String(error)) };
  }
}

function operationOf({ headers }: RawRequest): string {
  return headers.get('x-amz-target')?.split('.').at(-1) ?? '';
}

function demandOf(request: RawRequest, caller: Caller): void {
  if (caller.isAccount) return;
  const operation = operationOf(request);
  const demands = demandsOf(operation, JSON.parse(request.body.toString('utf8')));
  if (demands === undefined)
    throw new AccessDenied(`The permission for dynamodb:${operation} is not known on this machine`);
  caller.demand(demands);
}

/**
 * What goes wrong with a request: an answer instead of the engine's, `lost` for one that is carried out and whose connection then breaks, `silent` for one that nobody ever answers, `lagging` for
 * one that the copy answers.
 */
function faultOf(
  request: RawRequest,
  { faults = noFaults, disk = roomyDisk, lagging }: GateSettings,
): Buffer | 'lost' | 'silent' | 'lagging' | undefined {
  const { body } = request;
  const operation = operationOf(request);
  if (faults.strikes('throttle'))
    return answer(400, 'ThrottlingException', 'Rate of requests exceeds the allowed throughput.');
  if (faults.strikes('unavailable')) return answer(503, 'ServiceUnavailable', 'The service is currently unavailable.');
  if (disk.isFull() && writes.has(operation)) return answer(500, 'InternalServerError', 'Internal server error.');
  if (operation === 'BatchGetItem' && faults.strikes('unprocessed')) {
    const { RequestItems: UnprocessedKeys } = batchSchema.parse(JSON.parse(body.toString('utf8')));
    return response(200, 'OK', { Responses: {}, UnprocessedKeys });
  }
  if (faults.strikes('silent')) return 'silent';
  if (lagging !== undefined && asksIndex(operation, body) && faults.strikes('index')) return 'lagging';
  return faults.strikes('lost') ? 'lost' : undefined;
}

const writes: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);

function asksIndex(operation: string, body: Buffer): boolean {
  if (operation !== 'Query' && operation !== 'Scan') return false;
  return indexSchema.parse(JSON.parse(body.toString('utf8'))).IndexName !== undefined;
}

/** The connection of a client to the copy that lags behind; there is none before it is asked. */
function laggingOf(client: Socket, lagging: GateSettings['lagging']) {
  let connection: Socket | undefined;
  client.once('close', () => connection?.destroy());
  return {
    ask: async (bytes: Buffer) => {
      try {
        const address = await lagging?.address();
        // It left while the copy was made: nothing would end a connection that is made now.
        if (client.destroyed) return;
        if (connection === undefined && address !== undefined) {
          connection = connectTo(address);
          // Without it no answer comes: the copy has ended.
          connection.on('error', () => client.destroy());
          connection.once('close', () => client.destroy());
          connection.pipe(client, { end: false });
        }
        connection?.write(bytes);
      } catch {
        client.destroy();
      }
    },
  };
}

const indexSchema = z.looseObject({ IndexName: z.string().optional() });
const batchSchema = z.looseObject({ RequestItems: z.unknown() });

function answer(status: number, type: string, message: string): Buffer {
  return response(status, 'Refused', { __type: `com.amazon.coral.service#${type}`, Message: message, message });
}

function response(status: number, reason: string, content: object): Buffer {
  const body = JSON.stringify(content);
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/x-amz-json-1.0',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    '',
  ];
  return Buffer.from(head.join('\r\n') + body);
}
