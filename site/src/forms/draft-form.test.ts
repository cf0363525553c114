import { emptyDraft, type Qualification } from '../../../domain/application-parts.ts';
import { describe, expect, it } from 'vitest';
import { findMatterRow } from '../../../domain/catalogue.ts';
import {
  changeEmployment,
  chooseQualification,
  type DraftForm,
  draftOfForm,
  formOfDraft,
  type PageFacts,
  problemsByStep,
  stepOfField,
  stepProblems,
  stepsOf,
} from './draft-form.ts';

const empty = formOfDraft(emptyDraft);

describe('form and draft', () => {
  it('turn into each other', () => {
    const draft = {
      ...emptyDraft,
      qualificationId: 'q1',
      specialties: ['建筑工程'],
      employment: {
        employerName: '甲公司',
        employerCreditCode: '91320508000010014J',
        contractKind: 'fixed-term',
        contractStart: '2026-01-01',
        contractEnd: '2028-12-31',
        employmentStart: '2026-01-01',
        employmentEnd: '2028-12-31',
        position: '设计师',
      },
    } as const;
    expect(draftOfForm(formOfDraft(draft))).toEqual(draft);
    expect(draftOfForm(empty)).toEqual(emptyDraft);
  });

  it('take blanks away and write the credit code in capitals', () => {
    const form = withEmployment({
      employerName: ' 甲公司 ',
      position: '   ',
      employerCreditCode: '91320508000010014j',
    });
    expect(draftOfForm(form).employment).toMatchObject({
      employerName: '甲公司',
      position: null,
      employerCreditCode: '91320508000010014J',
    });
  });

  it('give an open-ended contract no end', () => {
    const form = withEmployment({ contractKind: 'open-ended', contractEnd: '2028-12-31', employmentEnd: '2028-12-31' });
    expect(draftOfForm(form).employment).toMatchObject({ contractEnd: null, employmentEnd: null });
  });
});

describe('employment dates', () => {
  it('follow the contract as long as nobody typed others', () => {
    const first = changeEmployment(empty, 'contractStart', '2026-01-01');
    expect(first.employment.employmentStart).toBe('2026-01-01');
    const second = changeEmployment(first, 'contractStart', '2026-02-01');
    expect(second.employment.employmentStart).toBe('2026-02-01');
    const own = changeEmployment(second, 'employmentStart', '2026-02-02');
    expect(changeEmployment(own, 'contractStart', '2026-03-01').employment.employmentStart).toBe('2026-02-02');
  });
});

const qualification: Qualification = {
  id: 'q1',
  profession: 'constructor-2',
  certificateNumber: 'JS2020C04567',
  source: 'provincial-list',
  elsewhere: null,
  specialties: ['建筑工程', '机电工程'],
  obtainedOn: '2020-08-30',
  province: '江苏省',
};

describe('choosing a qualification', () => {
  it('drops the specialties that it does not have', () => {
    const form = { ...empty, specialties: ['公路工程', '机电工程'] };
    expect(chooseQualification(form, qualification)).toMatchObject({
      qualificationId: 'q1',
      specialties: ['机电工程'],
    });
  });
});

describe('the problems of a step', () => {
  const row = findMatterRow('constructor-2', 'initial')!;
  const facts: PageFacts = {
    row,
    today: '2026-11-30',
    qualifications: [qualification],
    registrations: [],
    profile: null,
  };
  const codes = (...args: Parameters<typeof stepProblems>) => stepProblems(...args).map(({ code }) => code);

  it('name missing fields only once somebody wants to go on', () => {
    expect(codes('qualification', empty, facts, false)).toEqual([]);
    expect(codes('qualification', empty, facts, true)).toEqual(['qualification-missing', 'specialties-missing']);
    expect(codes('employment', empty, facts, false)).toEqual([]);
    expect(codes('employment', empty, facts, true)).toHaveLength(8);
  });

  it('name broken rules while typing', () => {
    const form = withEmployment({ contractKind: 'fixed-term', contractEnd: '2027-02-27' });
    expect(codes('employment', form, facts, false)).toEqual(['contract-too-short']);
    const differing = withEmployment({ contractStart: '2026-01-01', employmentStart: '2026-01-02' });
    expect(codes('employment', differing, facts, false)).toEqual(['employment-differs-from-contract']);
  });

  it('refuse a qualification from elsewhere', () => {
    const foreign = { ...facts, qualifications: [{ ...qualification, province: '上海市' }] };
    const form = { ...empty, qualificationId: 'q1', specialties: ['建筑工程'] };
    expect(codes('qualification', form, foreign, false)).toEqual(['qualification-origin']);
  });
});

it('gathers problems by the step that mends them', () => {
  const problems = ['files.photo', 'profile', 'draft.employment.position', 'files.contract'].map((field) => ({
    field,
  }));
  expect(problemsByStep(problems, stepsOf(findMatterRow('cost-2', 'initial')!))).toEqual([
    { step: 'profile', problems: [{ field: 'profile' }] },
    { step: 'files', problems: [{ field: 'files.photo' }, { field: 'files.contract' }] },
    { step: 'employment', problems: [{ field: 'draft.employment.position' }] },
  ]);
});

describe('the step of a field', () => {
  it.each([
    ['files.photo', 'files'],
    ['employment.contractEnd', 'employment'],
    ['qualificationId', 'qualification'],
    ['specialties', 'qualification'],
    ['profile', 'profile'],
  ])('%s is %s', (field, step) => expect(stepOfField(field, stepsOf(findMatterRow('cost-2', 'initial')!))).toBe(step));
});

function withEmployment(employment: Partial<DraftForm['employment']>): DraftForm {
  return { ...empty, employment: { ...empty.employment, ...employment } };
}
