import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openQueues } from '../queues/queues.ts';
import type { Queues } from '../queues/queues.ts';
import { queuePropertiesSchema } from '../queues/settings.ts';
import { queueMappingPropertiesSchema, startQueueDelivery } from './queue-delivery.ts';

const arn = 'arn:aws:sqs:us-east-1:000000000000:Mails';
let folder: string;
let queues: Queues;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'queue-delivery-'));
  const settings = { arn, name: 'Mails', properties: queuePropertiesSchema.parse({}) };
  queues = openQueues({ dataFolder: folder, queues: [settings], endpoint: () => 'http://127.0.0.1' });
});
afterEach(async () => {
  await queues.stop();
  rmSync(folder, { recursive: true });
});

it('delivers a message twice by the fault duplicate, as a standard queue may', async () => {
  const delivered: unknown[] = [];
  await queues.send(arn, 'mail');
  const delivery = startQueueDelivery({
    id: 'Mails',
    properties: queueMappingPropertiesSchema.parse({ FunctionName: 'SendMail', EventSourceArn: arn }),
    queues,
    invoke: (_name, payload) => {
      delivered.push(...(payload as { Records: { body: string }[] }).Records.map(({ body }) => body));
      return Promise.resolve({ ok: true, payload: null });
    },
    region: 'us-east-1',
    faults: { strikes: (kind) => kind === 'duplicate' },
    log: { write: () => undefined },
  });
  await expect.poll(() => delivered).toEqual(['mail', 'mail']);
  await delivery.stop();
  expect(queues.receive(arn, 10)).toEqual([]);
});
