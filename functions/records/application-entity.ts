import type { Release } from '../../domain/application-parts.ts';
import type { Timeliness } from '../../domain/timeliness.ts';
import { initiators } from '../../domain/initiators.ts';
import { CustomAttributeType, Entity } from 'electrodb';
import type { Correction, Extension, Recommendation } from '../../domain/application.ts';
import type { Statement } from '../../domain/statement.ts';
import { applicationStates } from '../../domain/states.ts';
import type { StepPeriod } from '../../domain/case-record.ts';
import { matter, model, optional, primary, profession, required, version } from './attributes.ts';

/**
 * Where an application stands; what it says, and what was committed to that, is `CaseContentEntity`, beside it. Every step writes this item, so it stays below a kilobyte:
 * what a few steps change is there, and what is not there yet has no attribute. `stateVersion` is the version at which the present state began; the work item of the
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
    release: { type: CustomAttributeType<Release>('any') },
    /** Of a renewal: whether it was in time. */
    timeliness: { type: CustomAttributeType<Timeliness>('any') },
    /** Absent: nobody was asked yet. */
    statement: { type: CustomAttributeType<Statement>('any') },
    /** Of a change of identity document: the former one has an account here, whose holder is asked; absent: nobody is. */
    asksFormerIdentity: { type: 'boolean' },
    /** Absent, as all that follows may be: none. */
    correction: { type: CustomAttributeType<Correction>('any') },
    recommendation: { type: CustomAttributeType<Recommendation>('any') },
    /** The head has extended the review; absent: not. */
    extension: { type: CustomAttributeType<Extension>('any') },
    /** Of the present step, where its days are not the usual ones; absent: they are. */
    period: { type: CustomAttributeType<StepPeriod>('any') },
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
