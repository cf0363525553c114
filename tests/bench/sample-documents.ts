import { emptyDraft } from '../../domain/application-parts.ts';
import type { Application } from '../../domain/application.ts';
import { certificateContent } from '../../domain/documents/certificate.ts';
import { applicationForm } from '../../domain/documents/registration.ts';
import { nothingBars } from '../../domain/test-facts.ts';
import { newRegistration } from '../../domain/register.ts';
import { residentIdentityNumber } from '../../local/services/identity/identifiers.ts';
import { sampleProfile } from '../support/parties/play.ts';
import { nothingStands } from '../../domain/standing.ts';

const draft = {
  ...emptyDraft,
  qualificationId: 'q-1',
  declarations: nothingBars,
  specialties: ['土木建筑工程', '安装工程'],
  employment: {
    employerName: '江南演示工程造价咨询有限公司',
    employerCreditCode: '91320106MA00000018',
    contractKind: 'fixed-term',
    contractStart: '2026-06-01',
    contractEnd: '2029-05-31',
    employmentStart: '2026-06-01',
    employmentEnd: '2029-05-31',
    position: '专业技术负责人',
  },
} as const;

/** A submitted application with every field filled in. Nobody and no company in it exists. */
const application: Application = {
  id: 'a-1',
  number: 'ZJ20261122000123',
  profession: 'cost-2',
  matter: 'initial',
  initiator: 'practitioner',
  registrations: [],
  release: null,
  timeliness: null,
  statement: null,
  state: 'submitted',
  version: 7,
  submission: 1,
  draft,
  applicant: {
    name: '张演示',
    idType: '居民身份证',
    idNumber: residentIdentityNumber('320106', '1990-03-05', 22),
    birthDate: null,
    sex: null,
    ...sampleProfile,
  },
  qualification: {
    id: 'q-1',
    profession: 'cost-2',
    certificateNumber: 'YSZJ20200001',
    source: 'provincial-list',
    elsewhere: null,
    specialties: draft.specialties,
    obtainedOn: '2020-06-30',
    province: '江苏省',
  },
  attachments: {},
  supplement: null,
  correction: null,
  recommendation: null,
  extension: null,
  asksFormerIdentity: false,
  standing: nothingStands,
  createdAt: '2026-11-20T01:00:00.000Z',
  updatedAt: '2026-11-22T01:00:00.000Z',
  submittedAt: '2026-11-22T01:00:00.000Z',
};

/** The form of an invented application, as the product words it. */
export const sampleForm = applicationForm(application);

/** The certificate of an invented registration, as the product words it. */
export const sampleCertificate = certificateContent(
  application,
  newRegistration(application, '苏价232026000123', '2026-12-01'),
  '2026-12-01',
  'https://registration.example.cn/verify.html#number=232026000123&code=0123456789abcdef',
);
