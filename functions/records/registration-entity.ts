import type { CompanyQualification } from '../../domain/application-parts.ts';
import { CustomAttributeType, Entity } from 'electrodb';
import type { RegistrationTerm } from '../../domain/registration-terms.ts';
import type { HoldAction } from '../../domain/holds.ts';
import type { ProjectLock, Suspension } from '../../domain/hold-periods.ts';
import { cancellationGrounds } from '../../domain/grounds.ts';
import { model, optional, primary, profession, required, version } from './attributes.ts';

/** An entry of the register. */
export const RegistrationEntity = new Entity({
  model: model('registration'),
  attributes: {
    personId: required,
    number: required,
    profession,
    /** Each specialty with its term; `specialties`, first and last day and cancellation of the whole follow from them (domain/registration-terms.ts). */
    terms: { type: CustomAttributeType<readonly RegistrationTerm[]>('any'), required: true },
    specialties: { type: 'list', items: { type: 'string' }, required: true },
    holderName: required,
    employerName: required,
    employerCreditCode: required,
    employerQualification: { type: CustomAttributeType<CompanyQualification>('any') },
    /** The zone to which it is confined; absent: the whole province. */
    zone: optional,
    validFrom: required,
    validUntil: required,
    /** The qualification that it rests on; absent where the register does not say. */
    qualificationId: optional,
    /** Absent: not cancelled. */
    cancelledOn: optional,
    cancellationGround: { type: cancellationGrounds },
    /** The renewal in time that keeps it valid until it is decided, and which specialties of it; absent: none. */
    protectedBy: optional,
    protectedSpecialties: { type: CustomAttributeType<readonly (string | null)[]>('any') },
    /** The day on which it ended that had lasted longer for one; absent: it has not. */
    lapsedOn: optional,
    /** The application whose approval wrote this entry last; its case holds the newest certificate. Absent: taken over from an older register. */
    applicationId: optional,
    /** The application with which the employer named its qualification, or owes one. */
    supplementApplicationId: optional,
    /** Absent: none was decided, or it was lifted. */
    suspension: { type: CustomAttributeType<Suspension>('any') },
    /** Absent: no project holds it. */
    lock: { type: CustomAttributeType<ProjectLock>('any') },
    version,
    /** Printed on the newest certificate as part of the verification address. */
    verificationCode: required,
    /** The document of the newest certificate; absent until it is rendered. */
    certificateDocumentId: optional,
  },
  indexes: {
    person: {
      collection: 'person',
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: ['number'] },
    },
    byEmployer: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['employerCreditCode'] },
      sk: { field: 'gsi1sk', composite: ['number'] },
    },
    byNumber: { index: 'gsi2', pk: { field: 'gsi2pk', composite: ['number'] }, sk: { field: 'gsi2sk', composite: [] } },
  },
});

/**
 * An entry under the full name of its holder, for whoever searches the register by name. Written from the stream; a hint, of which the entry itself is
 * read before it is shown.
 */
export const RegisteredNameEntity = new Entity({
  model: model('registeredName'),
  attributes: { profession, holderName: required, number: required, personId: required },
  indexes: {
    name: {
      pk: { field: primary.pk, composite: ['profession', 'holderName'] },
      sk: { field: primary.sk, composite: ['number'] },
    },
  },
});

/** A certificate whose place a newer one has taken, by its number and code as whoever verifies it has them. It does not say whose it was. */
export const ReplacedCertificateEntity = new Entity({
  model: model('replacedCertificate'),
  attributes: {
    number: required,
    /** In the form in which codes are compared. */
    code: required,
    /** The day from which another takes its place. */
    replacedOn: required,
    /** What has changed, in the words of the matter. */
    reason: required,
  },
  indexes: {
    certificate: { pk: { field: primary.pk, composite: ['number', 'code'] }, sk: { field: primary.sk, composite: [] } },
  },
});

const holdCodes: readonly HoldAction[] = [
  'propose-suspension',
  'confirm-suspension',
  'decline-suspension',
  'lift-suspension',
  'lock',
  'unlock',
];

/** What officers have done to an entry besides deciding applications, in the order of time. */
export const RegisterEventEntity = new Entity({
  model: model('registerEvent'),
  attributes: {
    number: required,
    at: required,
    eventId: required,
    action: { type: holdCodes, required: true },
    staffId: required,
    actorName: required,
    /** What was said, for the department. */
    told: required,
  },
  indexes: {
    history: {
      pk: { field: primary.pk, composite: ['number'] },
      sk: { field: primary.sk, composite: ['at', 'eventId'] },
    },
  },
});

/** A suspension that waits for the decision of another officer, one at a time for an entry. All that are open are one list: there are few. */
export const SuspensionProposalEntity = new Entity({
  model: model('suspensionProposal'),
  attributes: {
    number: required,
    status: { type: ['open', 'closed'] as const, required: true },
    profession,
    holderName: required,
    reason: required,
    document: required,
    from: required,
    until: required,
    staffId: required,
    officerName: required,
    openedAt: required,
  },
  indexes: {
    proposal: { pk: { field: primary.pk, composite: ['number'] }, sk: { field: primary.sk, composite: [] } },
    open: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: [] },
      sk: { field: 'gsi1sk', composite: ['openedAt', 'number'] },
      condition: (attributes) => attributes['status'] === 'open',
    },
  },
});
