import { setTimeout as delay } from 'node:timers/promises';

// Eight tries with 10, 20, 40 … 1280 ms between them: 2.5 s, while a conflicting transaction takes some 10 ms.
const tries = 8;
const firstPauseMilliseconds = 10;

/**
 * Tries a decision again on fresh data while others change it: `attempt` answers undefined when its conditional write lost.
 * Throws when it never wins, which only an outage or a defect can cause.
 */
export async function settle<Value>(attempt: () => Promise<Value | undefined>): Promise<Value> {
  for (let count = 0; count < tries; count += 1) {
    const value = await attempt();
    if (value !== undefined) return value;
    await delay(firstPauseMilliseconds * 2 ** count * (0.5 + Math.random()));
  }
  throw new Error('the application keeps changing, or the table does not answer');
}
