import { employerNameSources, type KnownEmployer } from '../../domain/employer-names.ts';
import type { CompanyQualification } from '../../domain/application-parts.ts';
import { CustomAttributeType, Entity } from 'electrodb';
import { model, optional, primary, required, version } from './attributes.ts';

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

/** The name behind a credit code, as whoever looks for an employer finds it. Not the profile: most companies of a list have never signed in. */
export const KnownEmployerEntity = new Entity({
  model: model('knownEmployer'),
  attributes: {
    creditCode: required,
    name: required,
    source: { type: employerNameSources, required: true },
    /** Who has taken its place after a merger; absent: nobody. */
    successor: { type: CustomAttributeType<KnownEmployer>('any') },
  },
  indexes: {
    known: { pk: { field: primary.pk, composite: ['creditCode'] }, sk: { field: primary.sk, composite: [] } },
  },
});

/**
 * An ending of the name of a known employer: a search for a part of the name is a query for what begins with that part. Written from the stream; a
 * hint, of which the employer itself is read before it is shown.
 */
export const EmployerEndingEntity = new Entity({
  model: model('employerEnding'),
  attributes: {
    /** The first characters of the ending, under which it lies. */
    start: required,
    ending: required,
    creditCode: required,
  },
  indexes: {
    ending: {
      pk: { field: primary.pk, composite: ['start'] },
      sk: { field: primary.sk, composite: ['ending', 'creditCode'] },
    },
  },
});
