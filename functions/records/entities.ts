import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CustomAttributeType, Entity, type EntityItem, Service } from 'electrodb';
import {
  type ApplicationDraft,
  type CompanyQualification,
  type Correction,
  type PractitionerProfile,
  type Qualification,
  qualificationSources,
  type Recommendation,
  type RegistrationSnapshot,
  type Release,
  type Supplement,
} from '../../domain/application.ts';
import type { FieldChange } from '../../domain/application-changes.ts';
import { cancellationGrounds } from '../../domain/cancellation.ts';
import {
  fileSlots,
  fileTypes,
  initiators,
  matterCodes,
  professionCodes,
  type FileSlot,
} from '../../domain/catalogue.ts';
import { documentKinds } from '../../domain/documents.ts';
import type { IssuedNotice } from '../../domain/issued-notice.ts';
import { actions, applicationStates, queues } from '../../domain/lifecycle.ts';
import { environment } from '../platform/environment.ts';
import { ReminderEntity, ReminderProgressEntity } from './reminder-entity.ts';
import type { Step } from '../../domain/step.ts';

// One table, every entity. Keys are ElectroDB's; docs/architecture.md lists the access pattern that each index serves.
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

const primary = { pk: 'pk', sk: 'sk' } as const;
const model = (entity: string) => ({ entity, version: '1', service: 'registration' }) as const;

const required = { type: 'string', required: true } as const;
const optional = { type: 'string' } as const;
const profession = { type: professionCodes, required: true } as const;
const matter = { type: matterCodes, required: true } as const;
// Versions stand in sort keys too, where they sort as padded text.
const version = { type: 'number', required: true, padding: { length: 9, char: '0' } } as const;

