import { matterNames } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import type { publicNoticeEndpoints } from '../../../../api/public-notices.ts';
import type * as z from 'zod';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { Button } from '../shared/button.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { Skeleton } from '../shared/skeleton.tsx';
import { useLoad } from '../shared/use-load.ts';
import { PaperDownload } from './paper-download.tsx';
import { MissingBatch } from './missing-batch.tsx';
import { useReady } from '../shared/use-ready.ts';

type Entry = z.output<typeof publicNoticeEndpoints.getPublicity.response>['items'][number];

/** One batch of 公示: its period, and who stands in it. */
export function PublicityPage() {
  const ready = useReady();
  if (!ready) return <Skeleton rows={9} />;
  const id = queryParameter('batch');
  if (id === null) return <MissingBatch />;
  return <Batch id={id} />;
}

function Batch({ id }: { readonly id: string }) {
  const loading = useLoad(id, () => send('public', 'getPublicity', { params: { batch: id }, query: {} }));
  return (
    <LoadView loading={loading}>
      {({ batch, paper }) => (
        <>
          <section class="panel batch-head">
            <h2>{batch.number}</h2>
            <p>
              公示期：{instantText(batch.publishedAt)} 至 {instantText(batch.endsAt)}
              {batch.over && '（已满）'}
            </p>
            <p class="soft">以下人员拟准予注册，现予公示。公示期内，任何单位和个人有异议的，可以提出并说明理由。</p>
            <p class="actions screen-only">
              <Button kind="plain" onClick={() => window.print()}>
                打印
              </Button>
              {paper !== null && (
                <PaperDownload
                  name={batch.number}
                  address={async () =>
                    (await send('public', 'getPublicity', { params: { batch: id }, query: {} })).paper
                  }
                />
              )}
            </p>
          </section>
          <PagedList
            name={`publicity-${id}`}
            load={(query) => send('public', 'getPublicity', { params: { batch: id }, query })}
            empty={<p>本批没有人员。</p>}
          >
            {(items) => (
              <ol class="list">
                {items.map((entry) => (
                  <EntryRow key={entry.number} entry={entry} open={!batch.over} />
                ))}
              </ol>
            )}
          </PagedList>
        </>
      )}
    </LoadView>
  );
}

function EntryRow({ entry, open }: { readonly entry: Entry; readonly open: boolean }) {
  const { number, applicantName, maskedIdNumber, employerName, profession, matter, specialties, ended } = entry;
  return (
    <li class="row">
      <div>
        <p class="row-title">
          {applicantName} <span class="number soft">{maskedIdNumber}</span>
        </p>
        <p>
          {professions[profession].name}
          {matterNames[matter]}
          {specialties.length > 0 && `（${specialties.join('、')}）`}
        </p>
        <p class="soft">
          {employerName} · <span class="number">受理编号 {number}</span>
        </p>
      </div>
      {ended && <p class="soft">公示已终止</p>}
      {open && !ended && (
        <p class="screen-only">
          <a href={`/objection.html?number=${encodeURIComponent(number)}`}>提出异议</a>
        </p>
      )}
    </li>
  );
}
