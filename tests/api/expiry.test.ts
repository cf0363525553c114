import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationState } from '../../domain/states.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { executionEnd, invokeFunction } from '../support/cloud/aws.ts';
import { checkNothingFailed } from '../support/cloud/cloud-health.ts';
import { titlesUntil } from '../support/parties/inbox.ts';
import { type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { until } from '../support/parties/party.ts';
import { see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import {
  decide,
  prepareStages,
  recommend,
  requestCorrection,
  type Scene,
  type Stages,
  withdraw,
} from '../support/parties/scene.ts';

// A working day of 2 s makes the 15 days of each step 30 s, the 5 of acceptance 10 s and the 3 of a reminder 6 s: long enough to play up
// to it on a busy machine, and waiting costs nothing while other files run.
const stepSeconds = 30;
const reminderMilliseconds = 6000;
const sendReminders = 'SendRemindersName';
let cloud: LocalCloud;
let stages: Stages;

beforeAll(async () => {
  cloud = await startLocalCloud({ parameters: { DeadlineDaySeconds: '2' } });
  // Loads the function, so that it is quick when it must be.
  await invokeFunction(cloud, sendReminders, {});
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

afterAll(async () => {
  await checkNothingFailed(cloud);
  await cloud.stop();
  await cloud.remove();
});

async function expectExpired(scene: Scene, from: ApplicationState): Promise<void> {
  const { dueAt } = await see(scene.person, scene.id);
  const view = await waitFor(scene.person, scene.id, 'expired', stepSeconds + 20);
  expect(view).toMatchObject({ actions: [], dueAt: null });
  const last = view.timeline.at(-1);
  expect(last).toMatchObject({ action: 'expire', from, to: 'expired', actor: '系统' });
  // Not before it was due, but for the moment by which a period of seconds is counted from an earlier instant than it is shown.
  expect(Date.parse(last?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(dueAt ?? '') - 1000);
  expect(await executionEnd(cloud, view.number)).toEqual({ status: 'SUCCEEDED', finalState: 'Expired' });
  await refused(withdraw(scene), 'not-in-this-state');
  const body = { profession: scene.profession, matter: 'initial' } as const;
  await scene.person.send(practitionerEndpoints.createApplication, { body });
}

/** Has the reminders sent that are due shortly before a scene's open step ends, as the schedule does every minute. */
async function remindOf({ person, id }: Scene): Promise<void> {
  const { dueAt } = await see(person, id);
  const wait = Date.parse(dueAt ?? '') - reminderMilliseconds + 50 - Date.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  await invokeFunction(cloud, sendReminders, {});
}

// Fifteen working days of this cloud are 30 s, and the case has to be played up to them.
describe('a step that nobody answers in time ends the application:', { timeout: 120_000 }, () => {
  it.concurrent('the employer’s confirmation', async () => {
    const scene = await stages.at('awaiting-employer');
    await remindOf(scene);
    await invokeFunction(cloud, sendReminders, {});
    await expectExpired(scene, 'awaiting-employer');
    expect(await titlesUntil('person', scene, '企业逾期未确认，申请失效')).toEqual([
      '申请表已生成，等待企业确认',
      '企业尚未确认，申请即将逾期',
      '企业逾期未确认，申请失效',
    ]);
    expect(await titlesUntil('company', scene, '逾期未确认，申请失效')).toEqual([
      '有一项注册申请待确认',
      '注册申请即将逾期，请尽快确认',
      '逾期未确认，申请失效',
    ]);
  });

  it.concurrent('the revision after a return', async () => {
    const scene = await stages.at('returned');
    await expectExpired(scene, 'returned');
    await titlesUntil('person', scene, '逾期未修改，申请失效');
  });

  it.concurrent('the practitioner’s correction', async () => {
    const scene = await stages.at('awaiting-correction');
    await expectExpired(scene, 'awaiting-correction');
    await titlesUntil('person', scene, '逾期未补正，申请失效');
  });

  it.concurrent('the employer’s correction', async () => {
    const scene = await stages.at('awaiting-acceptance');
    await requestCorrection(scene, 'acceptance', 'employer');
    await waitFor(scene.person, scene.id, 'awaiting-correction');
    await expectExpired(scene, 'awaiting-correction');
    await titlesUntil('company', scene, '逾期未补正，申请失效');
  });

  it.concurrent('but not the department’s review and decision: there silence never decides', async () => {
    const scene = await stages.at('awaiting-decision');
    const { dueAt } = await see(scene.person, scene.id);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(dueAt ?? '') - Date.now()) + 1000));
    expect((await see(scene.person, scene.id)).state).toBe('awaiting-decision');
  });

  it.concurrent('nor what is accepted: the law accepts what nobody examines, and a correction goes back', async () => {
    const scene = await stages.at('awaiting-acceptance');
    const { openedAt } = await workItemOf(scene, 'acceptance');
    const accepted = await waitFor(scene.person, scene.id, 'under-review', stepSeconds);
    expect(accepted.timeline.at(-1)).toMatchObject({ action: 'deem-accepted', actor: '系统' });
    expect(accepted.timeline.at(-1)?.reason).toContain('第三十二条第一款第四项');
    expect(accepted.documents.map(({ kind }) => kind)).toContain('acceptance-notice');
    // The review's days count since the material was there: 15 of them, of which 5 are over.
    expect(Date.parse(accepted.dueAt ?? '')).toBe(Date.parse(openedAt) + 15 * 2000);
    const { items } = await stages.staff.decision.send(departmentEndpoints.listDeemedAcceptances, {});
    expect(items.find(({ applicationId }) => applicationId === scene.id)).toMatchObject({ number: accepted.number });
    await requestCorrection(scene, 'review');
    await waitFor(scene.person, scene.id, 'awaiting-correction');
    const back = await waitFor(scene.person, scene.id, 'under-review', stepSeconds + 20);
    expect(back.timeline.at(-1)).toMatchObject({ action: 'lapse-correction', from: 'awaiting-correction' });
    await titlesUntil('person', scene, '逾期未答复，按现有材料审核');
    await recommend(scene, 'reject');
    await waitFor(scene.person, scene.id, 'awaiting-decision');
    await decide(scene, 'reject');
    expect((await waitFor(scene.person, scene.id, 'rejected')).state).toBe('rejected');
  });
});

async function workItemOf({ staff, id }: Scene, queue: 'acceptance') {
  return await until('the case in its queue', async () => {
    const { items } = await staff.acceptance.send(departmentEndpoints.listQueue, { query: { queue } });
    return items.find(({ applicationId }) => applicationId === id);
  });
}
