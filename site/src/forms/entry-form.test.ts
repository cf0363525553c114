import { emptyDraft } from '../../../domain/application-parts.ts';
import { describe, expect, it } from 'vitest';
import { findMatterRow } from '../../../domain/catalogue.ts';
import { emptyEntry } from '../../../domain/entry-draft.ts';
import { draftOfForm, formOfDraft, stepNameOf, stepOfField, stepProblems, stepsOf } from './draft-form.ts';
import { entryOfForm, formOfEntry } from './entry-form.ts';

const row = findMatterRow('architect-2', 'out-of-province-entry')!;

const entry = {
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
} as const;

describe('the form of an entry', () => {
  it('and the entry turn into each other, also as part of a draft', () => {
    expect(entryOfForm(formOfEntry(entry))).toEqual(entry);
    expect(entryOfForm(formOfEntry(null))).toBeNull();
    expect(draftOfForm(formOfDraft({ ...emptyDraft, entry }))).toEqual({ ...emptyDraft, entry });
    expect(draftOfForm(formOfDraft({ ...emptyDraft, entry: null }))).toEqual(emptyDraft);
  });

  it('chooses nothing beforehand', () => {
    expect(formOfEntry(null).registeredBefore).toBe('');
    expect(entryOfForm({ ...formOfEntry(null), issuer: '演示机关' })).toEqual({ ...emptyEntry, issuer: '演示机关' });
  });

  it('drops an original registration that there was not, writes numbers in capitals and takes no half a year', () => {
    expect(entryOfForm({ ...formOfEntry(entry), registeredBefore: 'no' })?.priorRegistration).toBeNull();
    expect(entryOfForm({ ...formOfEntry(entry), certificateNumber: ' ab1234 ' })?.certificateNumber).toBe('AB1234');
    expect(entryOfForm({ ...formOfEntry(entry), passedYear: '20' })?.passedYear).toBeNull();
    expect(entryOfForm({ ...formOfEntry(entry), examinationProvince: '杭州' })?.examinationProvince).toBeNull();
  });
});

describe('the steps of an entry', () => {
  it('are the entry, the certificate and the confirmation', () => {
    expect(stepsOf(row)).toEqual(['entry', 'certificate', 'confirm']);
    expect(stepsOf(findMatterRow('architect-2', 'initial')!)).toEqual([
      'qualification',
      'files',
      'employment',
      'declarations',
      'confirm',
    ]);
    for (const step of stepsOf(row)) expect(stepNameOf(step, row)).not.toBe('');
    expect(stepOfField('files.qualification-certificate', stepsOf(row))).toBe('certificate');
    expect(stepOfField('entry.priorRegistration.number', stepsOf(row))).toBe('entry');
    expect(stepOfField('profile', stepsOf(row))).toBe('profile');
  });

  it('name what is missing once somebody goes on, and what is wrong at once', () => {
    const facts = { row, today: '2026-03-05', qualifications: [], registrations: [], profile: null };
    const problems = (form: Partial<ReturnType<typeof formOfEntry>>, complete: boolean) => {
      const draft = { ...formOfDraft(emptyDraft), entry: { ...formOfEntry(null), ...form } };
      return stepProblems('entry', draft, facts, complete).map(({ code }) => code);
    };
    expect(problems({}, false)).toEqual([]);
    expect(problems({}, true)).toHaveLength(6);
    expect(problems({ issuedOn: '2026-03-06' }, false)).toEqual(['issued-in-future']);
  });
});
