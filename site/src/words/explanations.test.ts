import { applicationStates, isFinal, states } from '../../../domain/states.ts';
import { describe, expect, it } from 'vitest';
import { queueOf } from '../../../domain/lifecycle.ts';
import { outcomeWords } from './decision-words.ts';
import { correctionExplanation, explanationOf } from './explanations.ts';

describe('every state', () => {
  it.each(applicationStates)('%s is explained to everybody, with what comes next', (state) => {
    for (const viewer of ['practitioner', 'employer', 'department'] as const) {
      const { meaning, next } = explanationOf(state, viewer);
      expect(meaning).toMatch(/。$/);
      expect(next).toMatch(/。$/);
    }
  });

  it.each(applicationStates)('%s looks final exactly when it is', (state) => {
    expect(['good', 'ended'].includes(states[state].tone)).toBe(isFinal(state));
  });

  it('that waits for the practitioner looks so', () => {
    const facts = {
      initiator: 'practitioner',
      release: null,
      sealStands: true,
      releaseStands: true,
      employerStep: true,
      statementDue: false,
      decidedByOne: false,
      extended: false,
      publicity: true,
      correctionFrom: null,
      correctionAddressee: 'practitioner',
    } as const;
    for (const state of applicationStates.filter((candidate) => queueOf(candidate, facts) === 'practitioner')) {
      expect(states[state].tone).toBe('todo');
    }
  });
});

describe('an out-of-province entry', () => {
  it.each(applicationStates)('in %s is not explained as a registration', (state) => {
    for (const viewer of ['practitioner', 'department'] as const) {
      const { meaning, next } = explanationOf(state, viewer, 'qualification');
      // No entry is ever with an employer, present or former, or in publicity.
      if (['awaiting-employer', 'returned', 'awaiting-release', 'in-publicity'].includes(state)) continue;
      expect(`${meaning}${next}`).not.toMatch(/准予注册|不予注册|证书|企业|需要注册/);
      expect(next).toMatch(/。$/);
    }
  });

  it('is decided in words of its own', () => {
    expect(outcomeWords('建议不予注册', 'qualification')).toBe('建议不予录入');
    expect(outcomeWords('确认准予注册', 'qualification')).toBe('确认准予录入');
    expect(outcomeWords('确认准予注册', 'registration')).toBe('确认准予注册');
  });
});

it('tells of a notice of correction to whom it is addressed what to do, and the other party whose turn it is', () => {
  expect(correctionExplanation('practitioner', 'practitioner').meaning).toBe('申请需要您补正。');
  expect(correctionExplanation('employer', 'employer').meaning).toBe('申请需要本企业补正。');
  expect(correctionExplanation('employer', 'practitioner').meaning).toContain('您不需要操作');
  expect(correctionExplanation('practitioner', 'employer').meaning).toContain('本企业不需要操作');
});
