import { Entity } from 'electrodb';
import { lookKindCodes } from '../../domain/looks.ts';
import { model, optional, primary, required } from './attributes.ts';

/**
 * One look of a member of the staff at something. Nothing changes or deletes it; the day's looks are closed by a digest (functions/audit). Looks of
 * one officer at one thing within five minutes are one: `window` begins them.
 */
export const LookEntity = new Entity({
  model: model('look'),
  attributes: {
    /** The date in Shanghai. */
    day: required,
    window: required,
    lookId: required,
    at: required,
    kind: { type: lookKindCodes, required: true },
    /** The number of what was looked at, or what was asked for, identity numbers masked. */
    subject: required,
    applicationId: optional,
    /** Of a document or file: which. */
    part: optional,
    /** Whose it is; absent of a search that found no one person. */
    personId: optional,
    staffId: required,
    staffName: required,
    clientAddress: required,
  },
  indexes: {
    day: { pk: { field: primary.pk, composite: ['day'] }, sk: { field: primary.sk, composite: ['window', 'lookId'] } },
    byPerson: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['personId'] },
      sk: { field: 'gsi1sk', composite: ['window', 'lookId'] },
    },
    byStaff: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['staffId'] },
      sk: { field: 'gsi2sk', composite: ['window', 'lookId'] },
    },
  },
});

/** A day of looks that is closed: its digest, which holds the digest of the day before, so that no earlier day can be changed unseen. */
export const AuditDayEntity = new Entity({
  model: model('auditDay'),
  attributes: {
    /** There is one chain. */
    chain: required,
    day: required,
    digest: required,
    looks: { type: 'number', required: true },
    /** The object that holds them. */
    key: required,
    closedAt: required,
  },
  indexes: {
    chain: { pk: { field: primary.pk, composite: ['chain'] }, sk: { field: primary.sk, composite: ['day'] } },
  },
});
