import { qualificationSources, type RegistrationElsewhere } from '../../domain/application-parts.ts';
import { CustomAttributeType, Entity } from 'electrodb';
import { cancellationGrounds } from '../../domain/grounds.ts';
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
    /** Of an approved entry: the registration in another province that it names; absent: none. */
    elsewhere: { type: CustomAttributeType<RegistrationElsewhere>('any') },
  },
  indexes: {
    person: {
      collection: 'person',
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: ['profession', 'qualificationId'] },
    },
  },
});

/** What keeps a person from registering again in a profession for a time, one for each application that was decided with it. */
export const BarEntity = new Entity({
  model: model('bar'),
  attributes: {
    personId: required,
    profession,
    applicationId: required,
    /** What of the profession is barred alone; absent: all of it. */
    specialties: { type: 'list', items: { type: 'string' } },
    reason: { type: [...cancellationGrounds, 'false-material'] as const, required: true },
    from: required,
    /** The last day of it; absent: for life. */
    until: optional,
  },
  indexes: {
    person: {
      collection: 'person',
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: ['profession', 'applicationId'] },
    },
  },
});
