import { readFileSync, statSync } from 'node:fs';
import * as z from 'zod';

/**
 * What the cloud does to functions now and then: it refuses for want of capacity, is out of order, does what it was asked and loses the answer, never answers,
 * leaves keys of a batch undone, answers from an index that lags behind, delivers what it has delivered, or in another order, ends a function in the middle of
 * its work or lets it stand still, has no room on its disks.
 */
export const faultKinds = [
  'throttle',
  'unavailable',
  'lost',
  'silent',
  'unprocessed',
  'index',
  'duplicate',
  'reorder',
  'kill',
  'freeze',
  'disk',
] as const;

/** A kind of fault. */
export type FaultKind = (typeof faultKinds)[number];

/** Decides which requests meet with a fault. */
export interface Faults {
  /** Whether this one does; each kind is drawn by itself. */
  strikes(kind: FaultKind): boolean;
}

/** Name of the file in the data folder by which a running cloud is told to be faulty: shares from 0 to 1 by kind, for example `{"throttle": 0.2}`. */
export const faultsFile = 'faults.json';

const sharesSchema = z.partialRecord(z.enum(faultKinds), z.number().min(0).max(1));

/** How long the file is believed before it is looked at again. */
const lookEveryMilliseconds = 250;

/** The longest by which a delivery is late that others overtake. */
const latestMilliseconds = 2000;

/** For how many milliseconds a delivery is held back, so that later ones overtake it: 0 for most. */
export function delayOf(faults: Faults): number {
  return faults.strikes('reorder') ? Math.ceil(Math.random() * latestMilliseconds) : 0;
}

/** Nothing ever fails. */
export const noFaults: Faults = { strikes: () => false };

/** Faults by the shares in a file, which may come, change and go while the cloud runs. A file that is not understood counts as none. */
export function faultsOf(file: string): Faults {
  let shares: z.output<typeof sharesSchema> = {};
  let lookedAt = Number.NEGATIVE_INFINITY;
  let changedAt = 0;
  const look = (): void => {
    if (Date.now() - lookedAt < lookEveryMilliseconds) return;
    lookedAt = Date.now();
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.mtimeMs === changedAt) return;
    changedAt = stat?.mtimeMs ?? 0;
    shares = stat === undefined ? {} : read(file);
  };
  return {
    strikes: (kind) => {
      look();
      return Math.random() < (shares[kind] ?? 0);
    },
  };
}

function read(file: string): z.output<typeof sharesSchema> {
  try {
    return sharesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
