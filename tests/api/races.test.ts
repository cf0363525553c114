import { beforeAll, describe, expect, it } from 'vitest';
import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { ApiError } from '../../api/request.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { executionEnd } from '../support/cloud/aws.ts';
import { until } from '../support/parties/party.ts';
import { sampleSupplement, see, seenBy, uploadForCompany, waitFor } from '../support/parties/play.ts';
import { ask, expectProblem, refused } from '../support/parties/refusal.ts';
import { scan } from '../support/parties/sample-files.ts';
import { decide, prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

const rounds = 10;
let stages: Stages;

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

/** What came of two commands given at the same moment. */
interface Race {
  readonly winner: 'first' | 'second';
  /** The code of the loser's problem. */
  readonly loser: string;
}

/** Gives two commands at the same moment; throws unless exactly one is carried out and the other refused with 409. */
async function race(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<Race> {
  const outcomes = await Promise.allSettled([first(), second()]);
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  expect(refusals).toHaveLength(1);
  const [refusal] = refusals;
  if (!(refusal instanceof ApiError)) throw refusal;
  expect(refusal.problem.status).toBe(409);
  return { winner: outcomes[0].status === 'fulfilled' ? 'first' : 'second', loser: refusal.problem.code };
}

/** Plays several rounds, a few at the same time. Alternates who is sent first, so that both get their chance. */
async function playRounds(play: (round: number) => Promise<void>): Promise<void> {
  let next = 0;
  const player = async () => {
    for (let round = next++; round < rounds; round = next++) await play(round);
  };
  await Promise.all(Array.from({ length: 3 }, player));
}

const withdrawOn = (scene: Scene, version: number) => () =>
  scene.person.send(practitionerEndpoints.withdraw, { params: { id: scene.id }, body: { version, reason: null } });

/** The history holds one event per version, and nothing of a command that lost. */
async function expectOneHistory(scene: Scene, last: string): Promise<void> {
  const { timeline, version, state } = await see(scene.person, scene.id);
  const ids = timeline.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(timeline.filter(({ action }) => action === 'withdraw')).toHaveLength(state === 'withdrawn' ? 1 : 0);
  expect(timeline.map(({ action }) => action)).toContain(last);
  expect(Number(ids.at(-1))).toBe(version);
  for (const [index, entry] of timeline.entries()) {
    if (index > 0) expect(entry.from).toBe(timeline[index - 1]?.to);
  }
}

describe(`of two parties who act at once exactly one wins, ${rounds} times over`, () => {
  it('withdrawal and confirmation', async () => {
    await playRounds(async (round) => {
      const scene = await stages.at('awaiting-employer', 'constructor-2');
      const { company, id, person } = scene;
      const sealed = await uploadForCompany(company, id, 'sealed-form', await scan('盖章.pdf', 1));
      const { version, number } = await see(person, id);
      const confirm = () =>
        company.send(employerEndpoints.confirm, {
          params: { id },
          body: { version, sealedFormFileId: sealed.id, supplement: sampleSupplement('constructor-2') },
        });
      const withdraw = withdrawOn(scene, version);
      const { winner } = await (round % 2 === 0 ? race(withdraw, confirm) : race(confirm, withdraw));
      if ((winner === 'first') === (round % 2 === 0)) {
        expect((await see(person, id)).state).toBe('withdrawn');
        await expectOneHistory(scene, 'withdraw');
        expect(await executionEnd(cloud, number)).toEqual({ status: 'SUCCEEDED', finalState: 'Withdrawn' });
        expect(
          (await company.send(employerEndpoints.listWorkItems, {})).items.map((item) => item.number),
        ).not.toContain(number);
      } else {
        const view = await waitFor(person, id, 'awaiting-acceptance');
        expect(view.actions).toEqual(['withdraw']);
        await expectOneHistory(scene, 'confirm');
      }
    });
  });

  it('withdrawal and decision', async () => {
    await playRounds(async (round) => {
      const scene = await stages.at('awaiting-decision', 'constructor-2');
      const { staff, person, id } = scene;
      const { version, number } = await see(person, id);
      const reject = () =>
        staff.decision.send(departmentEndpoints.decide, {
          params: { id },
          body: { version, decision: 'reject', opinion: '不符合注册条件。' },
        });
      const withdraw = withdrawOn(scene, version);
      const { winner } = await (round % 2 === 0 ? race(withdraw, reject) : race(reject, withdraw));
      const withdrawn = (winner === 'first') === (round % 2 === 0);
      expect((await see(person, id)).state).toBe(withdrawn ? 'withdrawn' : 'rejected');
      await expectOneHistory(scene, withdrawn ? 'withdraw' : 'reject');
      expect(await executionEnd(cloud, number)).toEqual({
        status: 'SUCCEEDED',
        finalState: withdrawn ? 'Withdrawn' : 'Rejected',
      });
    });
  });

  it('two reviewers, again and again on one application', async () => {
    const scene = await stages.at('under-review');
    const { staff, person, id } = scene;
    for (let round = 0; round < rounds; round += 1) {
      const { version } = await see(person, id);
      const recommendAs = (reviewer: 'review' | 'otherReview', outcome: 'approve' | 'reject') => () =>
        staff[reviewer].send(departmentEndpoints.recommend, {
          params: { id },
          body: { version, outcome, opinion: `第${round}轮意见。` },
        });
      const { winner } = await race(recommendAs('review', 'approve'), recommendAs('otherReview', 'reject'));
      await waitFor(person, id, 'awaiting-decision');
      const { recommendation } = await staff.decision.send(departmentEndpoints.getApplication, { params: { id } });
      expect(recommendation).toEqual({
        outcome: winner === 'first' ? 'approve' : 'reject',
        opinion: `第${round}轮意见。`,
        reviewerName: winner === 'first' ? '审核员甲' : '审核员乙',
      });
      await decide(scene, 'send-back');
      await waitFor(person, id, 'under-review');
    }
    const { timeline } = await see(person, id);
    expect(timeline.filter(({ action }) => action === 'recommend')).toHaveLength(rounds);
  });

  it('two deciders, and two acceptance officers in two windows', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { staff, person, id } = scene;
    const params = { id };
    const body = { version: await seenBy(staff.acceptance, id) };
    const accept = () => staff.acceptance.send(departmentEndpoints.accept, { params, body });
    const refuse = () =>
      staff.acceptance.send(departmentEndpoints.refuse, { params, body: { ...body, reason: '材料不全。' } });
    const { winner } = await race(accept, refuse);
    expect((await see(person, id)).state).toBe(winner === 'first' ? 'under-review' : 'not-accepted');

    const other = await stages.at('awaiting-decision');
    const version = await seenBy(staff.decision, other.id);
    const decideAs = (decider: 'decision' | 'otherDecision', decision: 'send-back' | 'reject') => () =>
      staff[decider].send(departmentEndpoints.decide, {
        params: { id: other.id },
        body: { version, decision, opinion: '意见。' },
      });
    const decided = await race(decideAs('decision', 'send-back'), decideAs('otherDecision', 'reject'));
    expect((await see(other.person, other.id)).state).toBe(decided.winner === 'first' ? 'under-review' : 'rejected');
  });
});

describe('a decision on what has changed meanwhile is refused', () => {
  it('with a stale version, by every party', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { staff, person, id } = scene;
    const view = await see(person, id);
    const params = { id };
    for (const version of [view.version - 1, view.version + 1, 0]) {
      const reason = '理由。';
      await refused(withdrawOn(scene, version)(), 'changed-meanwhile');
      for (const call of [
        () => staff.acceptance.send(departmentEndpoints.accept, { params, body: { version } }),
        () => staff.acceptance.send(departmentEndpoints.refuse, { params, body: { version, reason } }),
      ]) {
        expect((await refused(call(), 'changed-meanwhile')).detail).toContain('刷新');
      }
    }
    expect(await see(person, id)).toEqual(view);
  });

  it('in a state in which the step is not to be taken', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { staff, company, person, id } = scene;
    const view = await see(person, id);
    const { version } = view;
    const params = { id };
    const opinion = '意见。';
    for (const call of [
      () => company.send(employerEndpoints.return, { params, body: { version, reason: opinion } }),
      () =>
        company.send(employerEndpoints.confirm, {
          params,
          body: { version, sealedFormFileId: 'no-file', supplement: { kind: 'none' } },
        }),
      () => company.send(employerEndpoints.answerCorrection, { params, body: { version, answers: [opinion] } }),
      () => person.send(practitionerEndpoints.answerCorrection, { params, body: { version, answers: [opinion] } }),
      () =>
        staff.review.send(departmentEndpoints.recommend, { params, body: { version, outcome: 'approve', opinion } }),
      () =>
        staff.decision.send(departmentEndpoints.decide, { params, body: { version, decision: 'approve', opinion } }),
      () => staff.decision.send(departmentEndpoints.upholdObjection, { params, body: { version, reason: opinion } }),
    ]) {
      expect((await refused(call(), 'not-in-this-state')).detail).toContain('待受理');
    }
    // The reviewer does not ask for corrections before acceptance.
    const items = [{ subject: '合同', problem: '不清晰。' }];
    const early = { version, addressee: 'practitioner', items } as const;
    await refused(staff.review.send(departmentEndpoints.requestCorrection, { params, body: early }), 'wrong-role');
    expect(await see(person, id)).toEqual(view);
  });

  it('by whoever recommended: review and decision are two persons’ work', async () => {
    const scene = await stages.at('under-review');
    const { staff, person, id } = scene;
    const params = { id };
    const opinion = '意见。';
    const recommendation = { version: await seenBy(staff.both, id), outcome: 'approve', opinion } as const;
    await staff.both.send(departmentEndpoints.recommend, { params, body: recommendation });
    const view = await waitFor(person, id, 'awaiting-decision');
    const { actions, version } = await staff.both.send(departmentEndpoints.getApplication, { params });
    expect(actions).toEqual([]);
    for (const decision of ['approve', 'reject', 'send-back'] as const) {
      const call = staff.both.send(departmentEndpoints.decide, { params, body: { version, decision, opinion } });
      expect((await refused(call, 'same-person')).detail).toContain('其他');
    }
    expect(await see(person, id)).toEqual(view);
    await decide(scene, 'reject', '不符合条件。');
    expect((await see(person, id)).state).toBe('rejected');
  });
});

