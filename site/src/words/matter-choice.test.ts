import { describe, expect, it } from 'vitest';
import type { ApplicationSummary } from '../../../api/application.ts';
import type { QualificationView, RegistrationView } from '../../../api/people.ts';
import { professions } from '../../../domain/professions.ts';
import type { ApplicationState } from '../../../domain/states.ts';
import {
  isPossible,
  type MatterGroup,
  matterGroups,
  matterOfNewIdentity,
  mattersOfRegistration,
  type Possessions,
} from './matter-choice.ts';

const nothing = { profession: null, matter: null };
const today = '2026-12-01';

function has(over: Partial<Possessions> = {}): Possessions {
  return { qualifications: [], registrations: [], applications: [], today, ...over };
}

function qualification(profession: QualificationView['profession'], province = '江苏省'): QualificationView {
  return {
    ...{ id: 'q', profession, certificateNumber: 'YS1', obtainedOn: '2020-06-30', province },
    specialties: professions[profession].specialties.slice(0, 1),
    source: 'provincial-list',
    elsewhere: null,
  };
}

function registration(
  profession: RegistrationView['profession'],
  validUntil: string,
  over: Partial<RegistrationView> = {},
): RegistrationView {
  const specialties = professions[profession].specialties.slice(0, 1);
  const [specialty = null] = specialties;
  return {
    ...{ number: `${profession}-1`, profession, specialties, holderName: '张明远', employerName: '甲公司' },
    ...{ employerCreditCode: '91320508000010014J', employerQualification: null, validFrom: '2023-01-01', validUntil },
    ...{ suspendedFrom: null, suspendedUntil: null, suspensionReason: null, lock: null },
    terms: [{ specialty, validFrom: '2023-01-01', validUntil, cancelledOn: null, status: 'valid' }],
    ...{ zone: null, status: 'valid', cancelledOn: null, lapsedOn: null, revocation: null },
    ...{ certificateReady: false, applicationId: null },
    ...over,
  };
}

function application(
  profession: ApplicationSummary['profession'],
  state: ApplicationState,
  matter: ApplicationSummary['matter'] = 'initial',
  initiator: ApplicationSummary['initiator'] = 'practitioner',
): ApplicationSummary {
  return {
    ...{ id: `${profession}-${state}`, number: null, profession, matter, initiator, state, version: 1 },
    ...{
      waitsFor: null,
      applicantName: '张明远',
      employerName: null,
      submittedAt: null,
      updatedAt: '',
      stalled: false,
    },
  };
}

const rowsOf = (groups: readonly MatterGroup[], id: string) =>
  groups.find((group) => group.id === id)?.choices.map(({ row }) => `${row.profession}/${row.matter}`);

