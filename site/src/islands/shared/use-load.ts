import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, failureOf } from '../../session/problem.ts';

/** What a page shows of something that is fetched. */
export type Loaded<Data> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly data: Data };

/** Something fetched, with the means to fetch it again. */
export interface Loading<Data> {
  readonly loaded: Loaded<Data>;
  /** Fetches again; what is shown stays until the answer is there. Failures of a quiet one are not shown. */
  readonly reload: (quietly?: boolean) => Promise<void>;
  /** Shows this instead, as a command answered it. */
  readonly show: (data: Data) => void;
}

/** Fetches when the page opens and whenever `key` changes. */
export function useLoad<Data>(key: string, load: () => Promise<Data>): Loading<Data> {
  const [loaded, setLoaded] = useState<Loaded<Data>>({ kind: 'loading' });
  const latest = useRef(load);
  latest.current = load;
  // An answer that arrives after a newer request was made is out of date.
  const request = useRef(0);
  const reload = useCallback(async (quietly = false) => {
    const mine = (request.current += 1);
    try {
      const data = await latest.current();
      if (mine === request.current) setLoaded({ kind: 'ready', data });
    } catch (error) {
      const failure = failureOf(error);
      if (mine === request.current && !quietly) setLoaded({ kind: 'failed', failure });
    }
  }, []);
  const show = useCallback((data: Data) => {
    request.current += 1;
    setLoaded({ kind: 'ready', data });
  }, []);
  useEffect(() => {
    setLoaded({ kind: 'loading' });
    void reload();
  }, [key, reload]);
  return { loaded, reload, show };
}
