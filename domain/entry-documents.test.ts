import { emptyDraft } from './application-parts.ts';
import { describe, expect, it } from 'vitest';
import type { Application } from './application.ts';
import { stateNameOf } from './state-name.ts';
import { documentNameOf } from './documents/document-name.ts';
import { rejectionNotice } from './documents/notices.ts';
import { formOf, letterOf } from './form-and-letter.ts';
import { nothingStands } from './standing.ts';

const application: Application = {
  id: 'a',
  number: 'JZ20260305000001',
  profession: 'architect-2',
  matter: 'out-of-province-entry',
  initiator: 'practitioner',
  registrations: [],
  release: null,
  statement: null,
  state: 'submitted',
  version: 1,
  submission: 1,
  draft: {
    ...emptyDraft,
    entry: {
      certificateNumber: '浙B2020001234',
      examinationProvince: '浙江省',
      passedYear: 2020,
      issuedOn: '2020-11-30',
      issuer: '浙江省住房和城乡建设厅',
      registeredBefore: true,
      priorRegistration: {
        number: '浙2332021000123',
        employerName: '浙江演示设计有限公司',
        validFrom: '2021-03-01',
        validUntil: '2024-02-29',
        province: '浙江省',
      },
    },
  },
  applicant: {
    name: '张演示',
    idType: '居民身份证',
    idNumber: '320106198803150016',
    birthDate: null,
    sex: null,
    mobile: '13900000001',
    email: null,
    ethnicity: '汉族',
    education: '本科',
    school: '演示大学',
    major: '建筑学',
    graduatedOn: '2010-06-30',
    address: '江苏省南京市演示路1号',
  },
  qualification: null,
  attachments: {},
  supplement: null,
  correction: null,
  recommendation: null,
  extension: null,
  asksFormerIdentity: false,
  standing: nothingStands,
  createdAt: '',
  updatedAt: '',
  submittedAt: null,
};

const textsOf = (of: Application) => JSON.stringify([formOf(of), letterOf(of)]);

describe('the documents of an out-of-province entry', () => {
  it('say what was entered, the original registration and what the profile brings along', () => {
    const form = formOf(application);
    expect(form.title).toBe('二级注册建筑师省外资格信息录入申请表');
    expect(form.withPhoto).toBe(false);
    expect(form.sections.map(({ heading }) => heading)).toEqual(['一、基本信息', '二、省外资格信息', '三、原注册信息']);
    const values = [
      '张演示',
      '浙江省',
      '浙B2020001234',
      '2020年',
      '2020年11月30日',
      '浙2332021000123',
      '2024年2月29日',
    ];
    for (const value of values) expect(textsOf(application)).toContain(value);
  });

  it('do not speak of an employer or of a registration applied for', () => {
    expect(textsOf(application)).not.toMatch(/聘用企业为|注册申请承诺书|法定代表人/);
    expect(letterOf(application).statements[0]).toContain('浙B2020001234');
  });

  it('leave the original registration out when there was none', () => {
    const entry = { ...application.draft.entry!, registeredBefore: false, priorRegistration: null };
    const form = formOf({ ...application, draft: { ...application.draft, entry } });
    expect(form.sections).toHaveLength(2);
    expect(form.sections[1]?.fields.at(-1)).toMatchObject({ label: '是否在省外做过初始注册', value: '否' });
  });

  it('refuse an entry, not a registration', () => {
    const notice = rejectionNotice(application, '2026-03-05', '报考地不符');
    expect(notice.title).toBe('不予录入决定书');
    expect(notice.statements.join('')).toContain('决定不予录入');
    expect(rejectionNotice({ ...application, matter: 'initial' }, '2026-03-05', 'x').title).toBe('不予注册决定书');
    expect(documentNameOf('application-form', 'qualification')).toBe('省外资格信息录入申请表');
    expect(documentNameOf('application-form', 'registration')).toBe('注册申请表');
    expect([stateNameOf('approved', 'qualification'), stateNameOf('approved', 'registration')]).toEqual([
      '准予录入',
      '准予注册',
    ]);
  });
});

describe('the documents of a registration', () => {
  it('are those of before', () => {
    expect(formOf({ ...application, matter: 'initial' }).title).toBe('江苏省二级注册建筑师初始注册申请表');
    expect(letterOf({ ...application, matter: 'initial' }).title).toBe('二级注册建筑师注册申请承诺书');
  });
});
