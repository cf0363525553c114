import { objectionStateNames } from '../../../../domain/objections.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { PagedList } from '../shared/paged-list.tsx';
import { caseTitle, ListRow } from './list-row.tsx';

/** The two lists of objections. */
export const objectionLists = [
  { name: 'open', label: '待答复', empty: '没有待答复的公示异议。' },
  { name: 'answered', label: '已答复', empty: '还没有答复过的公示异议。' },
] as const;

/** Those that wait for their answer, beside the queues. */
export function OpenObjectionList() {
  return <ObjectionRows list={objectionLists[0]} />;
}

/** One of the lists. */
export function ObjectionRows({ list }: { readonly list: (typeof objectionLists)[number] }) {
  return (
    <PagedList
      name={`objections-${list.name}`}
      live
      load={(query) => send('department', 'listObjections', { query: { list: list.name, ...query } })}
      empty={<p>{list.empty}</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((item) => (
            <ListRow
              key={item.id}
              address={`/department/objections.html?id=${item.id}`}
              title={caseTitle(item)}
              action={item.state === 'open' ? '办理' : '查看'}
            >
              <p class="soft">
                {item.batchNumber} · <span class="number">受理编号 {item.number}</span>
              </p>
              <p class="soft">
                {instantText(item.filedAt)} 提出 · {objectionStateNames[item.state]}
              </p>
            </ListRow>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
