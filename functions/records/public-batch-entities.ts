import { CustomAttributeType, Entity } from 'electrodb';
import { batchKinds } from '../../domain/public-batches.ts';
import { matter, model, primary, profession, required, version } from './attributes.ts';

/**
 * A numbered batch of 公示 or 公告, made by the first that joins it. All of a kind are one partition: some hundred a year, and the newest one says which
 * number is next.
 */
export const PublicBatchEntity = new Entity({
  model: model('publicBatch'),
  attributes: {
    kind: { type: batchKinds, required: true },
    year: { type: 'number', required: true },
    number: version,
    closesAt: required,
    publishAt: required,
    /** Of a publicity: when it ends; what is announced does not end. */
    endsAt: { type: 'string' },
    /** Key of its paper in the documents bucket; absent until it is drawn. */
    paper: { type: 'string' },
  },
  indexes: {
    series: {
      pk: { field: primary.pk, composite: ['kind'] },
      sk: { field: primary.sk, composite: ['year', 'number'] },
    },
  },
});

/** A case in publicity, with what everybody sees of it: written by the transaction that decides it, in the case's own partition. */
export const PublicityEntryEntity = new Entity({
  model: model('publicityEntry'),
  attributes: {
    applicationId: required,
    /** The batch. */
    year: { type: 'number', required: true },
    batch: version,
    publishAt: required,
    endsAt: required,
    status: { type: ['open', 'concluded', 'ended'] as const, required: true },
    /** Objections that wait for their answer: until there is none, it is not approved. */
    openObjections: { type: 'number' },
    number: required,
    profession,
    matter,
    applicantName: required,
    maskedIdNumber: required,
    employerName: required,
    employerCreditCode: { type: 'string' },
    specialties: { type: CustomAttributeType<readonly string[]>('any'), required: true },
  },
  indexes: {
    entry: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: [] },
    },
    byBatch: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['year', 'batch'] },
      sk: { field: 'gsi1sk', composite: ['number'] },
    },
  },
});
