import { emptyCancellation } from '../../../domain/cancellation.ts';
import { emptyDraft } from '../../../domain/application-parts.ts';
import { type MatterCode, findMatterRow, matterRows } from '../../../domain/catalogue.ts';
import type { HeldRegistration } from '../../../domain/registration.ts';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../domain/matter-fields.ts';
import type { ProfessionCode } from '../../../domain/professions.ts';
import {
  changeEmployment,
  chooseRegistration,
  draftOfForm,
  formOfDraft,
  type PageFacts,
  servingQualifications,
  stepNameOf,
  stepOfField,
  stepProblems,
  stepsOf,
  withRegisteredEmployer,
} from './draft-form.ts';

const empty = formOfDraft(emptyDraft);
const rowOf = (profession: ProfessionCode, matter: MatterCode) => findMatterRow(profession, matter)!;

const registration: HeldRegistration = {
  number: '苏造2322026000001',
  profession: 'constructor-2',
  terms: [{ specialty: '建筑工程', validFrom: '2024-03-01', validUntil: '2027-02-28', cancelledOn: null }],
  specialties: ['建筑工程'],
  holderName: '沈知夏',
  employerName: '甲公司',
  employerCreditCode: '91320508000010014J',
  validUntil: '2027-02-28',
  zone: null,
  qualificationId: null,
  cancelledOn: null,
  protection: null,
};
const qualification = {
  id: 'q1',
  profession: 'constructor-2',
  certificateNumber: 'JS1',
  source: 'provincial-list',
  elsewhere: null,
  specialties: ['建筑工程', '机电工程'],
  obtainedOn: '2020-08-30',
  province: '江苏省',
} as const;
const named = { ...empty, amendment: { ...empty.amendment, registrationNumber: registration.number } };

function factsOf(matter: MatterCode, over: Partial<PageFacts> = {}): PageFacts {
  return {
    row: rowOf('constructor-2', matter),
    today: '2026-12-01',
    qualifications: [qualification],
    registrations: [registration],
    profile: { ...nobody, name: '沈知夏', idNumber: '32050819900101123X' },
    ...over,
  };
}

const nobody = {
  ...{ idType: '居民身份证', birthDate: null, sex: null, mobile: null, email: null, ethnicity: null, education: null },
  ...{ school: null, major: null, graduatedOn: null, address: null },
};

const codes = (step: Parameters<typeof stepProblems>[0], form = named, facts = factsOf('renewal')) =>
  stepProblems(step, form, facts, true).map(({ code }) => code);

describe('the draft of an amendment', () => {
  it('keeps everything that the page shows', () => {
    const draft = {
      ...emptyDraft,
      registrationNumber: registration.number,
      formerIdNumber: '32050819900101123X',
      cancellation: { ...emptyCancellation, ground: 'own-wish', statement: '不再执业。' },
    } as const;
    expect(draftOfForm(formOfDraft(draft))).toEqual(draft);
    expect(draftOfForm(empty)).toEqual(emptyDraft);
  });

  it('is trimmed, with the former identity number in capitals, and sends nothing that is blank', () => {
    const amendment = {
      registrationNumber: ' 苏造1 ',
      formerIdNumber: ' 32050819900101123x',
      ground: 'nothing',
      statement: ' ',
    };
    expect(draftOfForm({ ...empty, amendment })).toEqual({
      ...emptyDraft,
      registrationNumber: '苏造1',
      formerIdNumber: '32050819900101123X',
    });
  });
});

describe('the steps', () => {
  it.each([
    ['renewal', ['registration', 'files', 'employment', 'declarations', 'confirm']],
    ['change-employer', ['registration', 'files', 'employment', 'declarations', 'confirm']],
    ['change-personal', ['personal', 'files', 'confirm']],
    ['addition', ['registration', 'qualification', 'files', 'declarations', 'confirm']],
    ['reregistration', ['qualification', 'files', 'employment', 'declarations', 'confirm']],
    ['cancellation', ['registration', 'cancellation', 'confirm']],
  ] as const)('of %s follow its row', (matter, steps) => {
    expect(stepsOf(rowOf('constructor-2', matter))).toEqual(steps);
  });

  it('have a place for every field of the practitioner that the matter has', () => {
    for (const row of matterRows) {
      const steps = stepsOf(row);
      const own = fieldsOf(row).filter(({ party }) => party === 'practitioner');
      for (const { code } of own)
        expect([...steps, 'profile'], `${row.matter} ${code}`).toContain(stepOfField(code, steps));
    }
  });

  it('of files are named by what is asked for', () => {
    const name = (matter: MatterCode) => stepNameOf('files', rowOf('constructor-2', matter));
    expect([name('renewal'), name('addition'), name('change-personal')]).toEqual([
      '照片与合同',
      '个人照片',
      '照片与证明材料',
    ]);
  });
});

