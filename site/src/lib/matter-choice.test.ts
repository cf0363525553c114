import { describe, expect, it } from 'vitest';
import type { ApplicationSummary } from '../../../api/application.ts';
import type { QualificationView } from '../../../api/people.ts';
import type { ApplicationState } from '../../../domain/lifecycle.ts';
import { type MatterGroup, matterGroups } from './matter-choice.ts';

const nothing = { profession: null, matter: null };

function qualification(profession: QualificationView['profession'], province = '江苏省'): QualificationView {
  return {
    ...{ id: 'q', profession, certificateNumber: 'YS1', specialties: [], obtainedOn: '2020-06-30', province },
    source: 'provincial-list',
  };
}

function application(
  profession: ApplicationSummary['profession'],
  state: ApplicationState,
  matter: ApplicationSummary['matter'] = 'initial',
): ApplicationSummary {
  return {
    ...{ id: `${profession}-${state}`, number: null, profession, matter, state, version: 1 },
    ...{ applicantName: '张明远', employerName: null, submittedAt: null, createdAt: '', updatedAt: '' },
  };
}

const rowsOf = (groups: readonly MatterGroup[], id: string) =>
  groups.find((group) => group.id === id)?.choices.map(({ row }) => `${row.profession}/${row.matter}`);

describe('我要办事', () => {
  it('lists first what a qualification is held for', () => {
    expect(rowsOf(matterGroups([], [], nothing), 'declare')?.[0]).toBe('architect-2/initial');
    const groups = matterGroups([qualification('cost-2')], [], nothing);
    expect(groups.map(({ title }) => title)).toEqual(['注册申报', '长三角示范区注册']);
    expect(rowsOf(groups, 'declare')).toEqual([
      'cost-2/initial',
      'architect-2/initial',
      'structural-2/initial',
      'constructor-2/initial',
    ]);
  });

  it('counts only qualifications that serve the matter', () => {
    const groups = matterGroups([qualification('constructor-2', '上海市')], [], nothing);
    expect(
      groups.flatMap(({ choices }) => choices.filter(({ held }) => held > 0)).map(({ row }) => row.matter),
    ).toEqual(['demo-zone']);
  });

  it('knows the open application of a profession, whatever its matter', () => {
    const entry = application('architect-2', 'draft', 'out-of-province-entry');
    const applications = [application('cost-2', 'withdrawn'), entry, application('constructor-2', 'under-review')];
    const open = new Map(
      matterGroups([], applications, nothing).flatMap(({ choices }) =>
        choices.map(({ row, open: found }) => [`${row.profession}/${row.matter}`, found?.id] as const),
      ),
    );
    expect(open.get('architect-2/initial')).toBe(entry.id);
    expect(open.get('constructor-2/demo-zone')).toBe('constructor-2-under-review');
    expect(open.get('cost-2/initial')).toBeUndefined();
  });

  it('sets what somebody came for apart, and leaves it out elsewhere', () => {
    const groups = matterGroups([qualification('cost-2')], [], { profession: 'constructor-2', matter: 'demo-zone' });
    expect(groups.map(({ id }) => id)).toEqual(['chosen', 'declare']);
    expect(rowsOf(groups, 'chosen')).toEqual(['constructor-2/demo-zone']);
    const both = matterGroups([], [], { profession: 'constructor-2', matter: null });
    expect(rowsOf(both, 'chosen')).toEqual(['constructor-2/initial', 'constructor-2/demo-zone']);
    expect(rowsOf(both, 'declare')).not.toContain('constructor-2/initial');
  });
});
