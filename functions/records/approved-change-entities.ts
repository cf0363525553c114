import { CustomAttributeType, Entity } from 'electrodb';
import { changeKinds } from '../../domain/approved-changes.ts';
import type { ReportCells } from '../../domain/report-columns.ts';
import { model, optional, primary, profession, required, version } from './attributes.ts';

/** One line of a 公告: what was approved about an entry of the register. */
export const AnnouncementEntryEntity = new Entity({
  model: model('announcementEntry'),
  attributes: {
    /** The batch. */
    year: { type: 'number', required: true },
    batch: version,
    number: required,
    /** The entry's version after the change: one entry may be changed twice in a batch. */
    entryVersion: version,
    kind: { type: changeKinds, required: true },
    title: required,
    profession,
    holderName: required,
    employerName: required,
    specialties: { type: CustomAttributeType<readonly string[]>('any'), required: true },
    decidedAt: required,
  },
  indexes: {
    batch: {
      pk: { field: primary.pk, composite: ['year', 'batch'] },
      sk: { field: primary.sk, composite: ['number', 'entryVersion'] },
    },
  },
});

/** Why the ministry's platform did not take a row, and in which delivery. */
export interface ReportRefusal {
  readonly delivery: string;
  readonly reason: string;
  readonly at: string;
}

/** A change of the register that is to be reported (报送), written by the transaction that makes it. It waits until a delivery takes it. */
export const ReportRowEntity = new Entity({
  model: model('reportRow'),
  attributes: {
    number: required,
    /** The entry's version after the change. */
    entryVersion: version,
    at: required,
    /** The application by which it was approved, and its number; absent: by another decision. */
    applicationId: optional,
    caseNumber: optional,
    cells: { type: CustomAttributeType<ReportCells>('any'), required: true },
    state: { type: ['pending', 'delivered'] as const, required: true },
    /** The last delivery that took it. */
    year: { type: 'number' },
    delivery: { type: 'number', padding: { length: 9, char: '0' } },
    refusals: { type: CustomAttributeType<readonly ReportRefusal[]>('any') },
  },
  indexes: {
    row: {
      pk: { field: primary.pk, composite: ['number'] },
      sk: { field: primary.sk, composite: ['entryVersion'] },
    },
    pending: {
      index: 'gsi1',
      // Its state, so that a row which waits again comes back: a partition without a part is written when the row is made, and never after.
      pk: { field: 'gsi1pk', composite: ['state'] },
      sk: { field: 'gsi1sk', composite: ['at', 'number', 'entryVersion'] },
      condition: (attributes) => attributes['state'] === 'pending',
    },
    /** One that was refused stays until the next delivery takes it: whoever reads a delivery leaves it out. */
    delivered: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['year', 'delivery'] },
      sk: { field: 'gsi2sk', composite: ['number', 'entryVersion'] },
    },
  },
});

/** A numbered delivery to the ministry's platform. All are one partition; the newest says which number is next. */
export const DeliveryEntity = new Entity({
  model: model('delivery'),
  attributes: {
    year: { type: 'number', required: true },
    number: version,
    state: { type: ['collecting', 'sent', 'acknowledged'] as const, required: true },
    /** How many rows it took, and how many of them were refused. */
    rows: { type: 'number', required: true },
    refused: { type: 'number', required: true },
    createdAt: required,
    createdBy: required,
    /** The caller and the key of the command that made it, where it had one: coming again, it makes no other. */
    command: optional,
    acknowledgedAt: optional,
    acknowledgedBy: optional,
    receipt: optional,
  },
  indexes: {
    series: {
      pk: { field: primary.pk, composite: [] },
      sk: { field: primary.sk, composite: ['year', 'number'] },
    },
  },
});
