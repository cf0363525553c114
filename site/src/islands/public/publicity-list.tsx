import { matterNames } from '../../../../domain/catalogue.ts';
import { professions } from '../../../../domain/professions.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { PagedList } from '../shared/paged-list.tsx';

/** 公示: the applications that are to be approved, for everybody to object to. */
export function PublicityList() {
  return (
    <PagedList
      name="publicity"
      load={(query) => send('public', 'listPublicity', { query })}
      empty={<p>当前没有公示中的申请。</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((item) => (
            <li key={item.number} class="row">
              <div>
                <p class="row-title">
                  {item.applicantName} · {professions[item.profession].name}
                  {matterNames[item.matter]}
                </p>
                <p class="soft">
                  {item.employerName} · <span class="number">受理编号 {item.number}</span>
                </p>
              </div>
              <p class="soft">
                公示期 {instantText(item.openedAt)}
                <br />至 {instantText(item.dueAt)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
