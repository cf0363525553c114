import { describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../../api/department.ts';
import { emptyNotice, mostItems, noticeBody, noticeProblems } from './correction-notice.ts';

const notice = { addressee: 'employer', items: [{ subject: ' 合同 ', problem: '缺签字页' }] };

describe('a notice of correction', () => {
  it('becomes what the API takes', () => {
    const body = noticeBody(notice, 4);
    expect(body).toEqual({ version: 4, addressee: 'employer', items: [{ subject: '合同', problem: '缺签字页' }] });
    expect(departmentEndpoints.requestCorrection.body.safeParse(body).success).toBe(true);
  });

  it('names what is missing', () => {
    expect([...noticeProblems(emptyNotice).keys()]).toEqual(['addressee', 'items.0.subject', 'items.0.problem']);
    expect(noticeBody(emptyNotice, 4)).toBeNull();
    expect(noticeBody({ ...notice, addressee: 'nobody' }, 4)).toBeNull();
  });

  it('has as many items as the API takes', () => {
    const items = (count: number) => Array.from({ length: count }, () => ({ subject: 'a', problem: 'b' }));
    const taken = (count: number) =>
      departmentEndpoints.requestCorrection.body.safeParse(noticeBody({ ...notice, items: items(count) }, 1)).success;
    expect(taken(mostItems)).toBe(true);
    expect(taken(mostItems + 1)).toBe(false);
  });
});
