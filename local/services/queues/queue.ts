import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { openJournal } from '../../ground/journal.ts';
import type { QueueSettings } from './settings.ts';

/** SQS's message attribute values, as sent and given back. */
export const attributeSchema = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});

const messageSchema = z.object({
  id: z.string(),
  body: z.string(),
  attributes: z.record(z.string(), attributeSchema),
  /** Unix time in milliseconds. */
  sentAt: z.number(),
});
const entrySchema = z.union([messageSchema, z.object({ deleted: z.string() })]);

/** A message as it was sent. */
export type StoredMessage = z.output<typeof messageSchema>;

interface QueuedMessage extends StoredMessage {
  visibleAt: number;
  receiveCount: number;
  firstReceivedAt: number | undefined;
  receiptHandle: string | undefined;
}

/** One queue. Messages are durable; who has received them is not: after a restart every undeleted message is visible again. */
export interface Queue {
  send(body: string, attributes: StoredMessage['attributes'], delayMs: number): StoredMessage;
  /** Visible messages, oldest first, hidden from others for `visibilityMs`. */
  receive(limit: number, visibilityMs: number): readonly Readonly<QueuedMessage>[];
  /** False when the handle is not that of a message's latest receipt. */
  changeVisibility(receiptHandle: string, visibilityMs: number): boolean;
  /** Deleting what is gone already is no error. */
  delete(receiptHandle: string): void;
  purge(): void;
  counts(): { readonly visible: number; readonly inFlight: number };
  close(): void;
}

/**
 * Opens a queue with the messages it held.
 *
 * @param delay for how many milliseconds the next message is out of sight, beside what its sender asks for: a standard queue keeps no order
 */
export function openQueue(dataFolder: string, settings: QueueSettings, now: () => Date, delay: () => number): Queue {
  const journal = openJournal(join(dataFolder, `${settings.name}.jsonl`), entrySchema);
  const messages = new Map<string, QueuedMessage>();
  for (const entry of journal.restored) {
    if ('deleted' in entry) messages.delete(entry.deleted);
    else messages.set(entry.id, queued(entry, 0));
  }
  journal.rewrite([...messages.values()].map((message) => messageSchema.parse(message)));

  const remove = (id: string): void => {
    journal.append({ deleted: id });
    messages.delete(id);
  };
  const dropExpired = (): void => {
    const oldest = now().getTime() - settings.properties.MessageRetentionPeriod * 1000;
    for (const message of messages.values()) if (message.sentAt < oldest) remove(message.id);
  };
  const withHandle = (handle: string): QueuedMessage | undefined =>
    [...messages.values()].find((message) => message.receiptHandle === handle);

  return {
    send: (body, attributes, delayMs) => {
      const message = { id: randomUUID(), body, attributes, sentAt: now().getTime() };
      journal.append(message);
      messages.set(message.id, queued(message, message.sentAt + delayMs + delay()));
      return message;
    },
    receive: (limit, visibilityMs) => {
      dropExpired();
      const time = now().getTime();
      const visible = [...messages.values()].filter((message) => message.visibleAt <= time).slice(0, limit);
      for (const message of visible) {
        message.visibleAt = time + visibilityMs;
        message.receiveCount += 1;
        message.firstReceivedAt ??= time;
        message.receiptHandle = randomUUID();
      }
      return visible;
    },
    changeVisibility: (handle, visibilityMs) => {
      const message = withHandle(handle);
      if (message !== undefined) message.visibleAt = now().getTime() + visibilityMs;
      return message !== undefined;
    },
    delete: (handle) => {
      const message = withHandle(handle);
      if (message !== undefined) remove(message.id);
    },
    purge: () => {
      journal.rewrite([]);
      messages.clear();
    },
    counts: () => {
      dropExpired();
      const time = now().getTime();
      const visible = [...messages.values()].filter((message) => message.visibleAt <= time).length;
      return { visible, inFlight: messages.size - visible };
    },
    close: () => journal.close(),
  };
}

function queued(message: StoredMessage, visibleAt: number): QueuedMessage {
  return { ...message, visibleAt, receiveCount: 0, firstReceivedAt: undefined, receiptHandle: undefined };
}

/** The digest with which SQS clients check a body. */
export function bodyDigest(body: string): string {
  return createHash('md5').update(body).digest('hex');
}
