import { Entity } from 'electrodb';
import { objectionStates } from '../../domain/objections.ts';
import { matter, model, optional, primary, profession, required, version } from './attributes.ts';

/**
 * An objection to a publicity, under the digest of its receipt number: who has the number finds it, and nobody else. The contact is personal and leaves
 * for staff alone.
 */
export const ObjectionEntity = new Entity({
  model: model('objection'),
  attributes: {
    objectionId: required,
    applicationId: required,
    /** The batch in which the case stands. */
    year: { type: 'number', required: true },
    batch: version,
    number: required,
    profession,
    matter,
    applicantName: required,
    /** Of the case: in whose city it is handled. */
    employerCreditCode: optional,
    employerName: optional,
    reason: required,
    contactName: required,
    contactMobile: required,
    /** Where the files lie that show what it says (`evidence-…`). */
    evidence: required,
    state: { type: objectionStates, required: true },
    version,
    filedAt: required,
    /** When it is to be answered. */
    dueAt: required,
    /** When the person concerned was asked for a statement, and by whom with which words. */
    heardAt: optional,
    heardBy: optional,
    question: optional,
    statement: optional,
    statedAt: optional,
    answer: optional,
    answeredAt: optional,
    answeredBy: optional,
    staffId: optional,
  },
  indexes: {
    objection: { pk: { field: primary.pk, composite: ['objectionId'] }, sk: { field: primary.sk, composite: [] } },
    ofCase: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['applicationId'] },
      sk: { field: 'gsi2sk', composite: ['filedAt', 'objectionId'] },
    },
  },
});
