import { professions } from '../../../../domain/professions.ts';
import { send } from '../../session/send.ts';
import { dayText, instantText } from '../../words/dates.ts';
import { BatchView } from './batch-view.tsx';

/** One batch of 公告: what was decided about whose registration. */
export function AnnouncementPage() {
  return (
    <BatchView
      load={(batch, query) => send('public', 'getAnnouncement', { params: { batch }, query })}
      head={({ publishedAt }) => (
        <>
          <p>{instantText(publishedAt)} 发布</p>
          <p class="soft">以下注册事项已作出决定，现予公告（《中华人民共和国行政许可法》第四十条）。</p>
        </>
      )}
      links={({ id, number }) => (
        <a class="button button-plain" href={`/api/public/announcements/${id}/list`} download={`${number}.csv`}>
          下载名单（CSV）
        </a>
      )}
      empty="本批没有事项。"
      row={(item) => (
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
      )}
    />
  );
}
