import { useState } from 'preact/hooks';
import { download, openTab } from '../../files/download.ts';
import { type Failure, failureOf } from '../../session/problem.ts';

interface DownloadProps {
  readonly label: string;
  /** Asks for an address that lasts five minutes. */
  readonly address: () => Promise<{ url: string }>;
  /** The name under which to save; without one the file is shown in a new tab. */
  readonly saveAs?: string;
  readonly kind?: 'link' | 'button';
}

/** Downloads or shows something whose address is made at the moment it is wanted. */
export function Download({ label, address, saveAs, kind = 'link' }: DownloadProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function get(): Promise<void> {
    const show = saveAs === undefined ? openTab() : null;
    setBusy(true);
    setFailure(null);
    try {
      const { url } = await address();
      if (saveAs !== undefined) await download(url, saveAs);
      show?.(url);
    } catch (error) {
      show?.(null);
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
          if (!busy) void get();
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
