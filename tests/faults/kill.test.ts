import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadTicket } from '../../api/application.ts';
import { departmentEndpoints } from '../../api/department.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { enginePidFile } from '../../local/services/dynamodb/engine-files.ts';
import { commandLine } from '../../local/ground/process-command.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import { executionEnd, executionStatus } from '../support/cloud/aws.ts';
import { checkNothingFailed } from '../support/cloud/cloud-health.ts';
import { downloadPdf } from '../support/cloud/download.ts';
import { titlesFor } from '../support/parties/inbox.ts';
import { type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { type Party, putFile, until } from '../support/parties/party.ts';
import { confirmAndSubmit, see, waitFor } from '../support/parties/play.ts';
import { declarationOf, portrait, scan } from '../support/parties/sample-files.ts';
import { decide, playOn, prepareStages, type Scene, type Stages } from '../support/parties/scene.ts';

/*
 * The whole local cloud is killed (SIGKILL, nothing gets a chance to tidy up) in the middle of journeys, and started again on the
 * same data and ports. Every journey must come to its end with nothing lost and nothing doubled.
 */

const parameters = { PublicityDaySeconds: '1' };
let cloud: LocalCloud;
let stages: Stages;

beforeAll(async () => {
  cloud = await startLocalCloud({ parameters });
  stages = await prepareStages(cloud.target, accountsOf(import.meta.filename));
});

afterAll(async () => {
  await checkNothingFailed(cloud);
  await cloud.stop();
  await cloud.remove();
});

async function startAgain(): Promise<void> {
  const { dataFolder, port } = cloud;
  cloud = await startLocalCloud({ dataFolder, port, parameters });
}

async function enginePid(): Promise<number> {
  return Number(await readFile(path.join(cloud.dataFolder, enginePidFile), 'utf8'));
}

const wholeStory = [
  ...['create', 'submit', 'documents-ready', 'confirm', 'accept', 'recommend', 'approve', 'conclude-publicity'],
  'issue-certificate',
];
const personsMessages = [
  ...['申请表已生成，等待企业确认', '企业已确认，等待受理', '申请已受理', '审批通过，开始公示', '公示期满，准予注册'],
  '电子证书已签发',
];
const companysMessages = ['有一项注册申请待确认', '申请已受理', '审批通过，开始公示', '公示期满，准予注册'];
/** The numbers of what was registered so far. */
const registered: string[] = [];
const papers = ['acceptance-notice', 'application-form', 'approval-decision', 'certificate', 'commitment-letter'];

/** Plays an application to its certificate and expects every step, paper and message of it exactly once. */
async function expectWholeStory(scene: Scene): Promise<void> {
  const { person, id } = scene;
  const view = await until('the certificate', async () => {
    const seen = await see(person, id);
    return seen.timeline.at(-1)?.action === 'issue-certificate' ? seen : undefined;
  });
  expect(view.state).toBe('approved');
  expect(view.timeline.map(({ action }) => action)).toEqual(wholeStory);
  expect(view.documents.map(({ kind }) => kind).toSorted()).toEqual(papers);
  for (const { id: documentId } of view.documents) {
    const { url } = await person.send(practitionerEndpoints.downloadDocument, { params: { id, documentId } });
    await downloadPdf(url);
  }
  expect(view.files.map(({ slot, status }) => `${slot} ${status}`).toSorted()).toEqual([
    ...['contract ready', 'photo ready', 'sealed-form ready'],
  ]);
  const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
  expect(items).toHaveLength(1);
  registered.push(...items.map(({ number }) => number));
  expect(await titlesFor('person', scene, personsMessages.length)).toEqual(personsMessages);
  expect(await titlesFor('company', scene, companysMessages.length)).toEqual(companysMessages);
  expect(await executionEnd(cloud, view.number)).toEqual({ status: 'SUCCEEDED', finalState: 'Approved' });
}

describe('after kill -9 a journey goes on', () => {
  it('from the moment at which the submission was answered', async () => {
    const scenes = await Promise.all([stages.at('draft'), stages.at('draft', 'cost-2')]);
    await Promise.all(scenes.map(({ person, id }) => confirmAndSubmit(person, id)));
    await cloud.kill();
    await startAgain();
    for (const { person, id } of scenes) {
      const view = await waitFor(person, id, 'awaiting-employer');
      expect(view.timeline.map(({ action }) => action)).toEqual(['create', 'submit', 'documents-ready']);
    }
    await Promise.all(scenes.map((scene) => playOn('awaiting-employer', 'in-publicity', scene)));
    await Promise.all(scenes.map(expectWholeStory));
  });

  it('from the rendering of papers and the inspection of a file', async () => {
    const [scene, drafting] = await Promise.all([stages.at('draft'), stages.at('draft')]);
    await confirmAndSubmit(scene.person, scene.id);
    const { number } = await see(scene.person, scene.id);
    // The form is the first thing that an execution renders.
    await until('the execution', async () => ((await executionStatus(cloud, number)) === 'RUNNING' ? true : undefined));
    const tickets = await Promise.all([upload(drafting, 'photo'), upload(drafting, 'contract')]);
    await cloud.kill();
    await startAgain();
    for (const { fileId } of tickets) {
      const params = { id: drafting.id, fileId };
      const file = await until('the inspection', async () => {
        const seen = await drafting.person.send(practitionerEndpoints.getFile, { params });
        return seen.status === 'pending' ? undefined : seen;
      });
      expect(file).toMatchObject({ status: 'ready', message: null });
    }
    const view = await waitFor(scene.person, scene.id, 'awaiting-employer');
    expect(view.documents.map(({ kind }) => kind).toSorted()).toEqual(['application-form', 'commitment-letter']);
    await playOn('awaiting-employer', 'in-publicity', scene);
    await expectWholeStory(scene);
  });

  it('from the middle of a bulk command and of an export, each of which does everything once', async () => {
    const scenes = await Promise.all([stages.at('awaiting-acceptance', 'cost-2'), stages.at('awaiting-acceptance')]);
    const { acceptance, registrar } = stages.staff;
    const body = { wish: { action: 'accept' as const }, ids: scenes.map(({ id }) => id) };
    const preview = await acceptance.send(departmentEndpoints.previewBulk, { body });
    await jobDone(acceptance, preview.id);
    const bulk = await acceptance.send(departmentEndpoints.carryOutBulk, { params: { id: preview.id } });
    const all = await registrar.send(departmentEndpoints.exportRegister, { body: {} });
    await cloud.kill();
    await startAgain();
    expect(await jobDone(acceptance, bulk.id)).toMatchObject({ total: 2, counts: { done: 2, refused: 0 } });
    for (const { person, id } of scenes) {
      const { timeline } = await waitFor(person, id, 'under-review');
      expect(timeline.filter(({ action }) => action === 'accept')).toHaveLength(1);
    }
    await jobDone(registrar, all.id);
    const { url } = await registrar.send(departmentEndpoints.downloadExport, { params: { id: all.id } });
    const lines = (await (await fetch(url)).text()).trimEnd().split('\r\n');
    const numbers = lines.slice(1).map((line) => line.split(',')[0] ?? '');
    expect(new Set(numbers).size).toBe(numbers.length);
    // Of what the tests before have registered none is left out.
    for (const number of registered) expect(numbers).toContain(number);
  });

  // Finding the processes between cloud and engine needs /proc.
  const linux = process.platform === 'linux';
  it.runIf(linux)('from the decision and from publicity, also when the engine outlives the cloud', async () => {
    const [published, undecided] = await Promise.all([stages.at('in-publicity'), stages.at('awaiting-decision')]);
    await decide(undecided);
    const engine = await enginePid();
    await killAllBut(engine);
    expect(commandLine(engine)).toContain(cloud.dataFolder);
    await startAgain();
    expect(await enginePid()).not.toBe(engine);
    expect(commandLine(engine)).not.toContain(cloud.dataFolder);
    await Promise.all([published, undecided].map(expectWholeStory));
  });
});

/** A job of an officer, once it is finished. */
async function jobDone(owner: Party, id: string) {
  return await until('the end of the job', async () => {
    const job = await owner.send(departmentEndpoints.getJob, { params: { id } });
    return job.state === 'finished' ? job : undefined;
  });
}

/** Declares and puts a file; its inspection is not waited for. */
async function upload({ person, id }: Scene, slot: 'photo' | 'contract'): Promise<UploadTicket> {
  const file = slot === 'photo' ? await portrait(90) : await scan('新合同.pdf', 4);
  const body = { slot, ...declarationOf(file) };
  const ticket = await person.send(practitionerEndpoints.declareFile, { params: { id }, body });
  expect(await putFile(ticket, file.bytes)).toBe(200);
  return ticket;
}

/** Kills the cloud and the shell that would end the engine with it, so that the engine goes on alone. */
async function killAllBut(engine: number): Promise<void> {
  // Stopped first, since it would end the engine properly when the shell dies.
  process.kill(cloud.pid, 'SIGSTOP');
  const group = await groupOf(engine);
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 1 && pid !== engine);
  for (const pid of pids) {
    if ((await groupOf(pid).catch(() => 0)) === group) process.kill(pid, 'SIGKILL');
  }
  await cloud.kill();
}

async function groupOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // "pid (name) state ppid pgrp …"; the name may hold anything but ends with the last parenthesis.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}
