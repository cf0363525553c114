import { describe, expect, it } from 'vitest';
import {
  emptySupplement,
  noQualification,
  qualificationNumbers,
  qualificationTypes,
  supplementOf,
  supplementProblems,
} from './supplement.ts';

const own = [
  { type: '工程设计专业资质', number: 'A1' },
  { type: '工程设计专业资质', number: 'A2' },
  { type: '建筑业企业资质', number: 'B1' },
] as const;

describe('the supplement', () => {
  it('chooses nothing beforehand', () => {
    expect(supplementOf('company-qualification', emptySupplement, own)).toBeNull();
    expect(supplementOf('cost-consultancy', emptySupplement, own)).toBeNull();
    expect(supplementOf('none', emptySupplement, own)).toEqual({ kind: 'none' });
  });

  it('takes a qualification of the own list, or none', () => {
    const form = { ...emptySupplement, qualificationType: '工程设计专业资质', qualificationNumber: 'A2' };
    expect(supplementOf('company-qualification', form, own)).toEqual({
      kind: 'company-qualification',
      qualification: own[1],
    });
    expect(supplementOf('company-qualification', { ...form, qualificationNumber: 'B1' }, own)).toBeNull();
    expect(
      supplementOf('company-qualification', { ...emptySupplement, qualificationType: noQualification }, own),
    ).toEqual({ kind: 'company-qualification', qualification: null });
  });

  it('takes yes and no', () => {
    const answer = (isCostConsultancy: string) =>
      supplementOf('cost-consultancy', { ...emptySupplement, isCostConsultancy }, []);
    expect(answer('yes')).toEqual({ kind: 'cost-consultancy', isCostConsultancy: true });
    expect(answer('no')).toEqual({ kind: 'cost-consultancy', isCostConsultancy: false });
  });

  it('says what is missing', () => {
    expect([...supplementProblems('cost-consultancy', emptySupplement).keys()]).toEqual(['isCostConsultancy']);
    expect([...supplementProblems('company-qualification', emptySupplement).keys()]).toEqual(['qualificationType']);
    const half = { ...emptySupplement, qualificationType: '建筑业企业资质' };
    expect([...supplementProblems('company-qualification', half).keys()]).toEqual(['qualificationNumber']);
    expect(supplementProblems('none', emptySupplement).size).toBe(0);
  });

  it('lists types once and numbers by type', () => {
    expect(qualificationTypes(own)).toEqual(['工程设计专业资质', '建筑业企业资质']);
    expect(qualificationNumbers(own, '工程设计专业资质')).toEqual(['A1', 'A2']);
  });
});
