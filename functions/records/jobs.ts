import { randomUUID } from 'node:crypto';
import { jobKindFacts, type JobKindName, type JobOrder, type JobOutcome, noCounts } from '../../domain/jobs.ts';
import { conditionHeld } from './condition.ts';
import {
  JobElementEntity,
  type JobElementItem,
  type JobItem,
  JobEntity,
  type TransactionEntities,
} from './entities.ts';

// Who ordered a job looks at it for days; what an import has rejected may be asked about for a quarter. Decisions and entries have histories of their own.
const keptSeconds = 90 * 24 * 3600;

/** The element of a job that a transaction carries out, by its part of the job and its key in that. */
export interface JobElement {
  readonly jobId: string;
  readonly part: number;
  readonly key: string;
  readonly label: string;
  /** The id of what its page shows. */
  readonly subject?: string;
}

/** What became of an element that no transaction of its own has noted. */
export interface ElementResult {
  readonly outcome: JobOutcome;
  readonly message?: string;
  readonly version?: number;
  readonly label?: string;
  /** How many things it stands for; default one. */
  readonly count?: number;
  /** What its kind needs of it later. */
  readonly kept?: Readonly<Record<string, unknown>>;
}

/** Said by what carries an element out: its own transaction has noted it. */
export const noted = 'noted';

/** One element of a part: its key in it, what people call it, and what is done. */
export interface PartElement extends Pick<JobElement, 'key' | 'label' | 'subject'> {
  readonly carryOut: (element: JobElement) => Promise<ElementResult | typeof noted>;
}

/** What a job begins with. */
export interface NewJob {
  readonly kind: JobKindName;
  readonly owner: string;
  readonly ownerName: string;
  readonly title: string;
  readonly order: JobOrder;
  readonly total?: number;
}

/** A job that has not begun, under an id of its own or that of what it carries out. */
export function newJob(job: NewJob, now: Date, jobId: string = randomUUID()): JobItem {
  const at = now.toISOString();
  const begun = { ...job, jobId, state: 'running', part: 0, counts: noCounts, startedAt: at, movedAt: at } as const;
  // What a decision orders is kept with it.
  return jobKindFacts[job.kind].stoppable ? { ...begun, expiresAt: expiryOf(now) } : begun;
}

/** Reads a job; undefined when there is none with this id. */
export async function readJob(jobId: string): Promise<JobItem | undefined> {
  const { data } = await JobEntity.get({ jobId }).go({ consistent: true });
  return data ?? undefined;
}

/**
 * The operations by which a transaction carries out an element of a job: its note is new, and the job is still at this part and not stopped. None
 * without an element.
 */
export function elementOperations(
  entities: Pick<TransactionEntities, 'job' | 'jobElement'>,
  element: JobElement | undefined,
  now: Date,
) {
  if (element === undefined) return [];
  const { jobId, part: present } = element;
  return [
    ...noteOperations(entities, element, { outcome: 'done' }, now),
    entities.job
      .check({ jobId })
      .where(({ part, state }, { eq }) => `${eq(part, present)} AND ${eq(state, 'running')}`)
      .commit(),
  ];
}

/**
 * The same for elements of which several are carried out at once, which would be in each other's way at the item of the job: their part always has the
 * same elements, so that the note alone keeps each from being carried out twice.
 */
export function noteOperations(
  entities: Pick<TransactionEntities, 'jobElement'>,
  element: JobElement | undefined,
  result: ElementResult,
  now: Date,
) {
  return element === undefined ? [] : [entities.jobElement.create({ ...itemOf(element, now), ...result }).commit()];
}

/** Notes what became of an element that has changed nothing, or whose change is noted where it was made. What is noted already stays. */
export async function noteElement(element: JobElement, result: ElementResult, now: Date): Promise<void> {
  await conditionHeld(JobElementEntity.create({ ...itemOf(element, now), ...result }).go());
}

/** What is noted of a part of a job. */
export async function notedElements(jobId: string, part: number): Promise<JobElementItem[]> {
  const { data } = await JobElementEntity.query.element({ jobId, part }).go({ pages: 'all', consistent: true });
  return data;
}

function itemOf({ jobId, part, key, label, subject }: JobElement, now: Date) {
  const item = { jobId, part, key, label, at: now.toISOString(), expiresAt: expiryOf(now) };
  return subject === undefined ? item : { ...item, subject };
}

function expiryOf(now: Date): number {
  return Math.floor(now.getTime() / 1000) + keptSeconds;
}
