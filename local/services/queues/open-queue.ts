import type { Queue } from './queue.ts';
import type { QueueSettings } from './settings.ts';

/** A queue with its settings. */
export interface OpenQueue {
  readonly settings: QueueSettings;
  readonly queue: Queue;
}
