import type { Store } from './storage/store.ts';
import type { BucketSettings } from './types.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Removes what the lifecycle rules of the buckets say is too old. */
export function expireObjects(store: Store, buckets: readonly BucketSettings[], now: Date): void {
  for (const { name, expireAfterDays } of buckets) {
    if (expireAfterDays === undefined) continue;
    // S3 rounds the end of an object's life up to the next midnight UTC, so all that was made before a midnight goes at once.
    const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
    const before = new Date(midnight - expireAfterDays * dayMs);
    store.bodies.remove(store.versions.removeBefore(name, before));
  }
}
