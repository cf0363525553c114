import { useEffect, useRef } from 'preact/hooks';

/** The id of the part of a case page that says where the application stands. */
export const landingId = 'standing';

/**
 * Leads somebody who has just acted to where the application stands now: the page scrolls up and the focus goes there.
 * Answers what to call when they act; what others do moves nothing under anybody's hands.
 */
export function useLanding(state: string): () => void {
  const acted = useRef(false);
  useEffect(() => {
    if (!acted.current) return;
    acted.current = false;
    scrollTo({ top: 0 });
    document.getElementById(landingId)?.focus({ preventScroll: true });
  }, [state]);
  return () => {
    acted.current = true;
  };
}
