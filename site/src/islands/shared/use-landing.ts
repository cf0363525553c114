import { useEffect, useRef } from 'preact/hooks';

/** The id of the part of a case page that says where the application stands. */
export const landingId = 'standing';

// A part of the page that is still on its way has nothing to focus yet.
function focusOnceThere(): (() => void) | undefined {
  const landing = document.getElementById(landingId);
  if (landing !== null) {
    landing.focus({ preventScroll: true });
    return undefined;
  }
  const observer = new MutationObserver(() => {
    const arrived = document.getElementById(landingId);
    if (arrived === null) return;
    observer.disconnect();
    arrived.focus({ preventScroll: true });
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/**
 * Leads somebody who has just acted to where the application stands now: the page scrolls up and the focus goes there.
 * Answers what to call when they act; what others do moves nothing under anybody's hands.
 */
export function useLanding(state: string): () => void {
  const acted = useRef(false);
  useEffect(() => {
    if (!acted.current) return undefined;
    acted.current = false;
    scrollTo({ top: 0 });
    return focusOnceThere();
  }, [state]);
  return () => {
    acted.current = true;
  };
}
