import type { SuspensionProposalView } from '../../../../api/department-register.ts';
import { professions } from '../../../../domain/professions.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { PagedList } from '../shared/paged-list.tsx';

/** 暂停执业 that waits for the decision of another officer, the oldest first. */
export function SuspensionProposalList() {
  return (
    <PagedList
      name="suspension-proposals"
      live
      load={(query) => send('department', 'listSuspensionProposals', { query })}
      empty={<p>没有待决定的暂停执业。审核人员在“注册查询”中提出的会列在这里，直到决定。</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((item) => (
            <Row key={item.number} item={item} />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

function Row({ item }: { readonly item: SuspensionProposalView }) {
  const { number, profession, holderName, document, from, until, officerName, openedAt } = item;
  const address = `/department/register.html?${new URLSearchParams({ number }).toString()}`;
  return (
    <li class="row">
      <div>
        <p class="row-title">
          <a href={address}>
            {holderName} · {professions[profession].name}
          </a>
        </p>
        <p>
          自 {from} 至 {until} 暂停执业，依据：{document}
        </p>
        <p class="soft">
          <span class="number">注册编号 {number}</span> · {officerName} 于 {instantText(openedAt)} 提出
        </p>
      </div>
      <div class="row-side">
        <a class="button button-plain" href={address}>
          办理
        </a>
      </div>
    </li>
  );
}
