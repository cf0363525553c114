import { describe, expect, it } from 'vitest';
import { groundOf, groundsOf } from '../../../domain/grounds.ts';
import {
  cancellationBody,
  cancellationProblems,
  emptyCancellationForm,
  openApplicationOf,
} from './cancellation-form.ts';

const by = (initiator: 'employer' | 'department') =>
  ({ initiator, profession: 'constructor-2', today: '2026-03-05', terms: [] }) as const;
const evidence = { folder: 'folder-1', fileId: 'file-1' };
const decision = { document: '苏建罚字〔2026〕12号行政处罚决定书', decidedOn: '2026-03-02' };

describe('the form of a cancellation', () => {
  it('chooses nothing beforehand and misses ground and statement', () => {
    expect([...cancellationProblems(emptyCancellationForm, by('employer'), null).keys()]).toEqual([
      'cancellation.ground',
      'cancellation.statement',
    ]);
    expect(cancellationBody(emptyCancellationForm, by('employer'), evidence)).toBeNull();
  });

  it.each(['employer', 'department'] as const)('is complete with a ground of the %s and what it asks', (initiator) => {
    for (const ground of groundsOf(initiator, 'constructor-2')) {
      const asked = initiator === 'department' && groundOf(ground, 'constructor-2')?.decided === true;
      const form = { ...emptyCancellationForm, ...decision, ground, statement: ' 双方已解除劳动合同。 ' };
      const said = asked ? decision : { document: null, decidedOn: null };
      const whole = { matter: 'cancellation', specialties: [], evidence };
      expect(cancellationBody(form, by(initiator), evidence)).toEqual({
        ...whole,
        ...said,
        ...{ ground, statement: '双方已解除劳动合同。' },
      });
      const asksEvidence = groundOf(ground, 'constructor-2')?.uploadedBy.includes(initiator) === true;
      expect([...cancellationProblems(form, by(initiator), null).keys()]).toEqual(
        asksEvidence ? ['files.ground-evidence'] : [],
      );
    }
  });

  it('takes no ground that is not open to whoever begins it, no blank statement, no decision without its day', () => {
    const form = { ...emptyCancellationForm, statement: '已撤销。' };
    expect(cancellationBody({ ...form, ground: 'other-legal-ground' }, by('employer'), evidence)).toBeNull();
    expect(cancellationBody({ ...form, ground: 'own-wish' }, by('department'), evidence)).toBeNull();
    const problems = (part: Partial<typeof form>, initiator: 'employer' | 'department') => [
      ...cancellationProblems({ ...form, ...part }, by(initiator), evidence).keys(),
    ];
    expect(problems({ ground: 'deceased', statement: '  ' }, 'employer')).toEqual(['cancellation.statement']);
    expect(problems({ ...decision, ground: 'licence-revoked', decidedOn: '' }, 'department')).toEqual([
      'cancellation.decidedOn',
    ]);
  });
});

describe('of a registration of several specialties', () => {
  const term = (specialty: string, status: 'valid' | 'expired' | 'renewing') => ({
    ...{ specialty, status, validFrom: '2025-01-01', cancelledOn: null },
    validUntil: status === 'valid' ? '2027-12-31' : '2026-03-01',
  });
  const several = { ...by('employer'), terms: [term('建筑工程', 'valid'), term('公路工程', 'renewing')] };
  const form = { ...emptyCancellationForm, ground: 'practice-ended', statement: '已不从事该专业。' };
  const problems = (part: Partial<typeof form>) => [
    ...cancellationProblems({ ...form, ...part }, several, null).keys(),
  ];

  it('it is chosen whether the whole ends or some of them, and another one stays', () => {
    expect(problems({})).toEqual(['matter']);
    expect(problems({ matter: 'cancellation' })).toEqual([]);
    expect(problems({ matter: 'cancel-specialty' })).toEqual(['specialties']);
    expect(problems({ matter: 'cancel-specialty', specialties: ['建筑工程', '公路工程'] })).toEqual(['specialties']);
    // What a renewal keeps valid stays.
    expect(problems({ matter: 'cancel-specialty', specialties: ['建筑工程'] })).toEqual([]);
    expect(problems({ matter: 'cancel-specialty', specialties: ['建筑工程'], ground: 'employment-ended' })).toEqual([
      'cancellation.ground',
    ]);
    const wanted = { ...form, matter: 'cancel-specialty', specialties: ['建筑工程'] } as const;
    expect(cancellationBody(wanted, several, null)).toMatchObject({
      matter: 'cancel-specialty',
      specialties: ['建筑工程'],
    });
    expect(cancellationBody({ ...wanted, matter: 'cancellation' }, several, null)).toMatchObject({ specialties: [] });
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
