import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { PagedList } from '../shared/paged-list.tsx';

/** 公告: the numbered batches of what was decided, the newest first. */
export function AnnouncementBatches() {
  return (
    <PagedList
      name="announcements"
      load={(query) => send('public', 'listAnnouncements', { query })}
      empty={<p>目前没有公告。</p>}
    >
      {(batches) => (
        <ul class="list">
          {batches.map(({ id, number, publishedAt }) => (
            <li key={id} class="row">
              <div>
                <p class="row-title">
                  <a href={`/announcement.html?batch=${id}`}>{number}</a>
                </p>
                <p class="soft">{instantText(publishedAt)} 发布</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