/** A practitioner, under the keyed hash of the identity document. */
export const PractitionerEntity = new Entity({
  model: model('practitioner'),
  attributes: {
    personId: required,
    mobile: optional,
    email: optional,
    ethnicity: optional,
    education: optional,
    school: optional,
    major: optional,
    graduatedOn: optional,
    address: optional,
    version,
  },
  indexes: {
    person: {
      collection: 'person',
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});

/** A qualification of a person, from the provincial list or by an approved entry. */
export const QualificationEntity = new Entity({
  model: model('qualification'),
  attributes: {
    personId: required,
    qualificationId: required,
    profession,
    certificateNumber: required,
    specialties: { type: 'list', items: { type: 'string' }, required: true },
    obtainedOn: required,
    province: required,
    holderName: required,
    /** Absent: the provincial list. */
    source: { type: qualificationSources },
  },
  indexes: {
    person: {
      collection: 'person',
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: ['profession', 'qualificationId'] },
    },
  },
});

/** An entry of the register. */
export const RegistrationEntity = new Entity({
  model: model('registration'),
  attributes: {
    personId: required,
    number: required,
    profession,
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
    /** The application whose approval wrote this entry last; its case holds the newest certificate. Absent: taken over from an older register. */
    applicationId: optional,
    /** The application with which the employer named its qualification, or owes one. */
    supplementApplicationId: optional,
    version,
    /** Printed on the certificate as part of the verification address. */
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

/** A company, under its unified social credit code. */
export const EmployerEntity = new Entity({
  model: model('employer'),
  attributes: {
    creditCode: required,
    name: required,
    representative: required,
    division: optional,
    address: optional,
    contactName: optional,
    contactMobile: optional,
    contactEmail: optional,
    qualifications: { type: CustomAttributeType<readonly CompanyQualification[]>('any'), required: true },
    version,
  },
  indexes: {
    employer: { pk: { field: primary.pk, composite: ['creditCode'] }, sk: { field: primary.sk, composite: [] } },
  },
});

/** An application. `stateVersion` is the version at which the present state began; the work item of the state carries it in its key. */
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
    draft: { type: CustomAttributeType<ApplicationDraft>('any'), required: true },
    /** The draft as it was last submitted; absent before that. */
    submittedDraft: { type: CustomAttributeType<ApplicationDraft>('any') },
    applicant: { type: CustomAttributeType<PractitionerProfile>('any'), required: true },
    qualification: { type: CustomAttributeType<Qualification | null>('any'), required: true },
    /** Of a change of identity document: whose registrations these are until it is approved; absent: the applicant's. */
    formerPersonId: optional,
    /** Absent: none. */
    registrations: { type: CustomAttributeType<readonly RegistrationSnapshot[]>('any') },
    release: { type: CustomAttributeType<Release | null>('any') },
    attachments: { type: CustomAttributeType<Readonly<Partial<Record<FileSlot, string>>>>('any'), required: true },
    supplement: { type: CustomAttributeType<Supplement | null>('any'), required: true },
    correction: { type: CustomAttributeType<Correction | null>('any'), required: true },
    recommendation: { type: CustomAttributeType<Recommendation | null>('any'), required: true },
    employerCreditCode: optional,
    /** The registrations that the approval made or amended, the chosen one first; absent before. */
    registrationNumbers: { type: 'list', items: { type: 'string' } },
    lastCommandKey: optional,
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

/** What may stand in a timeline besides the lifecycle's actions. */
export const recordActions = ['create', 'issue-certificate', 'supplement', 'reissue-certificate'] as const;

/** One step of an application's history; appended, never changed. Its insertion drives messages and starts the workflow. */
export const ApplicationEventEntity = new Entity({
  model: model('applicationEvent'),
  attributes: {
    applicationId: required,
    /** The application's version after the step. */
    version,
    at: required,
    action: { type: [...actions, ...recordActions] as const, required: true },
    actorParty: { type: ['practitioner', 'employer', 'former-employer', 'staff', 'system'] as const, required: true },
    actorName: required,
    from: { type: applicationStates },
    to: { type: applicationStates, required: true },
    reason: optional,
    number: optional,
    submission: version,
    profession,
    matter,
    personId: required,
    employerCreditCode: optional,
    /** Of an application that an employer or the department has begun; absent: the practitioner. */
    initiator: { type: initiators },
    /** Of a change of employer whose former employer has been asked. */
    formerEmployerCreditCode: optional,
    /** Of a request for correction: who is asked. */
    addressee: { type: ['practitioner', 'employer'] as const },
    /** Of a request for correction: what its notice says. */
    notice: { type: CustomAttributeType<IssuedNotice>('any') },
    /** Of a submission or answer after the first: what differs from the one before. Absent in events of before this was recorded. */
    changes: { type: CustomAttributeType<readonly FieldChange[]>('any') },
    /** Where the workflow goes on, with the notices that this step asks for; a first submission starts its execution with it. */
    step: { type: CustomAttributeType<Step>('any') },
  },
  indexes: {
    event: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['version'] },
    },
  },
});

/** What somebody has to do: open until answered, withdrawn or elapsed. `stateVersion` makes it the one of its state. */
export const WorkItemEntity = new Entity({
  model: model('workItem'),
  attributes: {
    applicationId: required,
    stateVersion: version,
    queue: { type: queues, required: true },
    /** Person id, credit code, or for the department a shard: an open queue is one partition per owner. */
    owner: required,
    state: { type: applicationStates, required: true },
    status: { type: ['open', 'closed'] as const, required: true },
    number: required,
    profession,
    matter,
    applicantName: required,
    employerName: required,
    openedAt: required,
    dueAt: required,
    closedAt: optional,
    /** Resumes the execution; never leaves the server. */
    taskToken: required,
    /** What the execution goes on with, written when the item closes. */
    step: { type: CustomAttributeType<Step>('any') },
  },
  indexes: {
    workItem: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['stateVersion'] },
    },
    open: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['queue', 'owner'] },
      sk: { field: 'gsi1sk', composite: ['dueAt', 'applicationId'] },
      condition: (attributes) => attributes['status'] === 'open',
    },
  },
});

/**
 * 材料补正: a company qualification that an employer still owes. No step of the workflow: it has no token and no due time, outlives the
 * approval, and there is at most one for an application.
 */
export const SupplementEntity = new Entity({
  model: model('supplement'),
  attributes: {
    applicationId: required,
    /** The employer's credit code. */
    owner: required,
    status: { type: ['open', 'closed'] as const, required: true },
    number: required,
    profession,
    matter,
    applicantName: required,
    openedAt: required,
    closedAt: optional,
  },
  indexes: {
    supplement: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: [] },
    },
    open: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['owner'] },
      sk: { field: 'gsi1sk', composite: ['openedAt', 'applicationId'] },
      condition: (attributes) => attributes['status'] === 'open',
    },
  },
});

