import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import { elementsDone, jobAddress, jobStateBadges, jobStateNames } from '../../words/jobs.ts';
import { Gate } from '../shared/gate.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { queryParameter } from '../shared/query.tsx';
import { OneJob } from './job.tsx';
import { ListRow } from './list-row.tsx';

/** 后台任务: what somebody has ordered to go on in the background, and one of these jobs. */
export function JobsPage() {
  return (
    <Gate party="staff" reads="register">
      {() => <AllOrOne />}
    </Gate>
  );
}

function AllOrOne() {
  const id = queryParameter('id');
  return id === null ? <All /> : <OneJob id={id} />;
}

function All() {
  return (
    <PagedList
      name="jobs"
      live
      load={(query) => send('department', 'listJobs', { query })}
      empty={<p>没有后台任务。在“待办事项”中选择多项申请后批量办理，进度和逐件结果会显示在这里。</p>}
    >
      {(items) => (
        <ul class="list">
          {items.map((job) => (
            <ListRow
              key={job.id}
              address={jobAddress(job.id)}
              title={job.title}
              badge={<span class={jobStateBadges[job.state]}>{jobStateNames[job.state]}</span>}
              action="查看"
            >
              <p class="soft">
                {elementsDone(job)} 项{job.total === null ? '' : `，共 ${job.total} 项`} ·{' '}
                <span class="number">{instantText(job.startedAt)}</span>
              </p>
            </ListRow>
          ))}
        </ul>
      )}
    </PagedList>
  );
}
