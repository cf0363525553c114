import { type ApplicationState, applicationStates } from '../../../domain/states.ts';
import { type MatterCode, matterCodes, rowOf, effects, matterRows } from '../../../domain/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { departmentExplanationOf, employerExplanationOf, isFormerEmployer, type Told } from './office-words.ts';

const answers = ['asked', 'released', 'objected', 'silent'] as const;

function told(matter: MatterCode, state: ApplicationState, more: Partial<Told> = {}): Told {
  return {
    profession: matterRows.find((row) => [matter].includes(row.matter))!.profession,
    matter,
    state,
    initiator: 'practitioner',
    release: null,
    draft: { employment: { employerCreditCode: '91320508000010014J' } },
    ...more,
  };
}

function release(answer: (typeof answers)[number]): NonNullable<Told['release']> {
  return {
    party: 'former-employer',
    employerName: '甲公司',
    employerCreditCode: '91320508000010014J',
    answer,
    reason: null,
  };
}

const former = (state: ApplicationState, answer: (typeof answers)[number]): Told =>
  told('change-employer', state, {
    release: release(answer),
    draft: { employment: { employerCreditCode: null } },
  });

describe('every matter in every state', () => {
  const cases = matterCodes.flatMap((matter) => applicationStates.map((state) => ({ matter, state })));

  it.each(cases)('$matter in $state is explained to offices in sentences', ({ matter, state }) => {
    for (const explain of [employerExplanationOf, departmentExplanationOf]) {
      const { meaning, next } = explain(told(matter, state));
      expect(meaning).toMatch(/。$/);
      expect(next).toMatch(/。$/);
    }
  });

  it.each(matterCodes)('%s is decided in words of its own', (matter) => {
    const { effect } = rowOf(told(matter, 'approved'));
    for (const explain of [employerExplanationOf, departmentExplanationOf]) {
      expect(explain(told(matter, 'approved')).meaning).toContain(`准予${effects[effect].verb}`);
      const { meaning, next } = explain(told(matter, 'rejected'));
      expect(meaning).toContain(`不予${effects[effect].verb}`);
      expect(next).toContain(`不予${effects[effect].verb}决定书`);
    }
  });
});

describe('a cancellation', () => {
  it('of the employer tells it to sign and seal, not that somebody has applied', () => {
    const { meaning, next } = employerExplanationOf(
      told('cancellation', 'awaiting-employer', { initiator: 'employer' }),
    );
    expect(meaning).toContain('签字盖章');
    expect(`${meaning}${next}`).not.toMatch(/职业资格人员|退回/);
  });

  it('says who has withdrawn it', () => {
    const meaning = (initiator: Told['initiator']) =>
      employerExplanationOf(told('cancellation', 'withdrawn', { initiator })).meaning;
    expect(meaning('practitioner')).toContain('申请人');
    expect(meaning('employer')).toContain('本企业');
    expect(meaning('department')).toContain('主管部门');
  });

  it('arrives at the department by whoever began it', () => {
    const meaning = (initiator: Told['initiator']) =>
      departmentExplanationOf(told('cancellation', 'awaiting-acceptance', { initiator })).meaning;
    expect(meaning('practitioner')).toContain('本人');
    expect(meaning('employer')).toContain('聘用企业');
  });
});

describe('a change of employer', () => {
  it('is told to the former employer as its own matter, by its answer', () => {
    expect(isFormerEmployer(former('awaiting-release', 'asked'))).toBe(true);
    expect(employerExplanationOf(former('awaiting-release', 'asked')).next).toContain('逾期未答复');
    const meanings = answers.slice(1).map((answer) => employerExplanationOf(former('under-review', answer)).meaning);
    expect(new Set(meanings).size).toBe(3);
    expect(employerExplanationOf(former('rejected', 'objected')).next).toContain('仍在本企业');
    expect(employerExplanationOf(former('approved', 'released')).next).not.toContain('已列入');
  });

  it('is told to the new employer as before', () => {
    const application = told('change-employer', 'awaiting-release', { release: release('asked') });
    expect(isFormerEmployer(application)).toBe(false);
    expect(employerExplanationOf(application).meaning).toContain('等待原聘用企业答复');
    expect(employerExplanationOf({ ...application, state: 'approved' }).next).toContain('已列入');
  });

  it('arrives at the department with the former employer’s answer', () => {
    const meanings = answers
      .slice(1)
      .map(
        (answer) =>
          departmentExplanationOf(told('change-employer', 'awaiting-acceptance', { release: release(answer) })).meaning,
      );
    expect(meanings.map((meaning) => /同意|异议|逾期/.exec(meaning)?.[0])).toEqual(['同意', '异议', '逾期']);
  });
});
