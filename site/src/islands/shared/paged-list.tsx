import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Failure, failureOf } from '../../session/problem.ts';
import { Button } from './button.tsx';
import { LoadView } from './load-view.tsx';
import { FailureNotice } from './notice.tsx';
import { useLoad } from './use-load.ts';
import { useRefresh } from './use-refresh.ts';

/** One page of a list, as the API answers it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor: string | null;
  /** Not everything was looked through: whoever misses something asks for less. */
  readonly narrow?: boolean;
}

interface PagedListProps<Item> {
  /** Names the list; another name fetches anew. */
  readonly name: string;
  readonly load: (cursor: { cursor?: string }) => Promise<Page<Item>>;
  /** True for what others add to while it is shown. */
  readonly live?: boolean;
  readonly empty: ComponentChildren;
  /** `hasMore`: there are items that are not fetched yet. */
  readonly children: (items: readonly Item[], reload: () => void, hasMore: boolean) => ComponentChildren;
}

/** A list of any length: its first page, and 加载更多 for as long as there is more. */
export function PagedList<Item>({ name, load, live = false, empty, children }: PagedListProps<Item>) {
  const loading = useLoad(name, () => load({}));
  const [long, setLong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // Looking again would fold a list that somebody has opened further.
  useRefresh(live && !long, false, () => loading.reload(true));
  async function more(shown: Page<Item>, cursor: string): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      setLong(true);
      const next = await load({ cursor });
      loading.show({ ...next, items: [...shown.items, ...next.items] });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <LoadView loading={loading}>
      {(page) => {
        const { cursor, narrow = false } = page;
        if (page.items.length === 0 && cursor === null && !narrow) return <div class="empty">{empty}</div>;
        return (
          <>
            {page.items.length > 0 && children(page.items, () => void loading.reload(true), cursor !== null)}
            {narrow && (
              <p class="soft" role="status">
                {cursor === null
                  ? '符合条件的过多，没有逐件查看。请再填写一项条件。'
                  : '符合条件的过多，只查看了其中一部分。请再填写一项条件，或者加载更多。'}
              </p>
            )}
            <FailureNotice failure={failure} />
            {cursor !== null && (
              <p class="more">
                <Button kind="plain" busy={busy} onClick={() => void more(page, cursor)}>
                  加载更多
                </Button>
              </p>
            )}
          </>
        );
      }}
    </LoadView>
  );
}
