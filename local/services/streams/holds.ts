import type { FunctionRecord } from './record.ts';

/** Where records wait that others overtake. */
export interface Holds {
  /** Passes a record on, at once or, with those of its partition that follow, later. */
  take(record: FunctionRecord): void;
  /** Passes on what is held. */
  release(): void;
}

/**
 * Holds the records of some partitions back, as shards do that are read more slowly than others: between partitions DynamoDB promises no order, within one
 * it does ("Reading and processing a stream"), so whatever follows in a partition waits behind what is held of it.
 *
 * @param delay for how many milliseconds the partition of a record is held back; 0: not
 */
export function createHolds(delay: () => number, pass: (records: readonly FunctionRecord[]) => void): Holds {
  const held = new Map<string, { readonly records: FunctionRecord[]; readonly timer: NodeJS.Timeout }>();
  const release = (partition: string): void => {
    const { records = [], timer } = held.get(partition) ?? {};
    clearTimeout(timer);
    held.delete(partition);
    pass(records);
  };
  return {
    take: (record) => {
      const { partition } = record;
      const holding = held.get(partition);
      if (holding !== undefined) {
        holding.records.push(record);
        return;
      }
      const milliseconds = delay();
      if (milliseconds === 0) pass([record]);
      else held.set(partition, { records: [record], timer: setTimeout(() => release(partition), milliseconds) });
    },
    release: () => {
      for (const partition of [...held.keys()]) release(partition);
    },
  };
}
