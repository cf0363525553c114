import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApplicationState } from '../../domain/states.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { executionEnd, invokeFunction } from '../support/cloud/aws.ts';
import { checkNothingFailed } from '../support/cloud/cloud-health.ts';
import { titlesUntil } from '../support/parties/inbox.ts';
import { type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { see, waitFor } from '../support/parties/play.ts';
import { refused } from '../support/parties/refusal.ts';
import {
  answerCorrection,
  prepareStages,
  requestCorrection,
  type Scene,
  type Stages,
  withdraw,
} from '../support/parties/scene.ts';

// A working day of 1 s makes the 15 days of each step 15 s, and the 3 days of its reminder 3 s: long enough to play up to it on a
// busy machine, and waiting costs nothing while other files run.
const stepSeconds = 15;
const reminderMilliseconds = 3000;
const sendReminders = 'SendRemindersName';
let cloud: LocalCloud;
let stages: Stages;

beforeAll(async () => {
  cloud = await startLocalCloud({ parameters: { DeadlineDaySeconds: '1' } });
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

describe('a step that nobody answers in time ends the application:', () => {
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

  it.concurrent('but not the department’s own steps: silence never decides', async () => {
    const corrected = await stages.at('awaiting-correction');
    await answerCorrection(corrected);
    const scenes = [corrected, await stages.at('awaiting-decision')];
    const views = await Promise.all(scenes.map(({ person, id }) => see(person, id)));
    const due = Math.max(...views.map(({ dueAt }) => Date.parse(dueAt ?? '')));
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now()) + 1000));
    const later = await Promise.all(scenes.map(({ person, id }) => see(person, id)));
    expect(later.map(({ state }) => state)).toEqual(['awaiting-acceptance', 'awaiting-decision']);
  });
});
