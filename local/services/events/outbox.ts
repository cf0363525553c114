import { join } from 'node:path';
import * as z from 'zod';
import { openJournal } from '../../ground/journal.ts';

const deliverySchema = z.strictObject({
  id: z.string(),
  ruleArn: z.string(),
  targetId: z.string(),
  /** Unix time in milliseconds at which the event was accepted. */
  acceptedAt: z.number(),
  event: z.record(z.string(), z.unknown()),
});
const entrySchema = z.union([
  z.strictObject({ deliveries: z.array(deliverySchema) }),
  z.strictObject({ settled: z.string() }),
]);

/** One event for one target. */
export type Delivery = z.output<typeof deliverySchema>;

/** Deliveries that were promised and not yet made, on disk. */
export interface Outbox {
  /** What the last run left, oldest first. */
  readonly restored: readonly Delivery[];
  /** On disk together or not at all when it returns. */
  accept(deliveries: readonly Delivery[]): void;
  /** Made or given up. */
  settle(id: string): void;
  close(): void;
}

/** The file is written anew when this many lines are of no more use. */
const compactAfter = 5000;

/** Opens the outbox. Throws StartError when its file is corrupt. */
export function openOutbox(dataFolder: string): Outbox {
  const journal = openJournal(join(dataFolder, 'outbox.jsonl'), entrySchema);
  const pending = new Map<string, Delivery>();
  for (const entry of journal.restored) {
    if ('settled' in entry) pending.delete(entry.settled);
    else for (const delivery of entry.deliveries) pending.set(delivery.id, delivery);
  }
  let settledLines = 0;
  const compact = (): void => {
    journal.rewrite(pending.size === 0 ? [] : [{ deliveries: [...pending.values()] }]);
    settledLines = 0;
  };
  compact();
  let isClosed = false;
  return {
    restored: [...pending.values()],
    accept: (deliveries) => {
      if (isClosed) throw new Error('The event bus is stopping');
      if (deliveries.length === 0) return;
      journal.append({ deliveries: [...deliveries] });
      for (const delivery of deliveries) pending.set(delivery.id, delivery);
    },
    settle: (id) => {
      // A delivery may end after the stop; it is then made once more by the next start.
      if (isClosed) return;
      pending.delete(id);
      settledLines += 1;
      try {
        journal.append({ settled: id });
        if (settledLines >= compactAfter) compact();
      } catch {
        // The disk is full: should it stay so until the next start, that makes this delivery once more. The next line compacts the file.
        settledLines = compactAfter;
      }
    },
    close: () => {
      isClosed = true;
      journal.close();
    },
  };
}
