import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { offeredSpecialties, professionCodes, professions } from './professions.ts';
import { chosenRegisteredHere, specialtiesRegisteredHere } from './qualification-rules.ts';
import { makeHeld, rowFor } from './test-facts.ts';

describe('specialties that another department registers', () => {
  it.each([
    ['cost-2', '交通运输工程', '江苏省交通运输厅'],
    ['cost-2', '水利工程', '江苏省水利厅'],
  ] as const)('for %s %s: refused with %s', (profession, specialty, department) => {
    for (const matter of ['initial', 'reregistration'] as const) {
      const draft = { ...emptyDraft, specialties: ['土木建筑工程', specialty] };
      const violations = specialtiesRegisteredHere({ row: rowFor(profession, matter), draft });
      expect(violations).toMatchObject([{ code: 'specialty-elsewhere', field: 'specialties' }]);
      expect(violations[0]?.message).toContain(`${specialty}（${department}）`);
      expect(violations[0]?.message).not.toContain('土木');
    }
  });

  it.each([
    ['renewal', ['水利工程'], true],
    ['change-employer', ['水利工程'], true],
    ['renewal', ['土木建筑工程', '水利工程'], false],
    ['cancellation', ['水利工程'], false],
    ['change-personal', ['水利工程'], false],
  ] as const)('for the %s of a registration in %j: %s', (matter, specialties, refused) => {
    const held = makeHeld({ profession: 'cost-2', specialties });
    const draft = { ...emptyDraft, registrationNumber: held.number };
    const violations = chosenRegisteredHere({ row: rowFor('cost-2', matter), draft, registrations: [held] });
    expect(violations.map(({ field }) => field)).toEqual(refused ? ['registrationNumber'] : []);
    if (refused) expect(violations[0]?.message).toContain('水利工程（江苏省水利厅）');
  });

  it('are no others', () => {
    expect(offeredSpecialties('cost-2')).toEqual(['土木建筑工程', '安装工程']);
    for (const profession of professionCodes) {
      const draft = { ...emptyDraft, specialties: [...offeredSpecialties(profession)] };
      expect(specialtiesRegisteredHere({ row: rowFor(profession, 'initial'), draft })).toEqual([]);
      if (profession !== 'cost-2') expect(draft.specialties).toEqual(professions[profession].specialties);
    }
  });
});
