import { useState } from 'preact/hooks';
import type { WorkItemView } from '../../../../api/people.ts';
import { type CaseQueue, type DeskQueue, deskQueuesOf } from '../../../../domain/desk-queues.ts';
import type { DueColour } from '../../../../domain/due-colour.ts';
import { mayRead, type DepartmentQueue, documentCompleter, headRole } from '../../../../domain/staff-access.ts';
import { caseAddress } from '../../session/addresses.ts';
import { type DeskFilter, filterOf, looksUp, queueQuery } from '../../session/queue-filter.ts';
import { deskQueueNamed, deskQueueNames } from '../../words/desk-queues.ts';
import { queueNamed } from '../../words/queues.ts';
import { send } from '../../session/send.ts';
import type { Session } from '../../session/session.ts';
import { Due } from '../shared/due.tsx';
import { DeemedAcceptanceList } from './deemed-acceptances.tsx';
import { IncompleteDocumentList } from './incomplete-documents.tsx';
import { ObjectionQueue, openObjections } from './objection-list.tsx';
import { SuspensionProposalList } from './suspension-proposals.tsx';
import { Flash } from '../shared/flash.tsx';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { QueueFilterForm } from './queue-filter-form.tsx';
import { holdGrounds } from '../../../../domain/hold-grounds.ts';
import { NextCase } from './next-case.tsx';
import { claimText } from '../../words/claims.ts';
import { BulkBar } from './bulk-bar.tsx';
import { caseTitle, ListRow } from './list-row.tsx';
import { type Selection, useSelection } from '../shared/use-selection.ts';

/** The lists beside the queues, by what stands in the address: whose they are. */
const otherLists = [
  { name: 'incomplete-documents', label: '待补写文书', role: documentCompleter, list: IncompleteDocumentList },
  { name: 'suspension-proposals', label: '暂停执业', role: 'decision', list: SuspensionProposalList },
  { name: 'deemed-acceptances', label: '视为受理', role: headRole, list: DeemedAcceptanceList },
] as const;

/** The queues of an official, by role, the most urgent first. */
export function WorkQueues() {
  return <Gate party="staff">{(session) => <Queues session={session} />}</Gate>;
}

function Queues({ session }: { readonly session: Session }) {
  const queues = deskQueuesOf(session.roles);
  const [queue] = useState(() => deskQueueNamed(queryParameter('queue')) ?? queues[0]);
  const lists = otherLists.filter(({ role }) => session.roles.includes(role));
  const [list] = useState(() => lists.find(({ name }) => name === queryParameter('queue')));
  if (queue === undefined) {
    return <NoQueues session={session} />;
  }
  return <OwnQueues session={session} queue={queue} queues={queues} lists={lists} list={list} />;
}

interface OwnQueuesProps {
  readonly session: Session;
  readonly queue: DeskQueue;
  readonly queues: readonly DeskQueue[];
  readonly lists: readonly (typeof otherLists)[number][];
  readonly list: (typeof otherLists)[number] | undefined;
}