describe('我要办事', () => {
  it('lists first what a qualification is held for', () => {
    expect(rowsOf(matterGroups(has(), nothing), 'declare')?.[0]).toBe('architect-2/initial');
    const groups = matterGroups(has({ qualifications: [qualification('cost-2')] }), nothing);
    expect(groups.map(({ title }) => title)).toEqual(['注册申报', '长三角示范区注册']);
    expect(rowsOf(groups, 'declare')).toEqual([
      'cost-2/initial',
      'architect-2/initial',
      'structural-2/initial',
      'constructor-2/initial',
    ]);
  });

  it('counts only qualifications that serve the matter', () => {
    const groups = matterGroups(has({ qualifications: [qualification('constructor-2', '上海市')] }), nothing);
    expect(groups.flatMap(({ choices }) => choices.filter(isPossible)).map(({ row }) => row.matter)).toEqual([
      'demo-zone',
    ]);
  });

  it('knows the open application of a profession, whatever its matter', () => {
    const entry = application('architect-2', 'draft', 'out-of-province-entry');
    const applications = [application('cost-2', 'withdrawn'), entry, application('constructor-2', 'under-review')];
    const open = new Map(
      matterGroups(has({ applications }), nothing).flatMap(({ choices }) =>
        choices.map(({ row, open: found }) => [`${row.profession}/${row.matter}`, found?.id] as const),
      ),
    );
    expect(open.get('architect-2/initial')).toBe(entry.id);
    expect(open.get('constructor-2/demo-zone')).toBe('constructor-2-under-review');
    expect(open.get('cost-2/initial')).toBeUndefined();
  });

  it('sets what somebody came for apart, and leaves it out elsewhere', () => {
    const cost = has({ qualifications: [qualification('cost-2')] });
    const groups = matterGroups(cost, { profession: 'constructor-2', matter: 'demo-zone' });
    expect(groups.map(({ id }) => id)).toEqual(['chosen', 'declare']);
    expect(rowsOf(groups, 'chosen')).toEqual(['constructor-2/demo-zone']);
    const both = matterGroups(has(), { profession: 'constructor-2', matter: null });
    expect(rowsOf(both, 'chosen')).toEqual(['constructor-2/initial', 'constructor-2/demo-zone']);
    expect(rowsOf(both, 'declare')).not.toContain('constructor-2/initial');
  });

  it('has the matters about a registration once for each valid one, and no first registration beside it', () => {
    const registrations = [registration('cost-2', '2027-02-28')];
    const groups = matterGroups(has({ registrations, qualifications: [qualification('cost-2')] }), nothing);
    expect(groups.slice(2).map(({ title }) => title)).toEqual(['延续注册', '变更注册', '注销注册']);
    expect(rowsOf(groups, 'change')).toEqual(['cost-2/change-employer', 'cost-2/change-personal']);
    const initial = groups[0]?.choices.find(({ row }) => row.profession === 'cost-2');
    expect(initial?.blocked).toContain('已持有有效的');
  });

  it('offers another specialty beside one that is a registration of its own, and what shares one within it', () => {
    const both = { ...qualification('cost-2'), specialties: ['土木建筑工程', '安装工程'] };
    const registrations = [registration('cost-2', '2027-02-28'), registration('constructor-2', '2027-02-28')];
    const groups = matterGroups(has({ registrations, qualifications: [both] }), nothing);
    expect(groups[0]?.choices.find(({ row }) => row.profession === 'cost-2')?.blocked).toBeNull();
    expect(rowsOf(groups, 'addition')).toEqual(['constructor-2/addition']);
    expect(rowsOf(groups, 'cancellation')).toContain('constructor-2/cancel-specialty');
    expect(rowsOf(groups, 'cancellation')).not.toContain('cost-2/cancel-specialty');
  });

  it('says that there is no registration to who came for a matter about one', () => {
    const [chosen] = matterGroups(has(), { profession: 'cost-2', matter: 'renewal' });
    expect(chosen?.choices.map(({ blocked }) => blocked)).toEqual([
      '您没有有效的二级注册造价工程师注册，不能办理延续注册。',
    ]);
    const again = matterGroups(has(), { profession: 'cost-2', matter: 'reregistration' })[0];
    expect(again?.choices[0]?.blocked).toContain('初始注册');
    const renamed = matterGroups(has(), { profession: 'cost-2', matter: 'change-personal' })[0];
    expect(renamed?.choices[0]?.blocked).toBeNull();
  });

  it('has registration again after one has ended, not before', () => {
    const ended = [registration('cost-2', '2026-11-30', { status: 'expired' })];
    const groups = matterGroups(has({ registrations: ended, qualifications: [qualification('cost-2')] }), nothing);
    expect(rowsOf(groups, 'reregistration')).toEqual(['cost-2/reregistration']);
    expect(groups[0]?.choices.find(({ row }) => row.profession === 'cost-2')?.blocked).toContain('重新注册');
  });

  it('does not begin what has no qualification to rest on, and says what is missing', () => {
    const [declared] = matterGroups(has({ qualifications: [qualification('cost-2')] }), nothing);
    const of = (profession: string) => declared?.choices.find(({ row }) => row.profession === profession);
    expect(of('cost-2')?.blocked).toBeNull();
    expect(of('architect-2')?.blocked).toBe('“我的资格”中没有二级注册建筑师资格，暂不能申报。');
    const zone = matterGroups(has(), nothing).find(({ id }) => id === 'zone');
    expect(zone?.choices.every(({ blocked }) => blocked?.includes('取得的'))).toBe(true);
  });

  it('begins a change of identity without knowing the registration', () => {
    const choices = matterOfNewIdentity(has());
    expect(choices).toHaveLength(4);
    expect(choices.every((choice) => isPossible(choice) && choice.registration === null)).toBe(true);
  });
});

describe('the matters of a registration', () => {
  const blockedOf = (own: RegistrationView, over: Partial<Possessions> = {}) =>
    new Map(
      mattersOfRegistration(own, has({ registrations: [own], ...over })).map(({ row, blocked }) => [
        row.matter,
        blocked,
      ]),
    );

  it('include its renewal from the day on which the window opens', () => {
    const own = registration('cost-2', '2027-02-28');
    expect(blockedOf(own, { today: '2026-11-29' }).get('renewal')).toContain('请自2026年11月30日起');
    expect(blockedOf(own, { today: '2026-11-30' }).get('renewal')).toBeNull();
    expect(blockedOf(own, { today: '2027-02-28' }).get('renewal')).toBeNull();
  });

  it('are all that the profession has while it is valid, and registration again afterwards', () => {
    const own = registration('architect-2', '2027-02-28');
    const valid = ['renewal', 'change-employer', 'change-personal', 'cancellation'];
    expect([...blockedOf(own).keys()]).toEqual(valid);
    expect([...blockedOf(own, { today: '2027-03-01' }).keys()]).toEqual(['reregistration']);
    const cancelled = registration('architect-2', '2027-02-28', { status: 'cancelled', cancelledOn: '2026-11-01' });
    expect([...blockedOf(cancelled).keys()]).toEqual(['reregistration']);
  });

  it('are none for one that another has followed', () => {
    const old = registration('cost-2', '2026-06-30', { status: 'expired' });
    const registrations = [old, registration('cost-2', '2029-06-30', { number: 'new' })];
    expect(mattersOfRegistration(old, has({ registrations }))).toEqual([]);
  });

  it('know what is open: a change of employer keeps everything, cancellations only each other', () => {
    const own = registration('cost-2', '2027-02-28');
    const openOf = (other: ApplicationSummary) =>
      mattersOfRegistration(own, has({ registrations: [own], applications: [other] }))
        .filter(({ open }) => open !== undefined)
        .map(({ row }) => row.matter);
    const but = ['renewal', 'change-employer', 'change-personal'];
    expect(openOf(application('architect-2', 'awaiting-release', 'change-employer'))).toEqual(but);
    expect(openOf(application('architect-2', 'under-review'))).toEqual(['change-employer', 'change-personal']);
    expect(openOf(application('cost-2', 'draft', 'cancellation'))).toEqual(['cancellation']);
    expect(openOf(application('cost-2', 'under-review', 'cancellation', 'employer'))).toEqual([]);
  });
});
