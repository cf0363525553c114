import { CustomAttributeType, Entity } from 'electrodb';
import type {
  ApplicationDraft,
  PractitionerProfile,
  Qualification,
  RegistrationSnapshot,
} from '../../domain/application-parts.ts';
import { model, primary, required } from './attributes.ts';

/**
 * What an application says, an item of its own in the partition of its case: it is written when somebody drafts or sends it and not with every step of the
 * application, whose version guards it too.
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
