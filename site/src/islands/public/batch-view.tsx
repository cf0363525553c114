import type { ComponentChildren } from 'preact';
import { Button } from '../shared/button.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { type Page, PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { Skeleton } from '../shared/skeleton.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useReady } from '../shared/use-ready.ts';
import { MissingBatch } from './missing-batch.tsx';
import { PaperDownload } from './paper-download.tsx';

/** A page of a batch, as the API answers it. */
interface BatchPage<Item, Batch> extends Page<Item> {
  readonly batch: Batch;
  readonly paper: string | null;
}

interface BatchViewProps<Item, Batch> {
  readonly load: (id: string, query: { cursor?: string }) => Promise<BatchPage<Item, Batch>>;
  /** What stands below the number of the batch. */
  readonly head: (batch: Batch) => ComponentChildren;
  /** What else it can be had as. */
  readonly links?: (batch: Batch) => ComponentChildren;
  readonly empty: string;
  readonly row: (item: Item, batch: Batch) => ComponentChildren;
}

/** The batch that the address names: its head, its paper and its lines. */
export function BatchView<Item, Batch extends { readonly number: string }>(props: BatchViewProps<Item, Batch>) {
  const ready = useReady();
  if (!ready) return <Skeleton rows={9} />;
  const id = queryParameter('batch');
  return id === null ? <MissingBatch /> : <Shown {...props} id={id} />;
}

type ShownProps<Item, Batch> = BatchViewProps<Item, Batch> & { readonly id: string };

function Shown<Item, Batch extends { readonly number: string }>(props: ShownProps<Item, Batch>) {
  const { id, load, head, links, empty, row } = props;
  const loading = useLoad(id, () => load(id, {}));
  return (
    <LoadView loading={loading}>
      {(first) => (
        <>
          <section class="panel batch-head">
            <h2>{first.batch.number}</h2>
            {head(first.batch)}
            <p class="actions screen-only">
              <Button kind="plain" onClick={() => window.print()}>
                打印
              </Button>
              {first.paper !== null && (
                <PaperDownload name={first.batch.number} address={async () => (await load(id, {})).paper} />
              )}
              {links?.(first.batch)}
            </p>
          </section>
          <PagedList
            name={id}
            load={(query) => (query.cursor === undefined ? Promise.resolve(first) : load(id, query))}
            empty={<p>{empty}</p>}
          >
            {(items) => <ol class="list">{items.map((item) => row(item, first.batch))}</ol>}
          </PagedList>
        </>
      )}
    </LoadView>
  );
}
