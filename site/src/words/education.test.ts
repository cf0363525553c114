import { describe, expect, it } from 'vitest';
import { type EducationNeedView, furtherHours, hourRows, needGap, needPeriod, needTitle } from './education.ts';

function makeNeed(overrides: Partial<EducationNeedView> = {}): EducationNeedView {
  return {
    ...{ profession: 'constructor-2', occasion: 'renewal', registrationNumber: '苏2322019202101082', enforced: true },
    ...{ from: '2024-03-01', until: '2027-02-28', specialties: ['建筑工程'] },
    required: { compulsory: 60, elective: 60 },
    done: { compulsory: 60, elective: 12.5 },
    missing: { compulsory: 0, elective: 47.5 },
    ...overrides,
  };
}

describe('the hours of continuing education', () => {
  it('say for what they are needed, until when, and what is missing', () => {
    const need = makeNeed();
    expect(needTitle(need)).toBe('二级注册建造师延续注册（建筑工程）');
    expect(needTitle(makeNeed({ specialties: [] }))).toBe('二级注册建造师延续注册');
    expect(needPeriod(need)).toContain('2024年3月1日至2027年2月28日');
    expect(needGap(need)).toBe('还缺选修课47.5学时，补足后才能申请延续注册。');
    expect(hourRows(need).map(({ has, needs }) => [has, needs])).toEqual([
      [60, 60],
      [12.5, 60],
    ]);
  });

  it('are met when nothing is missing, and only advised where the profession does not insist', () => {
    expect(needGap(makeNeed({ missing: { compulsory: 0, elective: 0 } }))).toBeNull();
    expect(needGap(makeNeed({ enforced: false }))).toContain('审核人员会看到');
  });

  it('name what further specialties ask where their number is not known yet', () => {
    expect(furtherHours(makeNeed({ occasion: 'reregistration', registrationNumber: null }))).toContain('必修课30学时');
    expect(furtherHours(makeNeed())).toBeNull();
    expect(furtherHours(makeNeed({ occasion: 'late-initial', profession: 'cost-2' }))).toBeNull();
  });
});
