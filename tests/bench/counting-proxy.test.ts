import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CountingProxy, startCountingProxy } from './counting-proxy.ts';

let engine: Server;
let proxy: CountingProxy;
let received: string[] = [];
let status = 200;

beforeEach(async () => {
  received = [];
  status = 200;
  engine = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(body);
      response
        .writeHead(status)
        .end(JSON.stringify({ ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 1.5 }] }));
    });
  });
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  proxy = await startCountingProxy(`http://127.0.0.1:${(engine.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await proxy.stop();
  engine.closeAllConnections();
  engine.close();
});

const send = (operation: string, body: string) =>
  fetch(proxy.endpoint, { method: 'POST', body, headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` } });

test('asks for the consumption of reads and writes and sums it until it is taken', async () => {
  await send('TransactWriteItems', '{"a":1}');
  const answer = await send('Query', '{}');
  expect(await answer.json()).toEqual({ ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 1.5 }] });
  expect(JSON.parse(received[0] ?? '')).toEqual({ a: 1, ReturnConsumedCapacity: 'TOTAL' });
  expect(proxy.take()).toEqual({ requests: 2, read: 3.5, write: 3.5 });
  expect(proxy.take()).toEqual({ requests: 0, read: 0, write: 0 });
});

test('passes on what consumes nothing as it is, and counts no refused request', async () => {
  await send('DescribeTable', '{"TableName":"t"}');
  status = 400;
  expect((await send('PutItem', '{}')).status).toBe(400);
  expect(received[0]).toBe('{"TableName":"t"}');
  expect(proxy.take()).toEqual({ requests: 0, read: 0, write: 0 });
});
