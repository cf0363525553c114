import type { EventBus, EventBusSettings } from './settings.ts';

/** Opens buses and rules and goes on delivering what the last run accepted. Throws on a pattern, schedule or target it cannot run. */
export declare function startEventBus(settings: EventBusSettings): Promise<EventBus>;
