import { useEffect, useState } from 'preact/hooks';

/** False until the page's script runs: what needs it stays disabled until then, so that no early click is lost. */
export function useReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return ready;
}
