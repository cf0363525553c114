import { CustomAttributeType, Entity } from 'electrodb';
import { jobKinds, type JobOrder, type JobOutcome, jobOutcomes, jobStates } from '../../domain/jobs.ts';
import { model, optional, primary, required } from './attributes.ts';

/** Work on many things that goes on in the background, part by part: who ordered what, how far it has come, and what became of it so far. */
export const JobEntity = new Entity({
  model: model('job'),
  attributes: {
    jobId: required,
    kind: { type: jobKinds, required: true },
    /** Whose it is, as `callerKeyOf` writes it; of what a decision orders `department`, which is nobody's. */
    owner: required,
    ownerName: required,
    /** What was ordered, in Chinese words. */
    title: required,
    state: { type: jobStates, required: true },
    /** What is to be done; each kind reads its own. */
    order: { type: CustomAttributeType<JobOrder>('any'), required: true },
    /** The number of elements, where it is known when the job begins. */
    total: { type: 'number' },
    /** The number of the part that comes next: with it the job goes on, once and in order. */
    part: { type: 'number', required: true },
    /** Where that part begins, as the kind writes it; absent: at the beginning. */
    place: optional,
    counts: { type: CustomAttributeType<Readonly<Record<JobOutcome, number>>>('any'), required: true },
    startedAt: required,
    movedAt: required,
    finishedAt: optional,
    /** Epoch seconds (time to live); absent: kept. */
    expiresAt: { type: 'number' },
  },
  indexes: {
    job: { pk: { field: primary.pk, composite: ['jobId'] }, sk: { field: primary.sk, composite: [] } },
    byOwner: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['owner'] },
      sk: { field: 'gsi1sk', composite: ['startedAt', 'jobId'] },
    },
  },
});

/**
 * What became of one element of a job, written by the very transaction that carries it out: it cannot be carried out twice, and what is done is never
 * unknown.
 */
export const JobElementEntity = new Entity({
  model: model('jobElement'),
  attributes: {
    jobId: required,
    part: { type: 'number', required: true, padding: { length: 9, char: '0' } },
    key: required,
    outcome: { type: jobOutcomes, required: true },
    /** What people call it, the id under which its page is, and why it is not done. */
    label: required,
    subject: optional,
    message: optional,
    /** The version on which it was judged. */
    version: { type: 'number' },
    /** How many things it stands for; absent: one. */
    count: { type: 'number' },
    /** What its kind needs of it later. */
    kept: { type: CustomAttributeType<Readonly<Record<string, unknown>>>('any') },
    at: required,
    expiresAt: { type: 'number' },
  },
  indexes: {
    element: { pk: { field: primary.pk, composite: ['jobId'] }, sk: { field: primary.sk, composite: ['part', 'key'] } },
    /** Those that somebody has to look at. */
    remarkable: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['jobId'] },
      sk: { field: 'gsi1sk', composite: ['part', 'key'] },
      condition: (attributes) => attributes['outcome'] === 'attention' || attributes['outcome'] === 'refused',
    },
  },
});
