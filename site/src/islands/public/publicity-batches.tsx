import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { PagedList } from '../shared/paged-list.tsx';

/** 公示: the numbered batches of applications that are to be approved, the newest first. */
export function PublicityBatches() {
  return (
    <PagedList
      name="publicity"
      load={(query) => send('public', 'listPublicity', { query })}
      empty={<p>目前没有公示。</p>}
    >
      {(batches) => (
        <ul class="list">
          {batches.map(({ id, number, publishedAt, endsAt, over }) => (
            <li key={id} class="row">
              <div>
                <p class="row-title">
                  <a href={`/publicity.html?batch=${id}`}>{number}</a>
                </p>
                <p class="soft">
                  公示期 {instantText(publishedAt)} 至 {instantText(endsAt)}
                </p>
              </div>
              <p class="soft">{over ? '公示期已满' : '公示中'}</p>
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
