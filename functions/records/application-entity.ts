import type { Release, Supplement } from '../../domain/application-parts.ts';
import type { Timeliness } from '../../domain/timeliness.ts';
import { initiators } from '../../domain/initiators.ts';
import { CustomAttributeType, Entity } from 'electrodb';
import type { Correction, Extension, Recommendation } from '../../domain/application.ts';
import type { FileSlot } from '../../domain/file-slots.ts';
import type { Statement } from '../../domain/statement.ts';
import { applicationStates } from '../../domain/states.ts';
import type { CommitmentRecords, StepPeriod } from '../../domain/case-record.ts';
import { matter, model, optional, primary, profession, required, version } from './attributes.ts';

/**
 * Where an application stands; what it says is `CaseContentEntity`, beside it. `stateVersion` is the version at which the present state began; the work item of the
 * state carries it in its key.
 */
export const ApplicationEntity = new Entity({
  model: model('application'),
  attributes: {
    applicationId: required,
    personId: required,
    number: optional,
    profession,
    matter,
    /** Absent: the practitioner. */
    initiator: { type: initiators },
    state: { type: applicationStates, required: true },
    version,
    stateVersion: version,
    submission: version,
    /** What lists say of its content, which is an item of its own. Empty: no employer is named. */
    applicantName: required,
    employerName: required,
    /** Of a change of identity document: whose registrations these are until it is approved; absent: the applicant's. */
    formerPersonId: optional,
    release: { type: CustomAttributeType<Release | null>('any') },
    /** Of a renewal: whether it was in time. */
    timeliness: { type: CustomAttributeType<Timeliness | null>('any') },
    /** Absent: nobody was asked yet. */
    statement: { type: CustomAttributeType<Statement>('any') },
    attachments: { type: CustomAttributeType<Readonly<Partial<Record<FileSlot, string>>>>('any'), required: true },
    /** Of a change of identity document: the former one has an account here, whose holder is asked; absent: nobody is. */
    asksFormerIdentity: { type: 'boolean' },
    /** What the parties have committed to; absent before the first submission. */
    commitments: { type: CustomAttributeType<CommitmentRecords>('any') },
    supplement: { type: CustomAttributeType<Supplement | null>('any'), required: true },
    correction: { type: CustomAttributeType<Correction | null>('any'), required: true },
    recommendation: { type: CustomAttributeType<Recommendation | null>('any'), required: true },
    /** The head has extended the review; absent: not. */
    extension: { type: CustomAttributeType<Extension | null>('any') },
    /** Of the present step, where its days are not the usual ones; absent: they are. */
    period: { type: CustomAttributeType<StepPeriod | null>('any') },
    employerCreditCode: optional,
    /** The registrations that the approval made or amended, the chosen one first; absent before. */
    registrationNumbers: { type: 'list', items: { type: 'string' } },
    /** The execution that failed while this state version stood, and when (ISO 8601); it stalls nothing any more once the state has changed. */
    stalled: { type: 'map', properties: { execution: required, stateVersion: version, at: required } },
    /** Of what others have begun: the application whose photo and person a new certificate shows; absent: there is none. */
    certificateSource: optional,
    createdAt: required,
    updatedAt: required,
    submittedAt: optional,
  },
  indexes: {
    application: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: [] },
    },
    byPerson: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['personId'] },
      sk: { field: 'gsi1sk', composite: ['createdAt', 'applicationId'] },
    },
    // Employers see nothing before the first submission: until then the key is absent.
    byEmployer: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: ['employerCreditCode'] },
      sk: { field: 'gsi2sk', composite: ['submittedAt'] },
    },
  },
});
