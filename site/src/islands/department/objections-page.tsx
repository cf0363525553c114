import { useState } from 'preact/hooks';
import { objectionStateNames } from '../../../../domain/objections.ts';
import { send } from '../../session/send.ts';
import type { Session } from '../../session/session.ts';
import { instantText } from '../../words/dates.ts';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { caseTitle, ListRow } from './list-row.tsx';
import { ObjectionDetail } from './objection-detail.tsx';

const lists = [
  { name: 'open', label: '待答复', empty: '没有待答复的公示异议。' },
  { name: 'answered', label: '已答复', empty: '还没有答复过的公示异议。' },
] as const;

/** 公示异议: those that wait for their answer, those that are answered, or one of them. */
export function ObjectionsPage() {
  return <Gate party="staff">{(session) => <Chosen session={session} />}</Gate>;
}

function Chosen({ session }: { readonly session: Session }) {
  const id = queryParameter('id');
  return id === null ? <ObjectionList /> : <ObjectionDetail id={id} roles={session.roles} />;
}

/** The list alone, for the queues. */
export function ObjectionList() {
  const [list] = useState(() => lists.find(({ name }) => name === queryParameter('list')) ?? lists[0]);
  return (
    <>
      <ul class="tabs" aria-label="公示异议">
        {lists.map(({ name, label }) => (
          <li key={name}>
            <a href={`/department/objections.html?list=${name}`} aria-current={name === list.name ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
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
    </>
  );
}
