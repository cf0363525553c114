import { useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, failureOf } from '../../session/problem.ts';
import { send } from '../../session/send.ts';
import type { SessionParty } from '../../session/session.ts';
import { beginSignIn } from '../../session/sign-in.ts';

/** A way to the issuer of a party. */
export interface SignIn {
  /** The party on whose way to the issuer the page is; null while it stays. */
  readonly leaving: SessionParty | null;
  readonly failure: Failure | null;
  /** Begins a sign-in that comes back to `returnTo`; a second call on the way does nothing. */
  readonly leave: (
    party: SessionParty,
    page: { readonly returnTo: string | null; readonly loginHint: string | null },
  ) => Promise<void>;
}

/** Leaves for the issuer by `go`, and says why when it cannot be reached. */
export function useSignIn(go: (address: string) => void): SignIn {
  const [leaving, setLeaving] = useState<SessionParty | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const gone = useRef(false);
  // Who comes back from the issuer may find this page as it was left, on its way.
  useEffect(() => {
    const stop = new AbortController();
    const comeBack = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      gone.current = false;
      setLeaving(null);
    };
    addEventListener('pageshow', comeBack, { signal: stop.signal });
    return () => stop.abort();
  }, []);

  async function leave(
    party: SessionParty,
    page: { readonly returnTo: string | null; readonly loginHint: string | null },
  ): Promise<void> {
    if (gone.current) return;
    gone.current = true;
    setLeaving(party);
    setFailure(null);
    try {
      const configuration = await send('public', 'getConfiguration', {});
      go(await beginSignIn(configuration, party, { origin: location.origin, ...page }, sessionStorage));
    } catch (error) {
      setFailure(
        error instanceof Error && 'code' in error
          ? { code: 'issuer', message: '登录服务暂时无法使用，请稍后重试。', errors: [], retry: true }
          : failureOf(error),
      );
      setLeaving(null);
      gone.current = false;
    }
  }

  return { leaving, failure, leave };
}
