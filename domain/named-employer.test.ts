import { describe, expect, it } from 'vitest';
import { endingStart, isSameName, nameEndings, searchedName } from './employer-names.ts';
import { employerNameVerified, employerPresent, isMisnamed } from './named-employer.ts';
import { emptyDraft } from './application-parts.ts';

const employer = { creditCode: '91320508000010014J', name: '姑苏匠心建筑设计有限公司' };

function named(
  employerName: string,
  matter: 'initial' | 'change-personal' = 'initial',
  formerIdNumber: string | null = null,
) {
  const employment = { ...emptyDraft.employment, employerName, employerCreditCode: employer.creditCode };
  return { profession: 'architect-2', matter, draft: { ...emptyDraft, employment, formerIdNumber } } as const;
}

describe('the name of an employer', () => {
  it('is the same however it is written', () => {
    expect(isSameName('江苏演示（集团）有限公司', '江苏演示(集团) 有限公司')).toBe(true);
    expect(isSameName('江苏演示ＡＢＣ有限公司', '江苏演示abc有限公司')).toBe(true);
    expect(isSameName('江苏演示有限公司', '江苏演示有限责任公司')).toBe(false);
  });

  it('is found by every part of it that has two characters', () => {
    expect(nameEndings('姑苏匠心')).toEqual(['姑苏匠心', '苏匠心', '匠心']);
    expect(nameEndings('苏')).toEqual([]);
    expect(endingStart('苏匠心')).toBe('苏匠');
    for (const part of ['姑苏', '匠心建筑', '限公司']) {
      const under = nameEndings(employer.name).filter((ending) => endingStart(ending) === endingStart(part));
      expect(under.some((ending) => ending.startsWith(searchedName(part)))).toBe(true);
    }
  });

  it('has as many endings as one transaction takes twice', () => {
    expect(nameEndings('江'.repeat(400)).length * 2).toBeLessThanOrEqual(98);
  });

  it('is confirmed as the identity platform vouches for it', () => {
    expect(employerNameVerified(named(employer.name), employer)).toEqual([]);
    const [violation] = employerNameVerified(named('姑苏匠心设计院'), employer);
    expect(violation).toMatchObject({ code: 'employer-name-differs', field: 'employment.employerName' });
    expect(violation?.message).toContain('【按证照名称更正】');
  });

  it('that another company has taken the place of is refused, with that one', () => {
    expect(employerPresent(null)).toEqual([]);
    const [violation] = employerPresent(employer);
    expect(violation).toMatchObject({ code: 'employer-succeeded', field: 'employment.employerCreditCode' });
    expect(violation?.message).toContain(employer.name);
  });

  it('is not asked where the register says who the employer is, but of a claim about a former identity', () => {
    expect(isMisnamed(named('姑苏匠心设计院', 'change-personal'), employer)).toBe(false);
    expect(isMisnamed(named('姑苏匠心设计院', 'change-personal', '320106198803150016'), employer)).toBe(true);
  });
});
