import { Entity } from 'electrodb';
import { noteKinds } from '../../domain/claim.ts';
import { model, primary, required } from './attributes.ts';

/** What staff alone see in the history of a case: who took it from whom, and what they noted. Appended, never changed. */
export const CaseNoteEntity = new Entity({
  model: model('caseNote'),
  attributes: {
    applicationId: required,
    at: required,
    noteId: required,
    kind: { type: noteKinds, required: true },
    text: required,
    staffId: required,
    staffName: required,
  },
  indexes: {
    note: {
      collection: 'case',
      pk: { field: primary.pk, composite: ['applicationId'] },
      sk: { field: primary.sk, composite: ['at', 'noteId'] },
    },
  },
});
