import type { Initiator } from '../../../domain/initiators.ts';
import type { MatterCode } from '../../../domain/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../../api/department.ts';
import {
  addressedTo,
  addresseesOf,
  emptyNotice,
  mostItems,
  noticeBody,
  noticeProblems,
  otherSubject,
} from './correction-notice.ts';

const subjects = [{ field: 'files.sealed-form', label: '签字盖章的申请表' }];
const notice = {
  addressee: 'employer',
  items: [
    { field: 'files.sealed-form', subject: '', problem: ' 缺公章 ' },
    { field: otherSubject, subject: ' 说明 ', problem: '缺签字页' },
  ],
  laterReason: '',
};
const isTaken = (body: unknown) => departmentEndpoints.requestCorrection.body.safeParse(body).success;

describe('a notice of correction', () => {
  it('becomes what the API takes', () => {
    const body = noticeBody(notice, 4, subjects, false);
    expect(body).toEqual({
      version: 4,
      addressee: 'employer',
      items: [
        { field: 'files.sealed-form', subject: '签字盖章的申请表', problem: '缺公章' },
        { field: null, subject: '说明', problem: '缺签字页' },
      ],
      laterReason: null,
    });
    expect(isTaken(body)).toBe(true);
  });

  it('names what is missing', () => {
    expect([...noticeProblems(emptyNotice, false).keys()]).toEqual(['addressee', 'items.0.field', 'items.0.problem']);
    const other = { ...notice, items: [{ field: otherSubject, subject: ' ', problem: '缺签字页' }] };
    expect([...noticeProblems(other, false).keys()]).toEqual(['items.0.subject']);
    expect(noticeBody(emptyNotice, 4, subjects, false)).toBeNull();
    expect(noticeBody({ ...notice, addressee: 'nobody' }, 4, subjects, false)).toBeNull();
  });

  it('asks why it comes later only when there was one before', () => {
    expect([...noticeProblems(notice, true).keys()]).toEqual(['laterReason']);
    const body = noticeBody({ ...notice, laterReason: '补正后新上传。' }, 4, subjects, true);
    expect(body?.laterReason).toBe('补正后新上传。');
    expect(isTaken(body)).toBe(true);
    expect(noticeBody({ ...notice, laterReason: '补正后新上传。' }, 4, subjects, false)?.laterReason).toBeNull();
  });

  it('forgets the subjects that another addressee cannot mend, and no text', () => {
    const changed = addressedTo(notice, 'practitioner', [{ field: 'files.contract', label: '劳动合同' }]);
    expect(changed.items).toEqual([{ ...notice.items[0], field: '' }, notice.items[1]]);
    expect(addressedTo(notice, 'employer', subjects)).toEqual(notice);
  });

  it('has as many items as the API takes', () => {
    const items = (count: number) =>
      Array.from({ length: count }, () => ({ field: otherSubject, subject: 'a', problem: 'b' }));
    const taken = (count: number) => isTaken(noticeBody({ ...notice, items: items(count) }, 1, subjects, false));
    expect(taken(mostItems)).toBe(true);
    expect(taken(mostItems + 1)).toBe(false);
  });
});

it('addresses those who take part: not the person whose registration another wants cancelled', () => {
  const profession = 'cost-2';
  const values = (matter: MatterCode, initiator: Initiator) =>
    addresseesOf({ profession, matter, initiator }).map(({ value }) => value);
  expect(values('initial', 'practitioner')).toEqual(['practitioner', 'employer']);
  expect(values('cancellation', 'practitioner')).toEqual(['practitioner']);
  expect(values('cancellation', 'employer')).toEqual(['employer']);
});
