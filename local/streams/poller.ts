import type { StreamPoller, StreamPollerSettings } from './settings.ts';

/** Starts delivering the stream of the mapping's table to its function. Rejects when the table has no stream or a filter is malformed. */
export declare function startStreamPoller(settings: StreamPollerSettings): Promise<StreamPoller>;
