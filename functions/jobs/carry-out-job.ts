import { addCounts, countOutcomes, type JobKindName } from '../../domain/jobs.ts';
import { exportFiles } from '../platform/export-files.ts';
import { JobEntity, type JobItem, table } from '../records/entities.ts';
import { conditionHeld } from '../records/condition.ts';
import { noted, noteElement, notedElements, type PartElement, readJob } from '../records/jobs.ts';
import { bulkCommandJob } from './bulk-command.ts';
import { bulkPreviewJob } from './bulk-preview.ts';
import { companyChangeJob } from './company-change.ts';
import { exportJob } from './export.ts';
import { importJob } from './import.ts';
import type { JobKind, Part } from './job-kind.ts';

/** The kinds of jobs, by their names. */
const kinds: Readonly<Record<JobKindName, JobKind>> = {
  'company-change': companyChangeJob,
  'bulk-preview': bulkPreviewJob,
  'bulk-command': bulkCommandJob,
  'import-trial': importJob,
  import: importJob,
  export: exportJob(exportFiles),
};

/** How a job goes on: with the next part, with the next one after a pause, or not at all. */
export interface JobProgress {
  readonly next: 'part' | 'pass' | 'nothing';
}

/**
 * Carries out the next part of a job. Each element is noted by the transaction that carries it out, and the job moves on, once, when all of its part are
 * noted: a part that broke off anywhere is taken up again, and nothing is done twice or left out. Throws when an element can be neither done nor refused:
 * then the state machine tries again.
 */
export async function carryOutJob(jobId: string, now: Date): Promise<JobProgress> {
  const job = await readJob(jobId);
  if (job === undefined) throw new Error(`no job ${jobId}`);
  if (job.state !== 'running') return await endOf(job);
  const before = await notedElements(jobId, job.part);
  const kind = kinds[job.kind];
  const part = await kind.nextPart(job, before, now);
  const known = new Set(before.map(({ key }) => key));
  await carryOutElements(
    job,
    part,
    part.elements.filter(({ key }) => !known.has(key)),
    now,
  );
  return await moveOn(job, part, kind, now);
}

async function carryOutElements(
  job: JobItem,
  { atOnce, demandsRunning }: Part,
  waiting: readonly PartElement[],
  now: Date,
): Promise<void> {
  for (let start = 0; start < waiting.length; start += atOnce) {
    const group = waiting.slice(start, start + atOnce);
    const results = await Promise.all(group.map((each) => carryOutElement(job, each, demandsRunning === true, now)));
    if (results.includes('stopped')) return;
  }
}

async function carryOutElement(
  { jobId, part }: JobItem,
  { key, label, subject, carryOut }: PartElement,
  demandsRunning: boolean,
  now: Date,
): Promise<typeof noted | 'stopped'> {
  const named = { jobId, part, key, label, ...(subject === undefined ? {} : { subject }) };
  const result = await carryOut(named);
  if (result === noted) return noted;
  // Its transaction demands that the job runs: once the owner has stopped it, nothing is known against the element.
  if (demandsRunning && result.outcome === 'refused' && (await readJob(jobId))?.state !== 'running') return 'stopped';
  await noteElement(named, result, now);
  return noted;
}

/** Counts what is noted of the part, and lets the job go on behind it, unless another run has done so or its owner has stopped it. */
async function moveOn(job: JobItem, part: Part, kind: JobKind, now: Date): Promise<JobProgress> {
  const { jobId } = job;
  const counts = addCounts(job.counts, countOutcomes(await notedElements(jobId, job.part)));
  const at = now.toISOString();
  const step = { part: job.part + 1, counts, movedAt: at };
  if (part.next === 'end') {
    const besides = await kind.atEnd?.(job, counts, now);
    const { canceled } = await table.transaction
      .write((entities) => [
        ...(besides?.(entities) ?? []),
        entities.job
          .patch({ jobId })
          .set({ ...step, state: 'finished', finishedAt: at })
          .where((stored, { eq }) => `${eq(stored.part, job.part)} AND ${eq(stored.state, 'running')}`)
          .commit(),
      ])
      .go();
    const present = canceled ? await readJob(jobId) : undefined;
    if (present?.state === 'running') throw new Error(`the end of ${jobId} was not written`);
    return await endOf(present);
  }
  const { place, wait } = part.next;
  const hasMoved = await conditionHeld(
    JobEntity.patch({ jobId })
      .set({ ...step, place })
      .where((stored, { eq }) => `${eq(stored.part, job.part)} AND ${eq(stored.state, 'running')}`)
      .go(),
  );
  const present = hasMoved ? undefined : await readJob(jobId);
  if (present !== undefined && present.state !== 'running') return await endOf(present);
  return { next: wait === true ? 'pass' : 'part' };
}

/** The end of a job that does not run; what was done of the part in which its owner has stopped it counts too. */
async function endOf(job: JobItem | undefined): Promise<JobProgress> {
  if (job?.state === 'stopped') {
    const done = await notedElements(job.jobId, job.part);
    if (done.length > 0) {
      await conditionHeld(
        JobEntity.patch({ jobId: job.jobId })
          .set({ part: job.part + 1, counts: addCounts(job.counts, countOutcomes(done)) })
          .where((stored, { eq }) => eq(stored.part, job.part))
          .go(),
      );
    }
  }
  return { next: 'nothing' };
}
