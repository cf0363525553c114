import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { transaction } from '../../ground/sqlite.ts';
import type { S3EventBridgeDetail } from './types.ts';

/** Pause before the second delivery; each further pause is twice as long, up to the longest. */
const firstPauseMs = 50;
const longestPauseMs = 10_000;
/** Time for which taken events are collected, to remove them by one write. A crash meanwhile delivers them again. */
const removalPauseMs = 50;
/** Deliveries at one time, so that a burst of uploads does not start a hundred inspections at once. */
const concurrentDeliveries = 8;

const detailSchema = z.object({
  version: z.literal('0'),
  bucket: z.object({ name: z.string() }),
  object: z.object({
    key: z.string(),
    size: z.number(),
    etag: z.string(),
    'version-id': z.string().optional(),
    sequencer: z.string(),
  }),
  'request-id': z.string(),
  requester: z.string(),
  'source-ip-address': z.string(),
  reason: z.literal('PutObject'),
});

/** Events that are to be delivered: written with the object they tell of, removed once taken. */
export interface Outbox {
  /** Writes an event; call it inside the transaction that stores the object. Answers what delivers it afterwards. */
  readonly write: (detail: S3EventBridgeDetail) => () => void;
  /** Begins to deliver, first of all what an earlier run left. */
  readonly start: () => void;
  /** Begins no further delivery and waits for those that run, at most the given time. */
  readonly stop: (patienceMs: number) => Promise<void>;
}

interface OutboxSettings {
  readonly database: DatabaseSync;
  readonly deliver: (detail: S3EventBridgeDetail) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

interface Entry {
  readonly id: number;
  readonly detail: S3EventBridgeDetail;
  readonly attempt: number;
}

/** Opens the outbox; nothing is delivered before `start`. */
export function openOutbox({ database, deliver, onError }: OutboxSettings): Outbox {
  const insert = database.prepare('INSERT INTO events (detail) VALUES (?) RETURNING id');
  const remove = database.prepare('DELETE FROM events WHERE id = ?');
  const waiting: Entry[] = database
    .prepare('SELECT id, detail FROM events ORDER BY id')
    .all()
    .map((row) => {
      const { id, detail } = z.object({ id: z.number(), detail: z.string() }).parse(row);
      return { id, detail: detailSchema.parse(JSON.parse(detail)), attempt: 0 };
    });
  const running = new Set<Promise<void>>();
  const pauses = new Set<NodeJS.Timeout>();
  const taken: number[] = [];
  let removal: NodeJS.Timeout | undefined;
  let open = false;

  function enqueue(entry: Entry): void {
    waiting.push(entry);
    advance();
  }

  function retryLater({ id, detail, attempt }: Entry): void {
    const pause = setTimeout(
      () => {
        pauses.delete(pause);
        enqueue({ id, detail, attempt: attempt + 1 });
      },
      Math.min(firstPauseMs * 2 ** attempt, longestPauseMs),
    );
    pauses.add(pause);
  }

  function removeTaken(): void {
    clearTimeout(removal);
    removal = undefined;
    const ids = taken.splice(0);
    // After `stop` the index is closed; the events stay and are delivered again by the next run.
    if (ids.length === 0 || !database.isOpen) return;
    try {
      transaction(database, () => {
        for (const id of ids) remove.run(id);
      });
    } catch (error) {
      // The disk is full: they are removed once there is room, or delivered again by the next run.
      onError(error);
      taken.push(...ids);
      if (open) removal = setTimeout(removeTaken, longestPauseMs);
    }
  }

  async function attempt(entry: Entry): Promise<void> {
    try {
      await deliver(entry.detail);
      taken.push(entry.id);
      removal ??= setTimeout(removeTaken, removalPauseMs);
    } catch (error) {
      onError(error);
      if (open) retryLater(entry);
    }
  }

  function advance(): void {
    while (open && running.size < concurrentDeliveries) {
      const entry = waiting.shift();
      if (!entry) return;
      const delivery: Promise<void> = attempt(entry).finally(() => {
        running.delete(delivery);
        advance();
      });
      running.add(delivery);
    }
  }

  return {
    start() {
      open = true;
      advance();
    },
    write(detail) {
      const { id } = z.object({ id: z.number() }).parse(insert.get(JSON.stringify(detail)));
      return () => enqueue({ id, detail, attempt: 0 });
    },
    async stop(patienceMs) {
      open = false;
      for (const pause of pauses) clearTimeout(pause);
      const patience = new AbortController();
      const timeout = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        patience.signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      await Promise.race([Promise.allSettled(running), timeout]);
      patience.abort();
      removeTaken();
    },
  };
}
