import { CustomAttributeType, Entity } from 'electrodb';
import { type CompanyChangeAct, companyChangeStates } from '../../domain/company-change.ts';
import type { KnownEmployer } from '../../domain/employer-names.ts';
import { model, optional, primary, required, version } from './attributes.ts';

/** A 企业信息变更: one matter for everybody who is registered with a company. */
export const CompanyChangeEntity = new Entity({
  model: model('companyChange'),
  attributes: {
    changeId: required,
    initiator: { type: ['employer', 'department'] as const, required: true },
    /** The credit code of the company as the register has it. */
    creditCode: required,
    from: { type: CustomAttributeType<KnownEmployer>('any'), required: true },
    to: { type: CustomAttributeType<KnownEmployer>('any'), required: true },
    ground: required,
    evidenceFileId: optional,
    state: { type: companyChangeStates, required: true },
    version,
    acts: { type: CustomAttributeType<readonly CompanyChangeAct[]>('any'), required: true },
    createdAt: required,
  },
  indexes: {
    change: { pk: { field: primary.pk, composite: ['changeId'] }, sk: { field: primary.sk, composite: [] } },
    byCompany: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', composite: ['creditCode'] },
      sk: { field: 'gsi1sk', composite: ['createdAt', 'changeId'] },
    },
    /** All that the department has to do with, newest first. There are few: companies change their names seldom. */
    submitted: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', composite: [] },
      sk: { field: 'gsi2sk', composite: ['createdAt', 'changeId'] },
      condition: (attributes) => attributes['state'] !== 'draft' && attributes['state'] !== 'withdrawn',
    },
  },
});