describe('a command sent twice with one Idempotency-Key', () => {
  it('answers the same and is carried out once', async () => {
    const scene = await stages.at('awaiting-employer');
    const { company, person, id } = scene;
    const params = { id };
    const { version } = await see(person, id);
    const key = crypto.randomUUID();
    const body = { version, reason: '请核对岗位。' };
    const first = await company.send(employerEndpoints.return, { params, body }, key);
    const second = await company.send(employerEndpoints.return, { params, body }, key);
    expect(second).toEqual(first);
    const { timeline } = await waitFor(person, id, 'returned');
    expect(timeline.filter(({ action }) => action === 'return')).toHaveLength(1);
    // With another key it is another command, and too late.
    await refused(company.send(employerEndpoints.return, { params, body }, crypto.randomUUID()), 'not-in-this-state');
    const messages = await until('the message', async () => {
      const { items } = await person.send(practitionerEndpoints.listMessages, {});
      return items.some(({ title }) => title === '企业退回了您的申请') ? items : undefined;
    });
    expect(messages.filter(({ title }) => title === '企业退回了您的申请')).toHaveLength(1);
  });

  it('is carried out once when both come at the same moment, and draws one number', async () => {
    const scene = await stages.at('draft');
    const { person, id } = scene;
    const params = { id };
    const { digest } = await person.send(practitionerEndpoints.getForm, { params });
    const { version } = await see(person, id);
    const body = { version, formDigest: digest, confirmed: true } as const;
    const key = crypto.randomUUID();
    const submit = () => person.send(practitionerEndpoints.submit, { params, body }, key);
    const answers = await Promise.allSettled([submit(), submit(), submit()]);
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
    const again = await submit();
    const view = await waitFor(person, id, 'awaiting-employer');
    expect(again).toMatchObject({ id, number: view.number });
    expect(view.timeline.filter(({ action }) => action === 'submit')).toHaveLength(1);
    const kinds = view.documents.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['application-form', 'commitment-letter']);
  });

  it('does not stand for another command', async () => {
    const scene = await stages.at('awaiting-employer');
    const { company, person, id } = scene;
    const key = crypto.randomUUID();
    const { version } = await see(person, id);
    const body = { version, reason: '请核对岗位。' };
    await company.send(employerEndpoints.return, { params: { id }, body }, key);
    const returned = await waitFor(person, id, 'returned');
    // The same key with another command must not be answered as if that one had been carried out.
    const withdrawal = { version: returned.version, reason: null };
    const result = await person.send(practitionerEndpoints.withdraw, { params: { id }, body: withdrawal }, key);
    expect(result.state).toBe('withdrawn');
  });
});

