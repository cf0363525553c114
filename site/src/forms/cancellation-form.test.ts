import { describe, expect, it } from 'vitest';
import { groundsOf } from '../../../domain/cancellation.ts';
import {
  cancellationBody,
  cancellationProblems,
  emptyCancellationForm,
  openApplicationOf,
} from './cancellation-form.ts';

describe('the form of a cancellation', () => {
  it('chooses nothing beforehand and misses ground and statement', () => {
    expect([...cancellationProblems(emptyCancellationForm, 'employer').keys()]).toEqual([
      'cancellation.ground',
      'cancellation.statement',
    ]);
    expect(cancellationBody(emptyCancellationForm, 'employer')).toBeNull();
  });

  it.each(['employer', 'department'] as const)('is complete with a ground of the %s and a statement', (initiator) => {
    for (const ground of groundsOf(initiator)) {
      const form = { ground, statement: ' 双方已解除劳动合同。 ' };
      expect(cancellationProblems(form, initiator).size).toBe(0);
      expect(cancellationBody(form, initiator)).toEqual({ ground, statement: '双方已解除劳动合同。' });
    }
  });

  it('takes no ground that is not open to whoever begins it, and no blank statement', () => {
    expect(cancellationBody({ ground: 'revoked', statement: '已撤销。' }, 'employer')).toBeNull();
    expect(cancellationBody({ ground: 'own-wish', statement: '本人要求。' }, 'department')).toBeNull();
    expect([...cancellationProblems({ ground: 'deceased', statement: '  ' }, 'employer').keys()]).toEqual([
      'cancellation.statement',
    ]);
  });
});

describe('a refused cancellation', () => {
  const failure = { code: 'already-exists', message: '已有一项注销正在办理。', retry: false };

  it('leads to the application that is open already', () => {
    const errors = [{ field: 'applicationId', code: 'open-application', message: 'c0ffee00' }];
    expect(openApplicationOf({ ...failure, errors })).toBe('c0ffee00');
  });

  it('leads nowhere when the API names none', () => {
    expect(openApplicationOf({ ...failure, errors: [] })).toBeNull();
    expect(openApplicationOf(null)).toBeNull();
  });
});
