import { describe, expect, it } from 'vitest';
import { employerEndpoints } from '../../../api/employer.ts';
import { changeOfCompany, cities, companyProblems, divisionsOf, formOfCompany } from './company-form.ts';

const company = {
  name: '甲公司',
  creditCode: '91320508000010014J',
  representative: '乙',
  division: '320509',
  address: '吴江',
  contactName: '丙',
  contactMobile: '13800000001',
  contactEmail: 'contact@example.com',
  qualifications: [],
  missing: [],
  mailReturn: null,
  version: 2,
};

describe('the company form', () => {
  it('finds the city of a division', () => {
    expect(formOfCompany(company)).toMatchObject({ city: '苏州市', division: '320509' });
    expect(formOfCompany({ ...company, division: null })).toMatchObject({ city: '', division: '' });
  });

  it('becomes a change that the API takes', () => {
    const form = { ...formOfCompany(company), qualifications: [{ type: '建筑业企业资质', number: ' D1 ' }] };
    const change = changeOfCompany(form, 2);
    expect(change?.qualifications).toEqual([{ type: '建筑业企业资质', number: 'D1' }]);
    expect(employerEndpoints.changeCompany.body.safeParse(change).success).toBe(true);
    expect(changeOfCompany({ ...form, contactEmail: ' ' }, 2)?.contactEmail).toBeNull();
  });

  it('names what is missing, rows of the list too', () => {
    const empty = formOfCompany({ ...company, division: null, address: null, contactName: null, contactMobile: null });
    const form = { ...empty, qualifications: [{ type: '', number: '' }] };
    expect([...companyProblems(form).keys()]).toEqual([
      'city',
      'address',
      'contactName',
      'contactMobile',
      'qualifications.0.type',
      'qualifications.0.number',
    ]);
    expect([...companyProblems({ ...form, city: '苏州市' }).keys()]).toContain('division');
    expect(changeOfCompany(form, 2)).toBeNull();
  });

  it('offers the thirteen cities and the divisions of each', () => {
    expect(cities).toHaveLength(13);
    expect(divisionsOf('苏州市')).toContainEqual({ value: '320509', label: '吴江区' });
    expect(divisionsOf('')).toEqual([]);
  });
});
