import { CustomAttributeType, Entity } from 'electrodb';
import { fileSlots, fileTypes } from '../../domain/file-slots.ts';
import { documentKinds } from '../../domain/documents.ts';
import type { MissingCharacter } from '../../domain/missing-characters.ts';
import { matter, model, optional, primary, profession, required, version } from './attributes.ts';

/** An uploaded file of an application. */
export const FileEntity = new Entity({
  model: model('file'),
  attributes: {
    applicationId: required,
    fileId: required,
    slot: { type: fileSlots, required: true },
    /** Whose it is: the person id, credit code or staff id of who declared it. */
    owner: required,
    /** The submission for which it was declared; 0 before the first. */
    submission: version,
    /** The version at which the state began in which it was declared: a seal serves only the step for which it was put. */
    stateVersion: version,
    party: { type: ['practitioner', 'employer', 'department', 'public'] as const, required: true },
    name: required,
    type: { type: fileTypes, required: true },
    size: { type: 'number', required: true },
    sha256: required,
    status: { type: ['pending', 'ready', 'rejected'] as const, required: true },
    message: optional,
    /** Key in the documents bucket, once ready. */
    key: optional,
    uploadedAt: required,
    /** Of a file that nothing names yet: when the table may forget it, seconds since 1970 (time to live). */
    expiresAt: { type: 'number' },
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
    /** The submission that it belongs to: an employer named only later has no part in it. */
    submission: version,
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

/**
 * A document on which characters are to be written by hand, since no font has them. No step of the workflow, which goes on: it lasts until an officer
 * says that it is done. All that are open are one list: there are few.
 */
export const CompletionEntity = new Entity({
  model: model('completion'),
  attributes: {
    applicationId: required,
    documentId: required,
    status: { type: ['open', 'closed'] as const, required: true },
    title: required,
    number: required,
    profession,
    matter,
    applicantName: required,
    missing: { type: CustomAttributeType<readonly MissingCharacter[]>('any'), required: true },
    openedAt: required,
    closedAt: optional,
  },
  indexes: {
    completion: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['documentId'] },
    },
    open: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: [] },
      sk: { field: 'gsi1sk', composite: ['openedAt', 'applicationId', 'documentId'] },
      condition: (attributes) => attributes['status'] === 'open',
    },
  },
});
