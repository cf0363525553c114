import { describe, expect, it } from 'vitest';
import { applicationStates, isFinal, queueOf } from '../../../domain/lifecycle.ts';
import { explanationOf, toneOf } from './explanations.ts';

describe('every state', () => {
  it.each(applicationStates)('%s is explained to everybody, with what comes next', (state) => {
    for (const viewer of ['practitioner', 'employer', 'department'] as const) {
      const { meaning, next } = explanationOf(state, viewer);
      expect(meaning).toMatch(/。$/);
      expect(next).toMatch(/。$/);
    }
  });

  it.each(applicationStates)('%s looks final exactly when it is', (state) => {
    expect(['good', 'ended'].includes(toneOf(state))).toBe(isFinal(state));
  });

  it('that waits for the practitioner looks so', () => {
    const facts = {
      employerStep: true,
      publicity: true,
      correctionFrom: null,
      correctionAddressee: 'practitioner',
    } as const;
    for (const state of applicationStates.filter((candidate) => queueOf(candidate, facts) === 'practitioner')) {
      expect(toneOf(state)).toBe('todo');
    }
  });
});
