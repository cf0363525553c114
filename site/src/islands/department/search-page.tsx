import { rowOf } from '../../../../domain/catalogue.ts';
import { useState } from 'preact/hooks';
import { caseAddress } from '../../session/addresses.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { queryParameter } from '../shared/query.tsx';
import { StateBadge } from '../shared/state-badge.tsx';
import { useLoad } from '../shared/use-load.ts';
import { caseTitle, ListRow } from './list-row.tsx';
import { NumberSearch } from './number-search.tsx';

/** Finds an application by its number, whatever its state. */
export function SearchPage() {
  return (
    <Gate party="staff" reads="application-search">
      {() => <Search />}
    </Gate>
  );
}

function Search() {
  const [number, setNumber] = useState(() => queryParameter('number') ?? '');
  return (
    <>
      <NumberSearch
        label="受理编号"
        hint="例如 JZ20261122000001"
        initial={number}
        onSearch={(wanted) => {
          history.replaceState(null, '', `?${new URLSearchParams({ number: wanted }).toString()}`);
          setNumber(wanted);
        }}
      />
      {number !== '' && <Found number={number} />}
    </>
  );
}

function Found({ number }: { readonly number: string }) {
  const loading = useLoad(number, () => send('department', 'findApplication', { query: { number } }));
  return (
    <LoadView loading={loading} rows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <div class="empty">
            <p>没有受理编号为“{number}”的申请，请核对编号。</p>
          </div>
        ) : (
          <ul class="list">
            {items.map((item) => (
              <ListRow
                key={item.id}
                address={caseAddress(item.id, null)}
                title={caseTitle(item)}
                badge={<StateBadge state={item.state} effect={rowOf(item).effect} stalled={item.stalled} />}
                action="查看"
              >
                <p class="soft">
                  {item.employerName} · 更新于 {instantText(item.updatedAt)}
                </p>
              </ListRow>
            ))}
          </ul>
        )
      }
    </LoadView>
  );
}
