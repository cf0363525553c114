import { useState } from 'preact/hooks';
import { ExportFile } from './export-file.tsx';
import { ImportTried } from './import-tried.tsx';
import type { JobElementView, JobView } from '../../../../api/job.ts';
import { caseAddress, registerAddress } from '../../session/addresses.ts';
import { send } from '../../session/send.ts';
import { instantText } from '../../words/dates.ts';
import {
  elementsDone,
  jobAddress,
  jobStateBadges,
  jobStateNames,
  outcomeBadges,
  outcomeNames,
} from '../../words/jobs.ts';
import { Button } from '../shared/button.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { FailureNotice } from '../shared/notice.tsx';
import { PagedList } from '../shared/paged-list.tsx';
import { useCommand } from '../shared/use-command.ts';
import { useLoad } from '../shared/use-load.ts';
import { useRefresh } from '../shared/use-refresh.ts';

/** One job: how far it has come, what its owner can do, and what became of each element. */
export function OneJob({ id }: { readonly id: string }) {
  const loading = useLoad(id, () => send('department', 'getJob', { params: { id } }));
  return <LoadView loading={loading}>{(job) => <Job job={job} reload={() => loading.reload(true)} />}</LoadView>;
}

function Job({ job, reload }: { readonly job: JobView; readonly reload: () => Promise<void> }) {
  useRefresh(job.state === 'running', true, reload);
  return (
    <>
      <p>
        <a href="/department/jobs.html">返回后台任务</a>
      </p>
      <section class="panel" aria-labelledby="job">
        <h2 id="job">
          {job.title} <span class={jobStateBadges[job.state]}>{jobStateNames[job.state]}</span>
        </h2>
        <Progress job={job} />
        <Counts job={job} />
        <JobActions job={job} reload={reload} />
      </section>
      {/* The elements of an export are its parts, which say nothing to anybody. */}
      {job.kind !== 'export' && <Elements job={job} />}
    </>
  );
}

function Progress({ job }: { readonly job: JobView }) {
  const behind = elementsDone(job);
  const ended =
    job.finishedAt === null ? `最近进展 ${instantText(job.movedAt)}` : `结束于 ${instantText(job.finishedAt)}`;
  return (
    <p role="status">
      {job.total !== null && <progress aria-label="进度" max={Math.max(1, job.total)} value={behind} />} {behind} 项
      {job.total === null ? '' : `，共 ${job.total} 项`} <span class="soft number">{ended}</span>
    </p>
  );
}

const shownOutcomes = ['done', 'unchanged', 'attention', 'refused'] as const;

function Counts({ job }: { readonly job: JobView }) {
  const names = outcomeNames(job.kind);
  const shown = shownOutcomes.filter((outcome) => outcome === 'done' || job.counts[outcome] > 0);
  return (
    <ul class="counts">
      {shown.map((outcome) => (
        <li key={outcome}>
          <span class={outcomeBadges[outcome]}>{names[outcome]}</span> <b>{job.counts[outcome]}</b> 项
        </li>
      ))}
    </ul>
  );
}

function JobActions({ job, reload }: { readonly job: JobView; readonly reload: () => Promise<void> }) {
  const { id, kind, state, counts } = job;
  const stop = useCommand((_: string, key: string) => send('department', 'stopJob', { params: { id } }, key));
  const carryOut = useCommand((_: string, key: string) => send('department', 'carryOutBulk', { params: { id } }, key));
  async function go(): Promise<void> {
    const ordered = await carryOut.run('');
    if (ordered !== undefined) location.assign(jobAddress(ordered.id));
  }
  const mayGo = kind === 'bulk-preview' && state === 'finished' && counts.done > 0;
  return (
    <>
      {kind === 'bulk-preview' && state === 'finished' && counts.done === 0 && (
        <p>没有可以批量办理的申请，原因见下方，请逐件办理。</p>
      )}
      {kind === 'import-trial' && state === 'finished' && job.source !== null && <ImportTried fileId={job.source} />}
      {kind === 'export' && <ExportFile job={job} />}
      <FailureNotice failure={stop.failure ?? carryOut.failure} />
      {(mayGo || job.canStop) && (
        <div class="actions">
          {mayGo && (
            <Button busy={carryOut.busy} onClick={() => void go()}>
              办理这 {counts.done} 项
            </Button>
          )}
          {job.canStop && (
            <Button kind="plain" busy={stop.busy} onClick={() => void stop.run('').then(reload)}>
              停止
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Elements({ job }: { readonly job: JobView }) {
  const { id, kind, counts } = job;
  const remarkable = counts.attention + counts.refused;
  const [all, setAll] = useState(false);
  const query = all || remarkable === 0 ? {} : { remarkable: 'true' as const };
  return (
    <section class="group" aria-labelledby="elements">
      <h2 id="elements">逐项结果</h2>
      {remarkable > 0 && (
        <ul class="tabs" aria-label="显示">
          {[false, true].map((each) => (
            <li key={String(each)}>
              <button type="button" aria-pressed={all === each} onClick={() => setAll(each)}>
                {each ? '全部' : `需要查看的 ${remarkable} 项`}
              </button>
            </li>
          ))}
        </ul>
      )}
      <PagedList
        // What is counted is noted: the list is asked anew when the counts have changed.
        name={`${id}-${String(all)}-${elementsDone(job)}`}
        load={(cursor) => send('department', 'listJobElements', { params: { id }, query: { ...query, ...cursor } })}
        empty={<p>还没有结果，正在逐项处理。</p>}
      >
        {(items) => (
          <ul class="list">
            {items.map((element) => (
              <Element key={element.id} element={element} kind={kind} />
            ))}
          </ul>
        )}
      </PagedList>
    </section>
  );
}

function Element({ element, kind }: { readonly element: JobElementView; readonly kind: JobView['kind'] }) {
  const { outcome, label, subject, message } = element;
  const address = subject === null ? null : addressOf(kind, subject);
  return (
    <li class="row">
      <div>
        <p class="row-title">
          {address === null ? label : <a href={address}>{label}</a>}
          <span class={outcomeBadges[outcome]}>{outcomeNames(kind)[outcome]}</span>
        </p>
        {message !== null && <p class="soft">{message}</p>}
      </div>
    </li>
  );
}

function addressOf(kind: JobView['kind'], subject: string): string {
  return kind === 'company-change' ? registerAddress(subject) : caseAddress(subject, null);
}
