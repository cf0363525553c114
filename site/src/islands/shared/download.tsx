import { useState } from 'preact/hooks';
import { type Failure, failureOf } from '../../lib/problem.ts';

interface DownloadProps {
  readonly label: string;
  /** Asks for an address that lasts five minutes. */
  readonly address: () => Promise<{ url: string }>;
  readonly kind?: 'link' | 'button';
}

/** Downloads something whose address is made at the moment it is wanted. */
export function Download({ label, address, kind = 'link' }: DownloadProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function download(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      location.assign((await address()).url);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <button
        type="button"
        class={kind === 'link' ? 'link' : 'button'}
        aria-busy={busy}
        onClick={() => {
          if (!busy) void download();
        }}
      >
        {label}
      </button>
      {failure !== null && (
        <span class="error" role="alert">
          {failure.message}
        </span>
      )}
    </>
  );
}
