import type { ComponentChildren } from 'preact';
import type { Loading } from './use-load.ts';
import { FailureNotice } from './notice.tsx';
import { Skeleton } from './skeleton.tsx';

interface LoadViewProps<Data> {
  readonly loading: Loading<Data>;
  readonly rows?: number;
  readonly children: (data: Data) => ComponentChildren;
}

/** Shows what was fetched; before that its skeleton, and after a failure the reason with 重试. */
export function LoadView<Data>({ loading: { loaded, reload }, rows = 9, children }: LoadViewProps<Data>) {
  switch (loaded.kind) {
    case 'loading':
      return <Skeleton rows={rows} />;
    case 'failed':
      return <FailureNotice failure={loaded.failure} onRetry={() => void reload()} />;
    case 'ready':
      return <>{children(loaded.data)}</>;
  }
}
