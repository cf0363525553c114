import { emptyDraft, type Qualification } from '../../domain/application-parts.ts';
import { randomUUID } from 'node:crypto';
import type { ApplicationItem } from '../records/entities.ts';
import { applicationOf } from './application-of.ts';
import { commitmentsAfter } from '../../domain/commitments.ts';
import { nothingBars } from '../../domain/test-facts.ts';
import { digest } from '../platform/digest.ts';

const applicant = {
  name: '张演示',
  idType: '居民身份证',
  idNumber: '320106199003078888',
  birthDate: '1990-03-07',
  sex: '女',
  mobile: '13900000001',
  email: null,
  ethnicity: '汉族',
  education: '本科',
  school: '演示大学',
  major: '土木工程',
  graduatedOn: '2012-06-30',
  address: '江苏省南京市演示路1号',
} as const;

const qualification: Qualification = {
  id: 'qualification-1',
  profession: 'constructor-2',
  certificateNumber: '苏2320190001234',
  source: 'provincial-list',
  elsewhere: null,
  specialties: ['建筑工程'],
  obtainedOn: '2019-10-01',
  province: '江苏省',
};

/**
 * An invented application, for tests: a constructor's, submitted once, whose documents are being rendered, with every party committed to what it
 * says. Nobody in it exists.
 */
export function makeApplication(overrides: Partial<ApplicationItem> = {}): ApplicationItem {
  const item = uncommitted(overrides);
  const commitments = [
    ['submit', 'practitioner'],
    ['confirm', 'employer'],
    ['release', 'former-employer'],
  ] as const;
  return commitments.reduce<ApplicationItem>((before, [action, actor]) => {
    return { ...before, commitments: commitmentsAfter(action, actor, applicationOf(before), digest) };
  }, item);
}

/** Writes an application as the product keeps it. The table must be there (records/test-table.ts). */
export async function putApplication(item: ApplicationItem): Promise<void> {
  const { table } = await import('../records/entities.ts');
  const { applicationItem, contentItem } = await import('./application-of.ts');
  const { key, changing } = applicationItem(applicationOf(item));
  const { stalled } = item;
  await table.entities.application.put({ ...key, ...changing, ...(stalled === undefined ? {} : { stalled }) }).go();
  await table.entities.caseContent.put(contentItem(applicationOf(item))).go();
}

function uncommitted(overrides: Partial<ApplicationItem>): ApplicationItem {
  return {
    applicationId: randomUUID(),
    personId: randomUUID(),
    number: `ZS20260302${String(Math.floor(Math.random() * 1_000_000)).padStart(6, '0')}`,
    profession: 'constructor-2',
    matter: 'initial',
    state: 'submitted',
    version: 3,
    stateVersion: 3,
    submission: 1,
    draft: {
      ...emptyDraft,
      qualificationId: qualification.id,
      specialties: ['建筑工程'],
      declarations: nothingBars,
      employment: {
        employerName: '江苏演示建设有限公司',
        employerCreditCode: '91320508000010014J',
        contractKind: 'fixed-term',
        contractStart: '2026-01-01',
        contractEnd: '2028-12-31',
        employmentStart: '2026-01-01',
        employmentEnd: '2028-12-31',
        position: '项目经理',
      },
    },
    applicant,
    qualification,
    attachments: {},
    supplement: null,
    correction: null,
    recommendation: null,
    employerCreditCode: '91320508000010014J',
    createdAt: '2026-03-02T00:00:00.000Z',
    updatedAt: '2026-03-02T01:00:00.000Z',
    submittedAt: '2026-03-02T01:00:00.000Z',
    ...overrides,
  };
}
