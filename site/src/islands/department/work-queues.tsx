import { useState } from 'preact/hooks';
import { matterNames, professions } from '../../../../domain/catalogue.ts';
import { caseAddress } from '../../session/addresses.ts';
import { type DepartmentQueue, queuesOf } from '../../../../domain/staff-access.ts';
import { queueNamed, queueNames } from '../../words/queues.ts';
import { send } from '../../session/send.ts';
import type { Session } from '../../session/session.ts';
import { Due } from '../shared/due.tsx';
import { Flash } from '../shared/flash.tsx';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';

/** The queues of an official, by role, the most urgent first. */
export function WorkQueues() {
  return <Gate party="staff">{(session) => <Queues session={session} />}</Gate>;
}

function Queues({ session }: { readonly session: Session }) {
  const queues = queuesOf(session.roles);
  const [queue] = useState(() => queueNamed(queryParameter('queue')) ?? queues[0]);
  if (queue === undefined) {
    return (
      <div class="empty">
        <p>您的账号没有受理、审核或者审批权限，没有待办事项。</p>
        <a class="button button-plain" href="/department/register.html">
          查询注册信息
        </a>
      </div>
    );
  }
  return (
    <>
      <Flash />
      <ul class="tabs" aria-label="环节">
        {queues.map((name) => (
          <li key={name}>
            <a href={`/department.html?queue=${name}`} aria-current={name === queue ? 'page' : undefined}>
              {queueNames[name]}
            </a>
          </li>
        ))}
      </ul>
      <Queue queue={queue} />
    </>
  );
}

function Queue({ queue }: { readonly queue: DepartmentQueue }) {
  return (
    <PagedList
      name={queue}
      live
      load={(cursor) => send('department', 'listWorkItems', { query: { queue, ...cursor } })}
      empty={<p>{queueNames[queue]}环节没有待办事项。新的申请送达后会出现在这里。</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((item) => (
            <li key={item.applicationId} class="row">
              <div>
                <p class="row-title">
                  <a href={caseAddress(item.applicationId, queue)}>
                    {item.applicantName} · {professions[item.profession].name}
                    {matterNames[item.matter]}
                  </a>
                </p>
                <p class="soft">
                  {item.employerName} <span class="number">{item.number}</span>
                </p>
              </div>
              <div class="row-side">
                <Due openedAt={item.openedAt} dueAt={item.dueAt} />
                <a class="button button-plain" href={caseAddress(item.applicationId, queue)}>
                  办理
                </a>
              </div>
            </li>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
