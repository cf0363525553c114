import { CustomAttributeType, Entity } from 'electrodb';
import type {
  ApplicationDraft,
  PractitionerProfile,
  Qualification,
  RegistrationSnapshot,
  Supplement,
} from '../../domain/application-parts.ts';
import type { CommitmentRecords } from '../../domain/case-record.ts';
import type { FileSlot } from '../../domain/file-slots.ts';
import { model, primary, required } from './attributes.ts';

/**
 * What an application says and what the parties have committed to, an item of its own in the partition of its case: it is written when somebody drafts, sends or seals it and not with
 * every step of the application, whose version guards it too.
 */
export const CaseContentEntity = new Entity({
  model: model('caseContent'),
  attributes: {
    applicationId: required,
    /** Absent: nothing was changed since the submission. */
    draft: { type: CustomAttributeType<ApplicationDraft>('any') },
    /** The draft as it was last submitted; absent before that. */
    submittedDraft: { type: CustomAttributeType<ApplicationDraft>('any') },
    applicant: { type: CustomAttributeType<PractitionerProfile>('any'), required: true },
    qualification: { type: CustomAttributeType<Qualification | null>('any'), required: true },
    attachments: { type: CustomAttributeType<Readonly<Partial<Record<FileSlot, string>>>>('any'), required: true },
    /** What the parties have committed to; absent before the first submission. */
    commitments: { type: CustomAttributeType<CommitmentRecords>('any') },
    supplement: { type: CustomAttributeType<Supplement | null>('any'), required: true },
    /** Absent: none. */
    registrations: { type: CustomAttributeType<readonly RegistrationSnapshot[]>('any') },
  },
  indexes: {
    content: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: [] },
    },
  },
});
