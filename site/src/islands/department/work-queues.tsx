import { useState } from 'preact/hooks';
import {
  mayRead,
  type DepartmentQueue,
  documentCompleter,
  headRole,
  queuesOf,
} from '../../../../domain/staff-access.ts';
import { caseAddress } from '../../session/addresses.ts';
import { queueNamed, queueNames } from '../../words/queues.ts';
import { send } from '../../session/send.ts';
import type { Session } from '../../session/session.ts';
import { Due } from '../shared/due.tsx';
import { DeemedAcceptanceList } from './deemed-acceptances.tsx';
import { IncompleteDocumentList } from './incomplete-documents.tsx';
import { SuspensionProposalList } from './suspension-proposals.tsx';
import { Flash } from '../shared/flash.tsx';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { holdGrounds } from '../../../../domain/hold-grounds.ts';
import { filterOf } from '../../session/next-case.ts';
import { NextCase } from './next-case.tsx';
import { claimText } from '../../words/claims.ts';
import { caseTitle, ListRow } from './list-row.tsx';

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
  const queues = queuesOf(session.roles);
  const [queue] = useState(() => queueNamed(queryParameter('queue')) ?? queues[0]);
  const lists = otherLists.filter(({ role }) => session.roles.includes(role));
  const [list] = useState(() => lists.find(({ name }) => name === queryParameter('queue')));
  if (queue === undefined) {
    return <NoQueues session={session} />;
  }
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
              {queueNames[name]}
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
      {list === undefined ? <Queue queue={queue} subject={session.subject} /> : <list.list />}
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
          您的账号负责导入职业资格名单和原有注册信息。名单由运行维护人员用导入命令上传，导入结果可在“注册查询”中核对；受理、审核、审批由其他人员办理。
        </p>
      ) : (
        <p>您的账号没有受理、审核、审批的角色，这里没有待办事项。需要办理的，请联系系统管理员开通。</p>
      )}
      {mayRead('register', session.roles) && (
        <div class="actions">
          <a class="button" href="/department/register.html">
            注册查询
          </a>
        </div>
      )}
    </section>
  );
}

function Queue({ queue, subject }: { readonly queue: DepartmentQueue; readonly subject: string }) {
  return (
    <>
      <NextCase queue={queue} filter={filterOf(location.search)} />
      <PagedList
        name={queue}
        live
        load={(cursor) => send('department', 'listWorkItems', { query: { queue, ...cursor } })}
        empty={<p>{queueNames[queue]}环节没有待办事项。新的申请送达后会出现在这里。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map((item) => (
              <ListRow
                key={item.applicationId}
                address={caseAddress(item.applicationId, queue)}
                title={caseTitle(item)}
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
        )}
      </PagedList>
    </>
  );
}
