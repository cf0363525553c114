import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';

/** What DynamoDB answers instead of doing what it is asked, or how it cuts a batch short; `silent`: it never answers. */
export type Fault =
  | { readonly kind: 'error'; readonly status: number; readonly type: string; readonly reasons?: readonly string[] }
  | { readonly kind: 'unprocessed'; readonly done: number }
  | { readonly kind: 'silent' };

/** A DynamoDB engine in front of which answers can be replaced by faults. */
export interface FaultyEngine {
  readonly endpoint: string;
  /** Meets the next requests of an operation with these faults, in order. */
  readonly fail: (operation: string, ...faults: readonly Fault[]) => void;
  /** How often an operation was asked for since the start. */
  readonly asked: (operation: string) => number;
  readonly stop: () => Promise<void>;
}

/** Passes requests on to an engine, for tests of what happens while AWS is throttled or out of order: the real engine never is. */
export async function startFaultyEngine(engine: string): Promise<FaultyEngine> {
  const faults = new Map<string, Fault[]>();
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing, engine, (operation) => {
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
      return faults.get(operation)?.shift();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    fail: (operation, ...next) => faults.set(operation, [...next]),
    asked: (operation) => counts.get(operation) ?? 0,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  engine: string,
  take: (operation: string) => Fault | undefined,
): Promise<void> {
  const body = await buffer(incoming);
  const headers = z.record(z.string(), z.string()).parse(incoming.headers);
  const operation = headers['x-amz-target']?.split('.').at(-1) ?? '';
  const fault = take(operation);
  if (fault?.kind === 'silent') return;
  if (fault?.kind === 'error') {
    reply(outgoing, fault.status, JSON.stringify(errorOf(fault)));
    return;
  }
  const asked = fault === undefined ? undefined : batchGet.parse(JSON.parse(body.toString()));
  const [now, later] = asked === undefined ? [undefined, {}] : split(asked, fault?.done ?? 0);
  delete headers['content-length'];
  const result = await fetch(engine, { method: 'POST', headers, body: now === undefined ? body : JSON.stringify(now) });
  const text = await result.text();
  const answered = z.looseObject({}).parse(JSON.parse(text));
  reply(outgoing, result.status, now === undefined ? text : JSON.stringify({ ...answered, UnprocessedKeys: later }));
}

const batchGet = z.looseObject({
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })),
});
type BatchGet = z.output<typeof batchGet>;

function split(asked: BatchGet, done: number): [BatchGet, BatchGet['RequestItems']] {
  const part = (from: number, to?: number) =>
    Object.fromEntries(
      Object.entries(asked.RequestItems).map(([name, each]) => [name, { ...each, Keys: each.Keys.slice(from, to) }]),
    );
  return [{ ...asked, RequestItems: part(0, done) }, part(done)];
}

function errorOf({ type, reasons }: Extract<Fault, { kind: 'error' }>) {
  return {
    __type: `com.amazonaws.dynamodb.v20120810#${type}`,
    message: type,
    Message: type,
    ...(reasons === undefined ? {} : { CancellationReasons: reasons.map((Code) => ({ Code })) }),
  };
}

function reply(outgoing: ServerResponse, status: number, body: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}
