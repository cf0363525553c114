import { describe, expect, it } from 'vitest';
import { groundOf, groundsOf } from '../../../domain/grounds.ts';
import {
  cancellationBody,
  cancellationProblems,
  emptyCancellationForm,
  openApplicationOf,
} from './cancellation-form.ts';

const by = (initiator: 'employer' | 'department') =>
  ({ initiator, profession: 'constructor-2', today: '2026-03-05' }) as const;
const decision = { document: '苏建罚字〔2026〕12号行政处罚决定书', decidedOn: '2026-03-02' };

describe('the form of a cancellation', () => {
  it('chooses nothing beforehand and misses ground and statement', () => {
    expect([...cancellationProblems(emptyCancellationForm, by('employer')).keys()]).toEqual([
      'cancellation.ground',
      'cancellation.statement',
    ]);
    expect(cancellationBody(emptyCancellationForm, by('employer'))).toBeNull();
  });

  it.each(['employer', 'department'] as const)('is complete with a ground of the %s and what it asks', (initiator) => {
    for (const ground of groundsOf(initiator, 'constructor-2')) {
      const asked = initiator === 'department' && groundOf(ground, 'constructor-2')?.decided === true;
      const form = { ...emptyCancellationForm, ...decision, ground, statement: ' 双方已解除劳动合同。 ' };
      const said = asked ? decision : { document: null, decidedOn: null };
      expect(cancellationBody(form, by(initiator))).toEqual({ ground, statement: '双方已解除劳动合同。', ...said });
    }
  });

  it('takes no ground that is not open to whoever begins it, no blank statement, no decision without its day', () => {
    const form = { ...emptyCancellationForm, statement: '已撤销。' };
    expect(cancellationBody({ ...form, ground: 'other-legal-ground' }, by('employer'))).toBeNull();
    expect(cancellationBody({ ...form, ground: 'own-wish' }, by('department'))).toBeNull();
    const problems = (part: Partial<typeof form>, initiator: 'employer' | 'department') => [
      ...cancellationProblems({ ...form, ...part }, by(initiator)).keys(),
    ];
    expect(problems({ ground: 'deceased', statement: '  ' }, 'employer')).toEqual(['cancellation.statement']);
    expect(problems({ ...decision, ground: 'licence-revoked', decidedOn: '' }, 'department')).toEqual([
      'cancellation.decidedOn',
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