describe('a long list', () => {
  it('is read page by page: every application once, the newest first', async () => {
    const { company } = stages;
    const listed: { id: string; submittedAt: string | null }[] = [];
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(cursor);
      listed.push(...page.items);
      sizes.push(page.items.length);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(sizes.length).toBeGreaterThan(1);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    const times = listed.map(({ submittedAt }) => submittedAt ?? '');
    expect(times).toEqual(times.toSorted().toReversed());

    function pageAfter(after: string | null) {
      return company.send(employerEndpoints.listApplications, { query: after === null ? {} : { cursor: after } });
    }
  });

  it("gives nothing away to a cursor of somebody else's list", async () => {
    const { company, staff } = stages;
    const { cursor } = await company.send(employerEndpoints.listApplications, {});
    const person = await stages.qualified();
    const query = { cursor: cursor ?? '' };
    for (const [endpoint, token] of [
      [practitionerEndpoints.listApplications, person.accessToken],
      [practitionerEndpoints.listMessages, person.accessToken],
    ] as const) {
      // DynamoDB refuses a place outside of the partition that is asked for; other engines go on from it in the caller's own.
      const answer = await ask(endpoint, { token, query });
      if (answer.status === 200) expect(answer.body).toEqual({ items: [], cursor: null });
      else expectProblem(answer, 'invalid-request');
    }
    const asStaff = { token: staff.acceptance.accessToken, query: { queue: 'acceptance', ...query } };
    expectProblem(await ask(departmentEndpoints.listQueue, asStaff), 'invalid-request');
  });
});
