import { companyQualificationTypes, emptyDraft } from './application-parts.ts';
import { contractKinds } from './contract-kinds.ts';
import { type MatterRow, findMatterRow, matterRows } from './catalogue.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationChanges, mostCharacters } from './application-changes.ts';
import { type ApplicationContent, applicationFields, labelOf } from './application-fields.ts';
import { emptyEntry } from './entry-draft.ts';

const row = (profession: MatterRow['profession'], matter: MatterRow['matter'] = 'initial'): MatterRow => {
  const found = findMatterRow(profession, matter);
  if (found === undefined) throw new Error('no such row');
  return found;
};

const content = (overrides: Partial<ApplicationContent> = {}): ApplicationContent => ({
  draft: {
    ...emptyDraft,
    qualificationId: 'qualification-1',
    employment: {
      ...emptyDraft.employment,
      contractKind: 'fixed-term',
      contractEnd: '2027-12-31',
      position: '项目经理',
    },
  },
  applicant: {
    name: '张演示',
    idType: '居民身份证',
    idNumber: '320106199003078888',
    birthDate: null,
    sex: null,
    mobile: '13900000001',
    email: null,
    ethnicity: '汉族',
    education: '本科',
    school: '演示大学',
    major: '土木工程',
    graduatedOn: '2012-06-30',
    address: '江苏省南京市演示路1号',
  },
  qualification: {
    certificateNumber: '苏2320190001234',
    obtainedOn: '2019-10-01',
    province: '江苏省',
  },
  supplement: null,
  files: { contract: { id: 'file-1', name: '劳动合同.pdf' } },
  ...overrides,
});

describe('the changes of an application', () => {
  it('name the draft’s fields as the form does, in its order, with dates in words', () => {
    const before = content();
    const employment = { ...before.draft.employment, contractEnd: '2028-06-30', position: '技术负责人' };
    const after = content({ draft: { ...before.draft, specialties: ['机电工程', '建筑工程'], employment } });
    expect(applicationChanges(row('constructor-2'), before, after)).toEqual([
      { label: '申请注册专业', before: null, after: '建筑工程、机电工程' },
      { label: '工作岗位', before: '项目经理', after: '技术负责人' },
      { label: '合同结束日期', before: '2027年12月31日', after: '2028年6月30日' },
    ]);
  });

  it('say that a contract has no end any more', () => {
    const before = content();
    const employment = { ...before.draft.employment, contractKind: 'open-ended', contractEnd: null } as const;
    expect(applicationChanges(row('cost-2'), before, content({ draft: { ...before.draft, employment } }))).toEqual([
      { label: '合同类型', before: '固定期限', after: '无固定期限' },
      { label: '合同结束日期', before: '2027年12月31日', after: null },
    ]);
  });

  it('name another qualification by its certificate, files by their names, and the supplement by what the profession asks', () => {
    const before = content({ supplement: { kind: 'company-qualification', qualification: null } });
    const named = { type: companyQualificationTypes[0], number: 'A132000001' };
    const after = content({
      draft: { ...before.draft, qualificationId: 'qualification-2' },
      qualification: { ...before.qualification!, certificateNumber: '苏2320200005678' },
      files: { contract: { id: 'file-2', name: '续签合同.pdf' }, photo: { id: 'file-3', name: '照片.jpg' } },
      supplement: { kind: 'company-qualification', qualification: named },
    });
    expect(applicationChanges(row('architect-2'), before, after)).toEqual([
      { label: '职业资格', before: '苏2320190001234', after: '苏2320200005678' },
      { label: '个人免冠证件照', before: null, after: '照片.jpg' },
      { label: '劳动合同', before: '劳动合同.pdf', after: '续签合同.pdf' },
      { label: '资质类型及资质证号', before: '无', after: '工程设计综合资质（A132000001）' },
    ]);
  });

  it('tell a file of the same name from the one before', () => {
    const after = content({ files: { contract: { id: 'file-2', name: '劳动合同.pdf' } } });
    expect(applicationChanges(row('cost-2'), content(), after)).toEqual([
      { label: '劳动合同', before: '劳动合同.pdf', after: '劳动合同.pdf（已重新上传）' },
    ]);
  });

  it('mask identity numbers, also where only the masked part differs', () => {
    const before = content();
    const change = (idNumber: string) =>
      applicationChanges(row('cost-2'), before, content({ applicant: { ...before.applicant, idNumber } }));
    expect(change('320106199003079996')).toEqual([
      { label: '证件号码', before: '320106********8888', after: '320106********9996' },
    ]);
    expect(change('320106199103078888')).toEqual([
      { label: '证件号码', before: '320106********8888', after: '320106********8888（未显示的部分有变化）' },
    ]);
  });

  it('name the fields of an entry', () => {
    const before = content({
      draft: { ...emptyDraft, entry: { ...emptyEntry, passedYear: 2018, registeredBefore: false } },
    });
    const after = content({
      draft: {
        ...emptyDraft,
        entry: {
          ...emptyEntry,
          passedYear: 2019,
          registeredBefore: true,
          priorRegistration: {
            number: '沪123456',
            employerName: null,
            province: '上海市',
            validFrom: null,
            validUntil: null,
          },
        },
      },
    });
    expect(applicationChanges(row('architect-2', 'out-of-province-entry'), before, after)).toEqual([
      { label: '通过年度', before: '2018年', after: '2019年' },
      { label: '是否在省外做过初始注册', before: '否', after: '是' },
      { label: '原注册编号', before: null, after: '沪123456' },
      { label: '原注册地', before: null, after: '上海市' },
    ]);
  });
});

