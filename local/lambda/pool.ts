import type { FunctionsSettings, RunningFunctions } from './settings.ts';

/** Starts the functions of the assembly lazily, each in worker threads of its own. Rejects when a code folder lacks its handler file. */
export declare function startFunctions(settings: FunctionsSettings): Promise<RunningFunctions>;
