import { professions } from '../../../../domain/professions.ts';
import { registerAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { PagedList } from '../shared/paged-list.tsx';
import { ListRow } from './list-row.tsx';

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
          {items.map(({ number, profession, holderName, document, from, until, officerName, openedAt }) => (
            <ListRow
              key={number}
              address={registerAddress(number)}
              title={`${holderName} · ${professions[profession].name}`}
              action="办理"
            >
              <p>
                自 {from} 至 {until} 暂停执业，依据：{document}
              </p>
              <p class="soft">
                <span class="number">注册编号 {number}</span> · {officerName} 于 {instantText(openedAt)} 提出
              </p>
            </ListRow>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
