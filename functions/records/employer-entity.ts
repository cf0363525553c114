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