/** An uploaded file of an application. */
export const FileEntity = new Entity({
  model: model('file'),
  attributes: {
    applicationId: required,
    fileId: required,
    slot: { type: fileSlots, required: true },
    party: { type: ['practitioner', 'employer'] as const, required: true },
    name: required,
    type: { type: fileTypes, required: true },
    size: { type: 'number', required: true },
    sha256: required,
    status: { type: ['pending', 'ready', 'rejected'] as const, required: true },
    message: optional,
    /** Key in the documents bucket, once ready. */
    key: optional,
    uploadedAt: required,
  },
  indexes: {
    file: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['fileId'] },
    },
  },
});

/** A generated document. Its id names kind and version, so rendering again replaces the same one. */
export const DocumentEntity = new Entity({
  model: model('document'),
  attributes: {
    applicationId: required,
    documentId: required,
    kind: { type: [...documentKinds, 'certificate'] as const, required: true },
    title: required,
    key: required,
    createdAt: required,
    /** Of a certificate: the registration that it certifies. */
    registrationNumber: optional,
  },
  indexes: {
    document: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['documentId'] },
    },
  },
});

/** A value that may be taken only once, and by which application or person it is taken. */
export const GuardEntity = new Entity({
  model: model('guard'),
  attributes: {
    kind: {
      type: ['open-application', 'application-number', 'certificate-number', 'registration-number'] as const,
      required: true,
    },
    value: required,
    holder: required,
    /** Of an open application that has been submitted: the employer that it names. */
    employerCreditCode: optional,
  },
  indexes: {
    guard: { pk: { field: primary.pk, composite: ['kind', 'value'] }, sk: { field: primary.sk, composite: [] } },
  },
});

/** A counter from which numbers are drawn. */
export const CounterEntity = new Entity({
  model: model('counter'),
  attributes: { name: required, value: { type: 'number', required: true, default: 0 } },
  indexes: { counter: { pk: { field: primary.pk, composite: ['name'] }, sk: { field: primary.sk, composite: [] } } },
});

/** A message to a person or company. `inbox` is a person id or a credit code. */
export const MessageEntity = new Entity({
  model: model('message'),
  attributes: {
    inbox: required,
    messageId: required,
    at: required,
    title: required,
    text: required,
    /** What it leads to: an application or, where there is none, an entry of the register. */
    applicationId: optional,
    registrationNumber: optional,
    read: { type: 'boolean', required: true },
    /** When its e-mail was taken by SES; absent: none was sent. */
    mailedAt: optional,
  },
  indexes: {
    inbox: { pk: { field: primary.pk, composite: ['inbox'] }, sk: { field: primary.sk, composite: ['messageId'] } },
    unread: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['inbox'] },
      sk: { field: 'gsi1sk', composite: ['messageId'] },
      condition: (attributes) => attributes['read'] === false,
    },
  },
});

/** All entities on the one table. */
export const table = new Service(
  {
    practitioner: PractitionerEntity,
    qualification: QualificationEntity,
    registration: RegistrationEntity,
    employer: EmployerEntity,
    application: ApplicationEntity,
    event: ApplicationEventEntity,
    workItem: WorkItemEntity,
    supplement: SupplementEntity,
    file: FileEntity,
    document: DocumentEntity,
    guard: GuardEntity,
    counter: CounterEntity,
    message: MessageEntity,
    reminder: ReminderEntity,
    reminderProgress: ReminderProgressEntity,
  },
  { client, table: environment.tableName() },
);

export type ApplicationItem = EntityItem<typeof ApplicationEntity>;
export type ApplicationEventItem = EntityItem<typeof ApplicationEventEntity>;
export type WorkItemItem = EntityItem<typeof WorkItemEntity>;
export type SupplementItem = EntityItem<typeof SupplementEntity>;
export type FileItem = EntityItem<typeof FileEntity>;
export type DocumentItem = EntityItem<typeof DocumentEntity>;
export type RegistrationItem = EntityItem<typeof RegistrationEntity>;
export type QualificationItem = EntityItem<typeof QualificationEntity>;
export type PractitionerItem = EntityItem<typeof PractitionerEntity>;
export type EmployerItem = EntityItem<typeof EmployerEntity>;
export type MessageItem = EntityItem<typeof MessageEntity>;
export type GuardItem = EntityItem<typeof GuardEntity>;

/** The entities within a transaction. */
export type TransactionEntities = Parameters<Parameters<typeof table.transaction.write>[0]>[0];
