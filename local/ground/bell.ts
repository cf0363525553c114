import { setTimeout as sleep } from 'node:timers/promises';

/** Something that happens now and then, which others wait for. */
export interface Bell {
  /** It has happened. */
  ring(): void;
  /** How often it has happened. */
  readonly rung: () => number;
  /** Resolves once it has happened more often than that, after so many milliseconds, or when the waiting ends. */
  after(rung: number, milliseconds: number, ending: AbortSignal): Promise<void>;
}

/** Makes a bell that has not rung. */
export function createBell(): Bell {
  let count = 0;
  const waiting = new Set<AbortController>();
  return {
    ring: () => {
      count += 1;
      for (const one of waiting) one.abort();
    },
    rung: () => count,
    after: async (rung, milliseconds, ending) => {
      if (count > rung || ending.aborted) return;
      const heard = new AbortController();
      waiting.add(heard);
      const hear = () => heard.abort();
      ending.addEventListener('abort', hear, { once: true });
      await sleep(milliseconds, undefined, { signal: heard.signal }).catch(() => undefined);
      ending.removeEventListener('abort', hear);
      waiting.delete(heard);
    },
  };
}
