import { professions } from '../../../../domain/professions.ts';
import { send } from '../../session/send.ts';
import { dayText, instantText } from '../../words/dates.ts';
import { Button } from '../shared/button.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { Skeleton } from '../shared/skeleton.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useReady } from '../shared/use-ready.ts';
import { PaperDownload } from './paper-download.tsx';
import { MissingBatch } from './missing-batch.tsx';

/** One batch of 公告: what was decided about whose registration. */
export function AnnouncementPage() {
  const ready = useReady();
  if (!ready) return <Skeleton rows={9} />;
  const id = queryParameter('batch');
  return id === null ? <MissingBatch /> : <Batch id={id} />;
}

function Batch({ id }: { readonly id: string }) {
  const loading = useLoad(id, () => send('public', 'getAnnouncement', { params: { batch: id }, query: {} }));
  return (
    <LoadView loading={loading}>
      {({ batch, paper }) => (
        <>
          <section class="panel batch-head">
            <h2>{batch.number}</h2>
            <p>{instantText(batch.publishedAt)} 发布</p>
            <p class="soft">以下注册事项已作出决定，现予公告（《中华人民共和国行政许可法》第四十条）。</p>
            <p class="actions screen-only">
              <Button kind="plain" onClick={() => window.print()}>
                打印
              </Button>
              {paper !== null && (
                <PaperDownload
                  name={batch.number}
                  address={async () =>
                    (await send('public', 'getAnnouncement', { params: { batch: id }, query: {} })).paper
                  }
                />
              )}
              <a
                class="button button-plain"
                href={`/api/public/announcements/${id}/list`}
                download={`${batch.number}.csv`}
              >
                下载名单（CSV）
              </a>
            </p>
          </section>
          <PagedList
            name={`announcement-${id}`}
            load={(query) => send('public', 'getAnnouncement', { params: { batch: id }, query })}
            empty={<p>本批没有事项。</p>}
          >
            {(items) => (
              <ol class="list">
                {items.map((item) => (
                  <li key={`${item.number}-${item.decidedAt}`} class="row">
                    <div>
                      <p class="row-title">
                        {item.holderName} · {item.title}
                      </p>
                      <p>
                        {professions[item.profession].name}
                        {item.specialties.length > 0 && `（${item.specialties.join('、')}）`}
                      </p>
                      <p class="soft">
                        {item.employerName} · <span class="number">注册编号 {item.number}</span>
                      </p>
                    </div>
                    <p class="soft">{dayText(item.decidedAt)}</p>
                  </li>
                ))}
              </ol>
            )}
          </PagedList>
        </>
      )}
    </LoadView>
  );
}
