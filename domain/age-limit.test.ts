import { describe, expect, it } from 'vitest';
import { ageEnds, ageLimitText, lastDayOfAge } from './age-limit.ts';
import { professions } from './professions.ts';
import { samplePerson } from './test-facts.ts';

const throughBirthday = professions['constructor-2'].ageLimit;

describe('the last day of an age limit', () => {
  it.each([
    ['1961-03-05', '2026-03-05', '2027-03-04'],
    ['1960-02-29', '2025-02-28', '2026-02-27'],
    ['1961-03-01', '2026-03-01', '2027-02-28'],
  ])('of somebody born on %s is %s, or %s as the row may read it', (birthDate, birthday, beforeNext) => {
    expect(lastDayOfAge(throughBirthday, birthDate)).toBe(birthday);
    expect(lastDayOfAge({ ...throughBirthday, lastDay: 'before-next-birthday' }, birthDate)).toBe(beforeNext);
  });

  it('is not known where there is no limit, or no birth date', () => {
    expect(ageEnds(null, samplePerson)).toBeNull();
    expect(ageEnds(throughBirthday, { idNumber: 'H01234567', birthDate: null, sex: null })).toBeNull();
    // Of a permit the identity platform says it, for the number does not.
    const holder = { idNumber: 'H01234567', birthDate: '1961-03-02', sex: '女' } as const;
    expect(ageEnds(throughBirthday, holder)).toBe('2026-03-02');
    expect(ageEnds(throughBirthday, samplePerson)).toBe('2053-03-15');
  });

  it('is said as it is read', () => {
    expect(ageLimitText(throughBirthday)).toBe('65周岁生日当日');
    expect(ageLimitText({ ...throughBirthday, lastDay: 'before-next-birthday' })).toBe('66周岁生日前一日');
  });
});