describe('the registration', () => {
  it('is chosen, its employer filled in for a renewal, and what it has is not added again', () => {
    const form = { ...empty, specialties: ['建筑工程', '机电工程'] };
    const renewal = chooseRegistration(form, registration, rowOf('constructor-2', 'renewal'), '2026-03-05');
    expect(renewal.amendment.registrationNumber).toBe(registration.number);
    // The only specialty that it has is the one to renew, and nothing to add.
    expect(renewal.specialties).toEqual(['建筑工程']);
    const addition = chooseRegistration(form, registration, rowOf('constructor-2', 'addition'), '2026-03-05');
    expect(addition.specialties).toEqual(['机电工程']);
    expect(renewal.employment).toMatchObject({ employerName: '甲公司', employerCreditCode: '91320508000010014J' });
  });

  it('fills in no employer that is about to be left, and none over another that was typed', () => {
    const left = chooseRegistration(empty, registration, rowOf('constructor-2', 'change-employer'), '2026-03-05');
    expect(left.employment.employerName).toBe('');
    const typed = changeEmployment(empty, 'employerName', '乙公司');
    const row = rowOf('constructor-2', 'renewal');
    expect(withRegisteredEmployer(typed, registration, row).employment.employerName).toBe('乙公司');
  });

  it('must be the caller’s, valid, and for a renewal within its window', () => {
    expect(codes('registration', empty)).toEqual(['registration-missing']);
    expect(codes('registration')).toEqual(['specialties-missing']);
    const chosen = { ...named, specialties: ['建筑工程'] };
    expect(codes('registration', chosen)).toEqual([]);
    expect(codes('registration', chosen, factsOf('renewal', { today: '2026-11-29' }))).toEqual(['renewal-too-early']);
    expect(codes('registration', chosen, factsOf('renewal', { today: '2027-03-01' }))).toEqual([
      'registration-expired',
    ]);
    expect(codes('registration', named, factsOf('renewal', { registrations: [] }))).toEqual(['registration-not-held']);
  });
});

describe('the rules beside the fields', () => {
  const employment = { ...empty.employment, employerCreditCode: '91320508000010014J' };

  it('want another employer for a change, and the same for a renewal', () => {
    const form = { ...named, employment };
    expect(codes('employment', form, factsOf('change-employer'))).toContain('same-employer');
    expect(codes('employment', form)).not.toContain('registered-with-another-employer');
    const moved = { ...registration, employerCreditCode: '91320000MA1DEM0X0X' };
    const facts = factsOf('renewal', { registrations: [moved] });
    expect(codes('employment', form, facts)).toContain('registered-with-another-employer');
  });

  it('want new specialties for an addition', () => {
    const form = { ...named, qualificationId: 'q1', specialties: ['建筑工程'] };
    expect(codes('qualification', form, factsOf('addition'))).toEqual(['specialty-registered']);
    expect(codes('qualification', { ...form, specialties: ['机电工程'] }, factsOf('addition'))).toEqual([]);
  });

  it('want a change of personal data, and leave a former identity number’s registrations to the department', () => {
    const facts = factsOf('change-personal');
    expect(codes('personal', named, facts)).toEqual(['nothing-changed']);
    const renamed = factsOf('change-personal', { profile: { ...nobody, name: '沈知秋', idNumber: '' } });
    expect(codes('personal', named, renamed)).toEqual([]);
    const former = { ...named, amendment: { ...named.amendment, formerIdNumber: '123' } };
    // Of a former identity the page knows forms alone: the employer is typed like the number.
    expect(codes('personal', former, factsOf('change-personal', { registrations: [] }))).toEqual([
      'field-missing',
      'field-missing',
      'former-identity-invalid',
    ]);
  });

  it('want a ground that is the practitioner’s, and a statement', () => {
    const found = (amendment: typeof named.amendment) =>
      codes('cancellation', { ...named, amendment }, factsOf('cancellation'));
    expect(found(named.amendment)).toEqual(['ground-missing', 'field-missing']);
    const amendment = { ...named.amendment, ground: 'other-legal-ground', statement: '说明。' };
    expect(found(amendment)).toEqual(['ground-missing']);
    expect(found({ ...amendment, ground: 'own-wish' })).toEqual([]);
  });
});

it('offers qualifications of another province for what is added to a registration of the zone', () => {
  const zone = rowOf('constructor-2', 'demo-zone').zone!.name;
  const foreign = { ...qualification, province: '上海市' };
  const serving = (zoned: string | null) =>
    servingQualifications([foreign], named, factsOf('addition', { registrations: [{ ...registration, zone: zoned }] }));
  expect(serving(null)).toEqual([]);
  expect(serving(zone)).toEqual([foreign]);
});
