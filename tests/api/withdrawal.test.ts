import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { ApiError } from '../../api/request.ts';
import { withdrawableStates } from '../../domain/states.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { executionEnd } from '../support/cloud/aws.ts';
import { titlesFor } from '../support/parties/inbox.ts';
import { begin, confirmAndSubmit, see } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import { decide, prepareStages, refuse, type Scene, type Stages, withdraw } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

describe('an application can be withdrawn', () => {
  // Only a change of employer awaits a release, and what others have begun a statement: tests/api/change-employer.test.ts, cancellation.test.ts.
  it.concurrent.each(
    withdrawableStates.flatMap((state) =>
      state === 'awaiting-release' || state === 'awaiting-statement' ? [] : [state],
    ),
  )('while it is %s', async (state) => {
    const scene = await stages.at(state === 'submitted' ? 'draft' : state);
    const { person, company, staff, id } = scene;
    if (state === 'submitted') await confirmAndSubmit(person, id);
    const before = await see(person, id);
    expect(before.actions).toContain('withdraw');
    await withdrawOnSight(scene);
    const { state: after, number, actions, dueAt, timeline } = await see(person, id);
    expect({ after, actions, dueAt }).toEqual({ after: 'withdrawn', actions: [], dueAt: null });
    expect(timeline.at(-1)).toMatchObject({ action: 'withdraw', reason: '改由其他企业聘用。' });
    expect(await executionEnd(cloud, number)).toEqual({ status: 'SUCCEEDED', finalState: 'Withdrawn' });

    // Nobody has work with it any more, and the employer who knew of it is told once.
    const employers = await company.send(employerEndpoints.listWorkItems, {});
    expect(employers.items.map(({ applicationId }) => applicationId)).not.toContain(id);
    const { cases } = await staff.both.send(departmentEndpoints.searchDesk, { query: { text: number ?? '' } });
    expect(cases.items).toMatchObject([{ state: 'withdrawn' }]);
    if (timeline.some(({ action }) => action === 'documents-ready')) {
      const expected = await titlesFor('company', scene, timeline.some(({ action }) => action === 'accept') ? 3 : 2);
      expect(expected.filter((title) => title === '申请人已撤回申请')).toHaveLength(1);
    }
    // Another one may be begun at once; the withdrawn one stays as it is.
    expect(await begin(person, 'architect-2')).not.toBe(id);
    await refused(withdraw(scene), 'not-in-this-state');
  });
});

describe('an application cannot be withdrawn', () => {
  it.concurrent.each([
    ['draft', (): Promise<void> => Promise.resolve()],
    ['not-accepted', (scene: Scene) => refuse(scene, '不属于受理范围。')],
    ['rejected', (scene: Scene) => decide(scene, 'reject', '不符合条件。')],
    ['in-publicity', (scene: Scene) => decide(scene)],
  ] as const)('once it is %s', async (state, play) => {
    const stage = { draft: 'draft', 'not-accepted': 'awaiting-acceptance' } as const;
    const scene = await stages.at(state === 'draft' || state === 'not-accepted' ? stage[state] : 'awaiting-decision');
    await play(scene);
    const view = await see(scene.person, scene.id);
    expect(view.state).toBe(state);
    expect(view.actions).not.toContain('withdraw');
    const problem = await refused(withdraw(scene), 'not-in-this-state');
    expect(problem.detail).toMatch(/当前为“.+”，不能进行此操作/);
    expect((await see(scene.person, scene.id)).timeline).toEqual(view.timeline);
  });
});

/** Withdraws what is seen; seen again when the workflow was just writing (the page does the same on `changed-meanwhile`). */
async function withdrawOnSight({ person, id }: Scene): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { version } = await see(person, id);
    const body = { version, reason: '改由其他企业聘用。' };
    try {
      await person.send(practitionerEndpoints.withdraw, { params: { id }, body });
      return;
    } catch (error) {
      const isBusy = error instanceof ApiError && error.problem.code === 'changed-meanwhile';
      if (!isBusy || attempt === 5) throw error;
    }
  }
}
