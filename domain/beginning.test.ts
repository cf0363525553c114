import { describe, expect, it } from 'vitest';
import type { MatterCode } from './catalogue.ts';
import { decideBeginning } from './decide.ts';
import type { ProfessionCode } from './professions.ts';
import type { Qualification } from './application-parts.ts';
import { makeQualification, samplePerson } from './test-facts.ts';

function refusalOf(profession: ProfessionCode, matter: MatterCode, qualifications: readonly Qualification[]) {
  const decision = decideBeginning({
    action: 'create',
    actor: 'practitioner',
    actorName: samplePerson.name,
    version: null,
    now: new Date('2026-03-02T01:00:00.000Z'),
    ...{ id: 'a', personId: 'person-1', profession, matter, registrationNumber: null, profile: samplePerson },
    qualifications,
    bars: [],
    locked: null,
  });
  return decision.ok ? null : { code: decision.refusal.code, rules: decision.refusal.errors?.map(({ code }) => code) };
}

const lacking = (rule: string) => ({ code: 'rules-not-met', rules: [rule] });
const notHeld = lacking('qualification-not-held');

describe('beginning an application', () => {
  it('asks for a qualification of the profession where the matter rests on one', () => {
    const held = [makeQualification('cost-2')];
    expect(refusalOf('cost-2', 'initial', held)).toBeNull();
    expect(refusalOf('cost-2', 'initial', [])).toEqual(notHeld);
    expect(refusalOf('architect-2', 'initial', held)).toEqual(notHeld);
    expect(refusalOf('cost-2', 'reregistration', [])).toEqual(notHeld);
    expect(refusalOf('constructor-2', 'addition', [])).toEqual(notHeld);
  });

  it('asks for one that was obtained where the matter wants it, or whose entry was approved', () => {
    const home = makeQualification('constructor-2');
    const shanghai = { ...home, province: '上海市' };
    expect(refusalOf('constructor-2', 'demo-zone', [shanghai])).toBeNull();
    expect(refusalOf('constructor-2', 'demo-zone', [home])).toEqual(lacking('qualification-origin'));
    expect(refusalOf('constructor-2', 'initial', [shanghai])).toEqual(lacking('qualification-origin'));
    // What is added to a registration of the zone rests on a qualification from where the zone takes them.
    expect(refusalOf('constructor-2', 'addition', [shanghai])).toBeNull();
    const entered = { ...makeQualification('architect-2'), province: '浙江省', source: 'out-of-province' } as const;
    expect(refusalOf('architect-2', 'initial', [entered])).toBeNull();
  });

  it('asks for none where the matter rests on a registration or brings the qualification itself', () => {
    for (const matter of ['renewal', 'change-employer', 'change-personal', 'cancellation'] as const) {
      expect(refusalOf('cost-2', matter, [])).toBeNull();
    }
    expect(refusalOf('architect-2', 'out-of-province-entry', [])).toBeNull();
  });
});
