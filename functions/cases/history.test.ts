import { describe, expect, it } from 'vitest';
import type { Action } from '../../domain/lifecycle.ts';
import type { Caller } from '../platform/caller.ts';
import type { Case } from './case.ts';
import type { ApplicationEventItem, ApplicationItem, FileItem } from '../records/entities.ts';
import { recordedOf, visibleChanges } from './history.ts';
import { supplementStep } from './supplement-owed.ts';
import { makeApplication } from './test-case.ts';

const file = (fileId: string, name: string): FileItem => ({
  applicationId: 'application-1',
  fileId,
  slot: 'contract',
  owner: 'person-1',
  submission: 1,
  stateVersion: 3,
  party: 'practitioner',
  name,
  type: 'application/pdf',
  size: 1,
  sha256: '',
  status: 'ready',
  uploadedAt: '2026-03-02T00:00:00.000Z',
});

const files = [file('file-1', '合同.pdf'), file('file-2', '续签合同.pdf')];

function found(overrides: Partial<ApplicationItem>): Case {
  const item = makeApplication({ attachments: { contract: 'file-1' }, ...overrides });
  // Nothing but item and files is looked at.
  return { item, files } as unknown as Case;
}

const changesOf = (given: Case, action: Action, changed: Partial<ApplicationItem>) =>
  recordedOf(given, action, { ...given.item, ...changed }).event.changes;

describe('what a command leaves for the timeline', () => {
  const submittedDraft = makeApplication().draft;
  const draft = { ...submittedDraft, employment: { ...submittedDraft.employment, position: '技术负责人' } };

  it.each(['submit', 'answer-correction'] as const)(
    '%s: what differs from the last submission, though the draft was saved since',
    (action) => {
      const given = found({ state: 'awaiting-correction', submittedDraft, draft });
      expect(changesOf(given, action, { submittedDraft: draft, attachments: { contract: 'file-2' } })).toEqual([
        { label: '工作岗位', before: '项目经理', after: '技术负责人' },
        { label: '劳动合同', before: '合同.pdf', after: '续签合同.pdf' },
      ]);
    },
  );

  it('nothing to compare at the first submission', () => {
    const given = found({ state: 'draft', submission: 0 });
    expect(recordedOf(given, 'submit', given.item).event).toEqual({});
  });

  it('nothing of a draft that is not sent', () => {
    const given = found({ submittedDraft, draft });
    expect(changesOf(given, 'answer-correction', { attachments: { contract: 'file-2' } })).toEqual([
      { label: '劳动合同', before: '合同.pdf', after: '续签合同.pdf' },
    ]);
  });
});

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

  it('are none in events of before changes were recorded', () => {
    expect(visibleChanges(event(9, 'B'), events, company('B'))).toEqual([]);
  });
});

describe('the qualification that an employer owes', () => {
  const open = { openSupplement: { owner: 'A' } } as unknown as Case;
  const none = { openSupplement: undefined };
  const owed = { kind: 'company-qualification', qualification: null } as const;
  const named = {
    kind: 'company-qualification',
    qualification: { type: '工程设计综合资质', number: 'A132000001' },
  } as const;

  it.each([
    ['the choice of 无 opens it', none, 'confirm', owed, 'awaiting-acceptance', 'open'],
    ['also in a correction', none, 'answer-correction', owed, 'under-review', 'open'],
    ['not in other steps', none, 'accept', owed, 'under-review', null],
    ['a qualification named in a correction closes it', open, 'answer-correction', named, 'under-review', 'close'],
    ['it stays while it is owed', open, 'answer-correction', owed, 'under-review', null],
    ['it outlives the approval', open, 'conclude-publicity', owed, 'approved', null],
    ['but no other end', open, 'withdraw', owed, 'withdrawn', 'close'],
    ['nothing is owed by who has named one', none, 'confirm', named, 'awaiting-acceptance', null],
  ] as const)('%s', (_, given, action, supplement, to, step) => {
    expect(supplementStep(given, action, supplement, to)).toBe(step);
  });
});
