import type { JobOutcome } from '../../domain/jobs.ts';
import type { JobElementItem, JobItem, table } from '../records/entities.ts';
import type { PartElement } from '../records/jobs.ts';

/** A part of a job: its elements, how many of them at once, and where the job goes on. `wait` lets an index catch up first. */
export interface Part {
  readonly elements: readonly PartElement[];
  readonly atOnce: number;
  /** What is refused after the job was stopped is not noted against its element: it was the stop. */
  readonly demandsRunning?: true;
  readonly next: 'end' | { readonly place: string; readonly wait?: true };
}

/** A kind of job. A part may be asked for and carried out again, at any time and from its beginning. */
export interface JobKind {
  /** The part that begins at the job's place; `before` is what a run that broke off has noted of it. */
  readonly nextPart: (job: JobItem, before: readonly JobElementItem[], now: Date) => Promise<Part>;
  /** What the end of the job writes besides, in one transaction with it. */
  readonly atEnd?: (
    job: JobItem,
    counts: Readonly<Record<JobOutcome, number>>,
    now: Date,
  ) => Promise<Parameters<typeof table.transaction.write>[0]>;
}