const text = fc.option(fc.string({ unit: 'grapheme', maxLength: mostCharacters + 50 }));
const date = fc.option(fc.constantFrom('2024-02-29', '2026-03-31', '2027-01-01'));
// Few identities and few names, so that equal ones, and one without the other, come up.
const file = fc.record({ id: fc.constantFrom('a', 'b', 'c'), name: fc.constantFrom('甲.pdf', '乙.pdf') });
const contents: fc.Arbitrary<ApplicationContent> = fc.record({
  draft: fc.record({
    ...{
      entry: fc.constant(null),
      registrationNumber: fc.constant(null),
      formerIdNumber: fc.constant(null),
      cancellation: fc.constant(null),
      declarations: fc.record({ capacity: fc.boolean(), accident: fc.boolean() }, { requiredKeys: [] }),
    },
    qualificationId: fc.option(fc.constant('q')),
    specialties: fc.uniqueArray(fc.constantFrom('建筑工程', '机电工程', '公路工程')),
    employment: fc.record({
      employerName: text,
      employerCreditCode: text,
      contractKind: fc.option(fc.constantFrom(...contractKinds)),
      contractStart: date,
      contractEnd: date,
      employmentStart: date,
      employmentEnd: date,
      position: text,
    }),
  }),
  applicant: fc.record({
    name: fc.string(),
    idType: fc.string(),
    idNumber: fc.constantFrom('320106199003078888', '320106199103078888', '320106199003079996'),
    birthDate: fc.constant(null),
    sex: fc.constant(null),
    mobile: text,
    email: text,
    ethnicity: text,
    education: text,
    school: text,
    major: text,
    graduatedOn: date,
    address: text,
  }),
  qualification: fc.option(
    fc.constantFrom('1', '2').map((certificateNumber) => ({ ...content().qualification!, certificateNumber })),
  ),
  supplement: fc.constantFrom(
    null,
    { kind: 'none' } as const,
    { kind: 'cost-consultancy', isCostConsultancy: true } as const,
    { kind: 'cost-consultancy', isCostConsultancy: false } as const,
  ),
  files: fc.record({ photo: file, contract: file, 'sealed-form': file }, { requiredKeys: [] }),
});
const rows = fc.constantFrom(...matterRows);

describe('any two contents of an application', () => {
  it('have a change for exactly the fields that differ, each with two sides that do not look the same, of bounded length', () => {
    fc.assert(
      fc.property(rows, contents, contents, (given, before, after) => {
        const changes = applicationChanges(given, before, after);
        const differing = applicationFields.filter(
          ({ identity }) => (identity(before) ?? '') !== (identity(after) ?? ''),
        );
        expect(changes.map(({ label }) => label)).toEqual(differing.map(({ code }) => labelOf(code, given.supplement)));
        for (const change of changes) {
          expect(change.before).not.toBe(change.after);
          expect(Array.from(change.before ?? '').length).toBeLessThanOrEqual(mostCharacters);
          expect(Array.from(change.after ?? '').length).toBeLessThanOrEqual(mostCharacters + 12);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('have no change when they are equal, and none shows a whole identity number', () => {
    fc.assert(
      fc.property(rows, contents, contents, (given, before, after) => {
        expect(applicationChanges(given, before, structuredClone(before))).toEqual([]);
        const numbers = applicationChanges(given, before, after).filter(({ label }) => label === '证件号码');
        for (const number of numbers) expect(JSON.stringify(number)).not.toMatch(/\d{17}/);
      }),
      { numRuns: 300 },
    );
  });
});
