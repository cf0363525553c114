import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import * as z from 'zod';

/** What passed a proxy since it was last asked. */
export interface Consumption {
  readonly requests: number;
  /** Capacity units of reads and of writes, tables and indexes together, as the engine answers them. */
  readonly read: number;
  readonly write: number;
}

/** A proxy in front of a DynamoDB engine. */
export interface CountingProxy {
  readonly endpoint: string;
  /** The consumption so far; counting begins anew. */
  readonly take: () => Consumption;
  readonly stop: () => Promise<void>;
}

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const reads = new Set(['GetItem', 'BatchGetItem', 'TransactGetItems', 'Query']);

const capacity = z.object({ CapacityUnits: z.number() });
const answerSchema = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });

/** A request that the engine has carried out. */
export interface Counted {
  readonly operation: string;
  /** The access key that has signed it: whose it is. */
  readonly accessKeyId: string;
  readonly body: Buffer;
  readonly units: number;
  /** Asks the engine the same way for something else. */
  readonly ask: (operation: string, body: object) => Promise<unknown>;
}

/**
 * Passes every request on to the engine and asks it what reads and writes consumed; answers are passed back unchanged, each after `observe` has looked at the
 * request.
 */
export async function startCountingProxy(
  engine: string,
  observe: (counted: Counted) => Promise<void> = () => Promise.resolve(),
): Promise<CountingProxy> {
  let counted: Consumption = { requests: 0, read: 0, write: 0 };
  const server = createServer((incoming, outgoing) => {
    void pass(engine, incoming, outgoing, async (request) => {
      const { operation, units } = request;
      counted = {
        requests: counted.requests + 1,
        read: counted.read + (reads.has(operation) ? units : 0),
        write: counted.write + (writes.has(operation) ? units : 0),
      };
      await observe(request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    take: () => {
      const taken = counted;
      counted = { requests: 0, read: 0, write: 0 };
      return taken;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(
  engine: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  count: (counted: Counted) => Promise<void>,
): Promise<void> {
  const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  const isCounted = reads.has(operation) || writes.has(operation);
  const sent = await buffer(incoming);
  const body = isCounted ? withCapacity(sent) : sent;
  const headers = { ...incoming.headers, 'content-length': String(body.length) };
  const onward = request(`${engine}${incoming.url ?? '/'}`, { method: incoming.method, headers }, (answer) => {
    void buffer(answer).then(async (received) => {
      if (isCounted && answer.statusCode === 200) {
        const accessKeyId = /Credential=([^/]+)/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
        const ask = (other: string, content: object) => asked(engine, incoming, other, content);
        await count({ operation, accessKeyId, body: sent, units: unitsOf(received), ask });
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(received);
    });
  });
  onward.on('error', () => outgoing.writeHead(502).end());
  onward.end(body);
}

/** Asks the engine in the name of a request that has passed. Engines on this machine check no signatures. */
async function asked(
  engine: string,
  { headers }: IncomingMessage,
  operation: string,
  content: object,
): Promise<unknown> {
  const answer = await fetch(`${engine}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization: headers.authorization ?? '',
      'x-amz-date': String(headers['x-amz-date'] ?? ''),
    },
    body: JSON.stringify(content),
  });
  return await answer.json();
}

function withCapacity(body: Buffer): Buffer {
  const sent = z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString('utf8')));
  return Buffer.from(JSON.stringify({ ...sent, ReturnConsumedCapacity: 'TOTAL' }));
}

function unitsOf(answer: Buffer): number {
  const { ConsumedCapacity } = answerSchema.parse(JSON.parse(answer.toString('utf8')));
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}
