import * as z from 'zod';
import type { JobElementView, JobView } from '../../api/job.ts';
import { jobKindFacts } from '../../domain/jobs.ts';
import { type Caller, type StaffCaller } from '../platform/caller.ts';
import { callerKeyOf, type CommandKey } from '../platform/command-key.ts';
import { readPage } from '../platform/paging.ts';
import { done, refuse, type Result } from '../platform/refusal.ts';
import { commandOperations } from '../records/commands.ts';
import { JobElementEntity, type JobElementItem, JobEntity, type JobItem, table } from '../records/entities.ts';
import { newJob, type NewJob, readJob } from '../records/jobs.ts';

/** A request about jobs. */
interface Asking {
  readonly caller: Caller;
  readonly idempotencyKey: CommandKey | null;
  readonly now: Date;
}

/**
 * Puts a job under its owner's name; the stream starts its execution. Refused with `already-exists` where the job has the id of what it carries out, and was
 * put before.
 */
export async function orderJob(
  { caller, idempotencyKey, now }: Asking & { readonly caller: StaffCaller },
  order: Pick<NewJob, 'kind' | 'title' | 'order' | 'total'>,
  jobId?: string,
): Promise<Result<{ id: string }>> {
  const job = newJob({ ...order, owner: callerKeyOf(caller), ownerName: caller.name }, now, jobId);
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.job.create(job).commit(),
      ...commandOperations(entities, idempotencyKey, { id: job.jobId }, now),
    ])
    .go();
  return canceled ? refuse('already-exists', '这项任务已经开始，请在“后台任务”中查看。') : done({ id: job.jobId });
}

/** A job of the caller's own. */
export async function ownJob(id: string, caller: Caller): Promise<Result<JobItem>> {
  const job = await readJob(id);
  return job?.owner === callerKeyOf(caller)
    ? done(job)
    : refuse('not-found', '没有找到这项任务，或者它不属于当前账号。');
}

/** The jobs of the caller, newest first. */
export async function listOwnJobs(caller: Caller, cursor: string | undefined) {
  const owner = callerKeyOf(caller);
  return await readPage(
    cursor,
    (options) => JobEntity.query.byOwner({ owner }).go({ ...options, order: 'desc' }),
    jobView,
  );
}

/** What became of the elements of a job of the caller's own; only what somebody has to look at when `remarkable`. */
export async function listOwnElements(
  id: string,
  caller: Caller,
  { remarkable, cursor }: { readonly remarkable?: string | undefined; readonly cursor?: string | undefined },
): Promise<Result<{ items: JobElementView[]; cursor: string | null }>> {
  const job = await ownJob(id, caller);
  if (!job.ok) return job;
  return await readPage(
    cursor,
    // The table itself has all of them; `hydrate` is for what an index lists.
    ({ hydrate, ...options }) =>
      remarkable === undefined
        ? JobElementEntity.query.element({ jobId: id }).go(options)
        : JobElementEntity.query.remarkable({ jobId: id }).go({ ...options, hydrate }),
    elementView,
  );
}

/** Stops a job of the caller's own: no element begins after the answer. */
export async function stopJob(id: string, asking: Asking): Promise<Result<JobView>> {
  const job = await ownJob(id, asking.caller);
  if (!job.ok) return job;
  const { idempotencyKey, now } = asking;
  const at = now.toISOString();
  const refusal = refuse('not-in-this-state', '这项任务已经结束，或者不能停止。');
  if (!canStop(job.value)) return refusal;
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.job
        .patch({ jobId: id })
        .set({ state: 'stopped', finishedAt: at })
        .where(({ state }, { eq }) => eq(state, 'running'))
        .commit(),
      ...commandOperations(entities, idempotencyKey, { id }, now),
    ])
    .go();
  return canceled ? refusal : await viewOfOwnJob(id, asking.caller);
}

/** A job of the caller's own, as its page shows it. */
export async function viewOfOwnJob(id: string, caller: Caller): Promise<Result<JobView>> {
  const job = await ownJob(id, caller);
  return job.ok ? done(jobView(job.value)) : job;
}

function canStop({ state, kind }: JobItem): boolean {
  return state === 'running' && jobKindFacts[kind].stoppable;
}

function jobView(job: JobItem): JobView {
  const { jobId: id, kind, title, state, total = null, counts, startedAt, movedAt, finishedAt = null } = job;
  const source = z.object({ fileId: z.string() }).safeParse(job.order).data?.fileId ?? null;
  return {
    source,
    id,
    kind,
    title,
    state,
    total,
    counts: { ...counts },
    canStop: canStop(job),
    startedAt,
    movedAt,
    finishedAt,
  };
}

function elementView({ part, key, outcome, label, subject, message, at }: JobElementItem): JobElementView {
  return { id: `${part}-${key}`, outcome, label, subject: subject ?? null, message: message ?? null, at };
}
