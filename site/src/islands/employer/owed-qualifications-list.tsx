import { matterNames } from '../../../../domain/catalogue.ts';
import type { OwedQualificationView } from '../../../../api/people.ts';
import { professions } from '../../../../domain/professions.ts';
import { applicationAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { PagedList } from '../shared/paged-list.tsx';

/** 待办事项 → 材料补正: the qualifications that the company still owes. They have no due time and hold no review up. */
export function OwedQualificationsList() {
  return (
    <section class="group" aria-labelledby="supplements-title">
      <h2 id="supplements-title">材料补正</h2>
      <PagedList
        name="supplements"
        load={(query) => send('employer', 'listSupplements', { query })}
        empty={<p>没有待补正的材料。确认申请时资质选择“无”的，会列在这里，直到补正。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map((item) => (
              <OwedQualificationRow key={item.applicationId} item={item} />
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  );
}

/** One qualification that is owed. */
export function OwedQualificationRow({ item }: { readonly item: OwedQualificationView }) {
  const address = applicationAddress('employer', item.applicationId);
  const title = `${item.applicantName} · ${professions[item.profession].name}${matterNames[item.matter]}`;
  return (
    <li class="row">
      <div>
        <p class="row-title">
          <a href={address}>{title}</a>
        </p>
        <p>取得资质后补正“资质类型”及“资质证号”，不影响审核进度。</p>
        <p class="soft">
          <span class="number">受理编号 {item.number}</span> · 自 {instantText(item.openedAt)} 起
        </p>
      </div>
      <div class="row-side">
        <a class="button button-plain" href={address} aria-label={`材料补正 ${title}`}>
          材料补正
        </a>
      </div>
    </li>
  );
}