function OwnQueues({ session, queue, queues, lists, list }: OwnQueuesProps) {
  const counts = useLoad('queue-counts', () => send('department', 'countQueues', {}));
  useRefresh(true, false, () => counts.reload(true));
  const counted = counts.loaded.kind === 'ready' ? counts.loaded.data.items : [];
  return (
    <>
      <Flash />
      <ul class="tabs" aria-label="环节">
        {queues.map((name) => (
          <li key={name}>
            <a
              href={`/department.html?queue=${name}`}
              aria-current={name === queue && list === undefined ? 'page' : undefined}
            >
              {deskQueueNames[name]} <QueueCount count={counted.find((each) => each.queue === name)} />
            </a>
          </li>
        ))}
        {lists.map(({ name, label }) => (
          <li key={name}>
            <a href={`/department.html?queue=${name}`} aria-current={name === list?.name ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {list === undefined ? <OneQueue queue={queue} subject={session.subject} /> : <list.list />}
    </>
  );
}

/** How many there are, and how many of them are over; its place is kept until it is known. */
function QueueCount({ count }: { readonly count: Readonly<Record<DueColour, number>> | undefined }) {
  const all = count === undefined ? '' : count.overdue + count.soon + count.later;
  return (
    <>
      <span class="queue-count">{all}</span>
      {count !== undefined && count.overdue > 0 && <span class="queue-late">逾期{count.overdue}</span>}
    </>
  );
}

/** What somebody who has no queue can do instead: whoever keeps the lists is told how, everybody else whom to ask. */
function NoQueues({ session }: { readonly session: Session }) {
  const registrar = session.roles.includes('registrar');
  return (
    <section class="panel panel-narrow">
      <h2>{registrar ? '名单与注册信息' : '没有待办环节'}</h2>
      {registrar ? (
        <p>
          您的账号负责导入职业资格名单和原有注册信息。在“导入名单”中上传文件，先试导入再导入，结果可在“注册查询”中核对；受理、审核、审批由其他人员办理。
        </p>
      ) : (
        <p>您的账号没有受理、审核、审批的角色，这里没有待办事项。需要办理的，请联系系统管理员开通。</p>
      )}
      {mayRead('register', session.roles) && (
        <div class="actions">
          {registrar && (
            <a class="button" href="/department/import.html">
              导入名单
            </a>
          )}
          <a class={registrar ? 'button button-plain' : 'button'} href="/department/register.html">
            注册查询
          </a>
        </div>
      )}
    </section>
  );
}

function OneQueue({ queue, subject }: { readonly queue: DeskQueue; readonly subject: string }) {
  if (queue === 'objections') return <ObjectionQueue list={openObjections} place={{ queue }} />;
  return <Queue queue={queue} subject={subject} />;
}

interface QueueProps {
  readonly queue: CaseQueue;
  readonly subject: string;
}

/** One queue, narrowed by what stands in the address, so that it can be kept, shared and come back to. */
function Queue({ queue, subject }: QueueProps) {
  const [filter, setFilter] = useState(() => filterOf(location.search));
  const isAll = Object.keys(filter).length === 0;
  const worked = queueNamed(queue);
  const list = queueQuery(queue, filter);
  const selection = useSelection(list);
  return (
    <>
      {worked !== null && <NextCase queue={worked} filter={filter} />}
      <QueueFilterForm
        filter={filter}
        onFilter={(wanted) => {
          history.replaceState(null, '', `?${queueQuery(queue, wanted)}`);
          setFilter(wanted);
        }}
      />
      <PagedList
        name={list}
        live={!looksUp(filter)}
        load={(cursor) => send('department', 'listQueue', { query: { queue, ...filter, ...cursor } })}
        empty={
          <p>
            {isAll
              ? `${deskQueueNames[queue]}环节没有待办事项。新的申请送达后会出现在这里。`
              : '没有符合条件的待办事项。可以清除条件查看全部。'}
          </p>
        }
      >
        {(items) => <QueueRows items={items} queue={worked} filter={filter} subject={subject} selection={selection} />}
      </PagedList>
    </>
  );
}

interface QueueRowsProps {
  readonly items: readonly WorkItemView[];
  readonly queue: DepartmentQueue | null;
  readonly filter: DeskFilter;
  readonly subject: string;
  readonly selection: Selection;
}

/** The rows of a queue; where officers decide, each can be ticked for what is done with many at once. */
function QueueRows({ items, queue, filter, subject, selection }: QueueRowsProps) {
  const bulk = queue === 'publicity' ? null : queue;
  const shown = items.map(({ applicationId }) => applicationId);
  return (
    <>
      {bulk !== null && <BulkBar queue={bulk} filter={filter} shown={shown} selection={selection} />}
      <ul class="list">
        {items.map((item) => (
          <ListRow
            key={item.applicationId}
            address={caseAddress(item.applicationId, queue)}
            title={caseTitle(item)}
            {...(bulk === null ? {} : { tick: tickOf(item.applicationId, shown, selection) })}
            due={<Due openedAt={item.openedAt} dueAt={item.dueAt} />}
            action="办理"
          >
            <p class="soft">
              {item.employerName} <span class="number">{item.number}</span>
            </p>
            {item.hold !== null && (
              <p class="claimed">
                已挂起：{holdGrounds[item.hold.ground].name}，至{item.hold.until}止
              </p>
            )}
            {item.claim !== null && <p class="claimed">{claimText(item.claim, subject)}</p>}
          </ListRow>
        ))}
      </ul>
    </>
  );
}

/** Unticking one of all that the filter finds leaves the others that are shown. */
function tickOf(id: string, shown: readonly string[], { ids, all, change }: Selection) {
  const onTick = (ticked: boolean) =>
    all
      ? change(
          shown.filter((each) => each !== id),
          true,
        )
      : change([id], ticked);
  return { ticked: all || ids.has(id), onTick };
}
