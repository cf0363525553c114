import { setTimeout as delay } from 'node:timers/promises';

/** What is running, to be stopped in the reverse order of its start. */
export interface StopList {
  /** Adds something that now runs. */
  add(name: string, stop: () => Promise<void>): void;
  /** Stops everything, last started first; what fails or takes more than `milliseconds` is reported and passed over. */
  stopAll(milliseconds: number): Promise<void>;
}

/** An empty list. `onProblem` is told what could not be stopped, and why. */
export function createStopList(onProblem: (text: string) => void): StopList {
  const running: { name: string; stop: () => Promise<void> }[] = [];
  return {
    add: (name, stop) => void running.push({ name, stop }),
    stopAll: async (milliseconds) => {
      const deadline = Date.now() + milliseconds;
      for (const { name, stop } of running.splice(0).reverse()) {
        const outcome = await Promise.race([
          stop().then(
            () => undefined,
            (error: unknown) => (error instanceof Error ? error.message : String(error)),
          ),
          // Each gets what is left, but always a moment, so that one that hangs does not cost the others their end.
          delay(Math.max(deadline - Date.now(), 200), 'it did not end in time', { ref: false }),
        ]);
        if (outcome !== undefined) onProblem(`stopping ${name}: ${outcome}`);
      }
    },
  };
}
