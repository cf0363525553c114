/**
 * Longest single timer, milliseconds. `setTimeout` fires at once above 24.8 days, and stands still while a laptop sleeps:
 * looking at the clock every minute makes an alarm at most that late.
 */
const longestTimerMs = 60_000;

/** Runs `action` once the clock (milliseconds since 1970) has reached `due`, however far away. Answers a function that cancels. */
export function alarmAt(due: number, clock: () => number, action: () => void): () => void {
  let timer = setTimeout(check, delay());
  function delay() {
    return Math.min(Math.max(due - clock(), 0), longestTimerMs);
  }
  function check() {
    if (clock() >= due) action();
    else timer = setTimeout(check, delay());
  }
  return () => {
    clearTimeout(timer);
  };
}
