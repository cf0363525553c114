import { setTimeout as delay } from 'node:timers/promises';

// Eight tries with 10, 20, 40 … 1280 ms between them: 2.5 s, while a conflicting transaction takes some 10 ms.
const tries = 8;
const firstPauseMilliseconds = 10;

/** What an attempt answers whose conditional write did not hold: others have changed something since it was read. */
export const lost = 'lost';
export type Lost = typeof lost;

/** Tries a decision again on fresh data while others change it; `lost` when it never wins. */
export async function settle<Value>(attempt: (count: number) => Promise<Value | Lost>): Promise<Value | Lost> {
  for (let count = 1; ; count += 1) {
    const value = await attempt(count);
    if (value !== lost || count === tries) return value;
    await pause(firstPauseMilliseconds, count);
  }
}

/** Waits before another try: twice as long each time, and never exactly as long as somebody else who waits for the same. `first` in milliseconds. */
export async function pause(first: number, count: number): Promise<void> {
  await delay(first * 2 ** (count - 1) * (0.5 + Math.random() / 2));
}

/** As `settle`, where losing every time can only be an outage or a defect: then it throws. */
export async function settleOrFail<Value>(attempt: (count: number) => Promise<Value | Lost>): Promise<Value> {
  const value = await settle(attempt);
  if (value === lost) throw new Error('the application keeps changing, or the table does not answer');
  return value;
}
