import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { PagedList } from '../shared/paged-list.tsx';
import { caseTitle, ListRow } from './list-row.tsx';

/** 视为受理: what nobody examined in time and the law has accepted, the newest first, for whoever answers for the officers. */
export function DeemedAcceptanceList() {
  return (
    <PagedList
      name="deemed-acceptances"
      live
      load={(query) => send('department', 'listDeemedAcceptances', { query })}
      empty={<p>没有视为受理的申请。受理环节逾期未处理、依法视为受理的申请会列在这里。</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((item) => (
            <ListRow
              key={`${item.applicationId}/${item.at}`}
              address={caseAddress(item.applicationId, null)}
              title={caseTitle(item)}
              action="查看"
            >
              <p>{item.reason}</p>
              <p class="soft">
                <span class="number">受理编号 {item.number}</span> · <span class="number">{instantText(item.at)}</span>
              </p>
            </ListRow>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
