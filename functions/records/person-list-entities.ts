import { Entity } from 'electrodb';
import { hourKinds } from '../../domain/education-hours.ts';
import { model, primary, profession, required, version } from './attributes.ts';

/** Hours of continuing education of a person, from the registrar's list. Of one course certificate there are two when it has both kinds. */
export const EducationRecordEntity = new Entity({
  model: model('educationRecord'),
  attributes: {
    personId: required,
    profession,
    number: required,
    kind: { type: hourKinds, required: true },
    hours: { type: 'number', required: true },
    completedOn: required,
    provider: required,
    version,
  },
  indexes: {
    person: {
      collection: 'person',
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: ['profession', 'number', 'kind'] },
    },
  },
});

/** Who somebody was before a change of identity document: lists go on under that number, and count. */
export const FormerPersonEntity = new Entity({
  model: model('formerPerson'),
  attributes: { personId: required, formerPersonId: required },
  indexes: {
    person: {
      collection: 'person',
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: ['formerPersonId'] },
    },
  },
});

/** A month in which a unit paid a person's social insurance, from the registrar's list. Apart from the rest of a person: there are many. */
export const InsuredMonthEntity = new Entity({
  model: model('insuredMonth'),
  attributes: {
    personId: required,
    /** `YYYY-MM`. */
    month: required,
    creditCode: required,
    unitName: required,
    version,
  },
  indexes: {
    month: {
      pk: { field: primary.pk, composite: ['personId'] },
      sk: { field: primary.sk, composite: ['month', 'creditCode'] },
    },
  },
});
