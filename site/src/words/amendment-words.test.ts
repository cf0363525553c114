import { initiators } from '../../../domain/initiators.ts';
import { applicationStates } from '../../../domain/states.ts';
import { describe, expect, it } from 'vitest';
import { matterRows, effects } from '../../../domain/catalogue.ts';
import { practitionerExplanationOf } from './amendment-words.ts';

describe('what a practitioner is told of a state', () => {
  const amendments = matterRows.filter(({ effect }) => effects[effect].amends !== 'none');

  it.each(applicationStates)('%s of an amendment is never called a registration', (state) => {
    expect(amendments.length).toBeGreaterThan(0);
    // What is registered already is not made public again.
    if (state === 'in-publicity') return;
    for (const { profession, matter } of amendments) {
      const { meaning, next } = practitionerExplanationOf({ state, profession, matter, initiator: 'practitioner' });
      expect(meaning).toMatch(/。$/);
      expect(next).toMatch(/。$/);
      expect(`${meaning}${next}`).not.toMatch(/[准不]予注册|需要注册时/);
    }
  });

  it('names what was granted or denied', () => {
    for (const { profession, matter, effect } of amendments) {
      const about = { profession, matter, initiator: 'practitioner' } as const;
      expect(practitionerExplanationOf({ ...about, state: 'approved' }).meaning).toContain(
        `准予${effects[effect].verb}`,
      );
      expect(practitionerExplanationOf({ ...about, state: 'rejected' }).meaning).toContain(
        `不予${effects[effect].verb}`,
      );
    }
  });

  it.each(initiators.filter((initiator) => initiator !== 'practitioner'))(
    'a cancellation by the %s is not said to be theirs, nor left to them',
    (initiator) => {
      for (const state of applicationStates) {
        const told = practitionerExplanationOf({ state, profession: 'cost-2', matter: 'cancellation', initiator });
        // The department's own are never with the employer.
        if (initiator === 'department' && ['awaiting-employer', 'returned'].includes(state)) continue;
        if (state !== 'draft') expect(`${told.meaning}${told.next}`).not.toMatch(/您已撤回|请提醒聘用企业/);
      }
    },
  );

  it('stays as it was for registrations and entries', () => {
    const approved = (matter: 'initial' | 'out-of-province-entry') =>
      practitionerExplanationOf({ state: 'approved', profession: 'architect-2', matter, initiator: 'practitioner' })
        .meaning;
    expect(approved('initial')).toBe('准予注册，注册信息已登记。');
    expect(approved('out-of-province-entry')).toContain('准予录入');
  });
});
