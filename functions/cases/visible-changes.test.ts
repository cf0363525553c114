import { describe, expect, it } from 'vitest';
import type { Caller } from '../platform/caller.ts';
import type { ApplicationEventItem } from '../records/entities.ts';
import { visibleChanges } from './visible-changes.ts';

describe('the changes that a party sees', () => {
  const changes = [{ label: '聘用企业名称', before: '甲公司', after: '乙公司' }];
  const event = (version: number, employerCreditCode: string, more = {}) =>
    ({ version, employerCreditCode, ...more }) as ApplicationEventItem;
  const company = (creditCode: string) => ({ party: 'legal-person', creditCode }) as Caller;
  const moved = event(7, 'B', { changes });
  const stayed = event(9, 'B', { changes });
  const events = [event(3, 'A'), event(5, 'A'), moved, event(8, 'B'), stayed];

  it('are all of them for the applicant and the department', () => {
    for (const party of ['person', 'staff']) {
      expect(visibleChanges(moved, events, { party } as Caller)).toEqual(changes);
    }
  });

  it('are none for a company where the application moved from one company to another', () => {
    expect(visibleChanges(moved, events, company('B'))).toEqual([]);
    expect(visibleChanges(moved, events, company('A'))).toEqual([]);
    expect(visibleChanges(stayed, events, company('B'))).toEqual(changes);
  });

  it('are none where nothing was compared', () => {
    expect(visibleChanges(event(9, 'B'), events, company('B'))).toEqual([]);
  });
});
