import { qualificationSources } from '../../domain/application-parts.ts';
import { Entity } from 'electrodb';
import { model, optional, primary, profession, required, version } from './attributes.ts';

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
