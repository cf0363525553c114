import { useEffect, useRef } from 'preact/hooks';

const quickMilliseconds = 1000;
const usualMilliseconds = 3000;
const longestMilliseconds = 30_000;

/**
 * Looks again by itself while others work on what is shown: within a second at first when a machine is at work (`quick`),
 * ever more slowly as time passes, and at once when the user comes back to the page.
 */
export function useRefresh(active: boolean, quick: boolean, refresh: () => Promise<void>): void {
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    if (!active) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (delay: number) => {
      if (stop.signal.aborted) return;
      timer = setTimeout(() => {
        const again = () => look(Math.min(longestMilliseconds, delay * 1.5));
        if (document.hidden) again();
        else void latest.current().finally(again);
      }, delay);
    };
    const comeBack = () => {
      if (!document.hidden) void latest.current();
    };
    look(quick ? quickMilliseconds : usualMilliseconds);
    document.addEventListener('visibilitychange', comeBack, { signal: stop.signal });
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [active, quick]);
}
