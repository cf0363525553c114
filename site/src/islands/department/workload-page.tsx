import { caseAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { queueNames } from '../../words/queues.ts';
import type { Answer } from '../../forms/contract.ts';
import { Due } from '../shared/due.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { useLoad } from '../shared/use-load.ts';
import { AssignCase } from './assign-case.tsx';
import { caseTitle, ListRow } from './list-row.tsx';

type Workload = Answer<'department', 'getWorkload'>;

/** For the head: who has what at hand and has handled how much, and what is overdue, to be given to somebody or extended. */
export function WorkloadPage() {
  return (
    <Gate party="staff" reads="audit">
      {() => <Shown />}
    </Gate>
  );
}

function Shown() {
  const loading = useLoad('workload', () => send('department', 'getWorkload', {}));
  return (
    <LoadView loading={loading}>
      {(workload) => (
        <>
          <section class="panel">
            <h2>人员</h2>
            <Officers officers={workload.officers} />
            <p>
              <a href="/department/objections.html">公示异议</a> · <a href="/department/audit.html">查阅记录</a>
            </p>
          </section>
          {workload.queues.every(({ overdue }) => overdue.length === 0) && (
            <div class="empty">
              <p>各环节都没有逾期的申请。</p>
            </div>
          )}
          {workload.queues
            .filter(({ overdue }) => overdue.length > 0)
            .map((queue) => (
              <Overdue
                key={queue.queue}
                queue={queue}
                officers={workload.officers}
                onDone={() => void loading.reload(true)}
              />
            ))}
        </>
      )}
    </LoadView>
  );
}

function Officers({ officers }: Pick<Workload, 'officers'>) {
  if (officers.length === 0) return <p class="soft">还没有人领办过申请。</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="工作量">
      <table>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">领办中</th>
            <th scope="col">其中逾期</th>
            <th scope="col">今日办结</th>
            <th scope="col">近七日办结</th>
          </tr>
        </thead>
        <tbody>
          {officers.map(({ staffId, name, claimed, overdue, handledToday, handledThisWeek }) => (
            <tr key={staffId}>
              <th scope="row">{name}</th>
              <td>{claimed}</td>
              <td>{overdue}</td>
              <td>{handledToday}</td>
              <td>{handledThisWeek}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface OverdueProps {
  readonly queue: Workload['queues'][number];
  readonly officers: Workload['officers'];
  readonly onDone: () => void;
}

function Overdue({ queue: { queue, overdue, more }, officers, onDone }: OverdueProps) {
  return (
    <section class="panel">
      <h2>
        {queueNames[queue]}：逾期 {overdue.length}
        {more ? ' 件以上' : ' 件'}
      </h2>
      <ul class="list">
        {overdue.map((item) => (
          <ListRow
            key={item.applicationId}
            address={caseAddress(item.applicationId, queue)}
            title={caseTitle(item)}
            due={<Due openedAt={item.openedAt} dueAt={item.dueAt} />}
            action="查看"
          >
            <p class="soft">
              {item.employerName} <span class="number">{item.number}</span>
            </p>
            <p class={item.claim === null ? 'soft' : 'claimed'}>
              {item.claim === null ? '无人领办' : `${item.claim.name} 办理中`}
            </p>
            <AssignCase item={item} queue={queue} officers={officers} onDone={onDone} />
          </ListRow>
        ))}
      </ul>
    </section>
  );
}
