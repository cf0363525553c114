import { describe, expect, it } from 'vitest';
import { forbiddenAfter, forbiddingAct, fourEyesText, isOwnCase, type OfficerAct } from './four-eyes.ts';
import { actions, transitions } from './lifecycle.ts';

const act = (action: OfficerAct['action'], from: OfficerAct['from'], staffId = 'ann'): OfficerAct => ({
  action,
  from,
  staffId,
});
const deciding = ['approve', 'reject', 'send-back', 'uphold-objection'] as const;
const begin = act('submit', 'draft');
const recommend = act('recommend', 'under-review');
const ask = act('request-correction', 'under-review');
const sendBack = act('send-back', 'awaiting-decision');

describe('nobody decides what they prepared', () => {
  it.each(deciding)('%s', (action) => {
    for (const preparation of [begin, recommend, ask]) {
      expect(forbiddingAct(action, [preparation], 'ann')).toBeDefined();
      expect(forbiddingAct(action, [preparation], 'bob')).toBeUndefined();
    }
    expect(forbiddingAct(action, [], 'ann')).toBeUndefined();
  });

  it('in any order of events: sent back and recommended anew by another, the first reviewer still cannot decide', () => {
    const acts = [
      recommend,
      act('send-back', 'awaiting-decision', 'bob'),
      act('recommend', 'under-review', 'cid'),
    ] as const;
    for (const order of [acts, [...acts].reverse()]) {
      expect(forbiddingAct('approve', order, 'ann')?.action).toBe('recommend');
      expect(forbiddingAct('approve', order, 'cid')?.action).toBe('recommend');
      expect(forbiddingAct('approve', order, 'bob')).toBeUndefined();
    }
  });

  it('nor prepares what they have begun or sent back', () => {
    for (const earlier of [begin, sendBack]) {
      expect(forbiddingAct('recommend', [earlier], 'ann')).toBeDefined();
      expect(forbiddingAct('request-correction', [earlier], 'ann')).toBeDefined();
      expect(forbiddingAct('recommend', [earlier], 'bob')).toBeUndefined();
    }
  });

  it('but what only looks at form prepares nothing', () => {
    const acceptance = [act('accept', 'awaiting-acceptance'), act('request-correction', 'awaiting-acceptance')];
    for (const action of actions) expect(forbiddingAct(action, acceptance, 'ann')).toBeUndefined();
  });

  it('and whoever approved may find an objection right, whoever began may withdraw', () => {
    const approved = [act('approve', 'awaiting-decision')];
    expect(forbiddingAct('uphold-objection', approved, 'ann')).toBeUndefined();
    expect(forbiddingAct('withdraw', [begin], 'ann')).toBeUndefined();
  });

  it('the table covers every action of whoever decides', () => {
    const decided = transitions.filter(({ actor }) => actor.includes('decision')).map(({ action }) => action);
    expect([...new Set(decided)].filter((action) => forbiddenAfter[action] === undefined)).toEqual([]);
  });

  it('says why, and who may', () => {
    expect(fourEyesText(forbiddingAct('approve', [ask], 'ann')!)).toBe(
      '该申请由您在审核环节发出补正通知，这一步须由其他人员办理（准备与决定不得为同一人）。请转交其他有权限的人员。',
    );
  });
});

describe('nobody handles their own case', () => {
  it.each([
    ['person-1', { personId: 'person-1' }, true],
    ['person-1', { personId: 'person-2', formerPersonId: 'person-1' }, true],
    ['person-3', { personId: 'person-2', formerPersonId: 'person-1' }, false],
    [null, { personId: 'person-1' }, false],
  ] as const)('a member of staff who is %s, the case of %o', (staff, concerned, own) => {
    expect(isOwnCase(staff, concerned)).toBe(own);
  });
});
