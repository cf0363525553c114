import { describe, expect, it } from 'vitest';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { changeOfProfile, ethnicities, formOfProfile, profileProblems } from './profile-form.ts';

const profile = {
  name: '张明远',
  idType: '居民身份证',
  idNumber: '320106198803150016',
  sex: '男' as const,
  birthDate: '1988-03-15',
  mobile: '13800000001',
  email: null,
  mailReturn: null,
  ethnicity: null,
  education: null,
  school: null,
  major: null,
  graduatedOn: null,
  address: null,
  missing: [],
  version: 3,
};

const complete = {
  ...formOfProfile(profile),
  ethnicity: '汉族',
  education: '本科',
  school: ' 东南大学 ',
  major: '建筑学',
  graduatedOn: '2011-06-30',
  address: '南京',
};

describe('the profile form', () => {
  it('names every missing field', () => {
    expect([...profileProblems(formOfProfile(profile)).keys()]).toEqual([
      'ethnicity',
      'education',
      'school',
      'major',
      'graduatedOn',
      'address',
    ]);
    expect(changeOfProfile(formOfProfile(profile), 3)).toBeNull();
  });

  it('becomes a change that the API takes', () => {
    const change = changeOfProfile(complete, 3);
    expect(change).toMatchObject({ version: 3, school: '东南大学', email: null });
    expect(practitionerEndpoints.changeProfile.body.safeParse(change).success).toBe(true);
  });

  it('refuses a wrong mobile number and date', () => {
    const problems = profileProblems({ ...complete, mobile: '1380000', graduatedOn: '2011-02-30' });
    expect([...problems.keys()]).toEqual(['mobile', 'graduatedOn']);
  });

  it('offers the 56 ethnic groups, each once', () => expect(new Set(ethnicities).size).toBe(56));
});
