import { Entity } from 'electrodb';
import { markKinds } from '../../domain/case-findings.ts';
import { model, primary, required } from './attributes.ts';

/** That an application carries something which others should not: the digest of a photo or a mobile number, a certificate, an employer's day. */
export const MarkEntity = new Entity({
  model: model('mark'),
  attributes: {
    kind: { type: markKinds, required: true },
    value: required,
    applicationId: required,
    personId: required,
  },
  indexes: {
    mark: {
      pk: { field: primary.pk, composite: ['kind', 'value'] },
      sk: { field: primary.sk, composite: ['applicationId'] },
    },
  },
});
