import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { comparableCode } from '../../domain/verification-code.ts';
import type { CompanyChange } from '../../domain/company-change.ts';
import { noCounts } from '../../domain/jobs.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';
import type { RegistrationItem } from '../records/entities.ts';

const engine = await startTestTable();
const { loadCase } = await import('../cases/case.ts');
const { carryOutJob } = await import('./carry-out-job.ts');
const {
  ApplicationEventEntity,
  CompanyChangeEntity,
  JobEntity,
  MessageEntity,
  RegistrationEntity,
  ReplacedCertificateEntity,
} = await import('../records/entities.ts');
const { changeOperations, written } = await import('../register/company-changes.ts');

afterAll(async () => await engine.stop());

const { newJob } = await import('../records/jobs.ts');

const order = {
  kind: 'company-change',
  owner: 'department',
  ownerName: '系统',
  title: '企业信息变更',
  order: {},
} as const;
const now = new Date('2026-03-02T01:00:00.000Z');

function entry(overrides: Partial<RegistrationItem>): RegistrationItem {
  return {
    personId: randomUUID(),
    number: randomUUID(),
    profession: 'cost-2',
    terms: [
      {
        specialty: '土木建筑工程',
        validFrom: '2023-03-01',
        validUntil: '2027-02-28',
        cancelledOn: null,
        cancellationGround: null,
      },
    ],
    specialties: ['土木建筑工程'],
    holderName: '张演示',
    employerName: '旧名演示有限公司',
    employerCreditCode: 'A',
    validFrom: '2023-03-01',
    validUntil: '2027-02-28',
    verificationCode: 'OLD',
    version: 1,
    ...overrides,
  };
}

async function given(
  to: { creditCode: string; name: string },
  creditCode: string,
  entries: readonly RegistrationItem[],
) {
  const change: CompanyChange = {
    ...{ id: randomUUID(), initiator: 'employer', from: { creditCode, name: '旧名演示有限公司' }, to, ground: '更名' },
    ...{ evidenceFileId: null, state: 'carrying-out', version: 3, acts: [] },
  };
  for (const item of entries) await RegistrationEntity.put(item).go();
  await written((entities) => [
    ...changeOperations(entities, null, change, now.toISOString(), null, now),
    entities.job.create(newJob({ ...order, total: entries.length }, now, change.id)).commit(),
  ]);
  return change.id;
}

async function carryOut(jobId: string): Promise<string[]> {
  const steps: string[] = [];
  do steps.push((await carryOutJob(jobId, now)).next);
  while (steps.at(-1) !== 'nothing');
  return steps;
}

async function jobOf(jobId: string) {
  return (await JobEntity.get({ jobId }).go({ consistent: true })).data;
}

describe('a job that amends everybody registered with a company', () => {
  it('goes on part by part, counts each entry once although a part broke off, and ends after a time that finds nothing', async () => {
    const creditCode = randomUUID();
    const own = Array.from({ length: 30 }, () => entry({ employerCreditCode: creditCode }));
    const others = [
      entry({ employerCreditCode: creditCode, validUntil: '2026-03-01' }),
      entry({ employerCreditCode: creditCode, cancelledOn: '2026-01-01' }),
      entry({ employerCreditCode: creditCode, employerName: '新名演示有限公司' }),
    ];
    const id = await given({ creditCode, name: '新名演示有限公司' }, creditCode, [...own, ...others]);
    expect(await carryOutJob(id, now)).toEqual({ next: 'part' });
    // The function died before it could note how far it had come: the part is done again.
    await JobEntity.patch({ jobId: id }).remove(['place']).set({ part: 0, counts: noCounts }).go();
    await carryOut(id);

    const { data } = await RegistrationEntity.query
      .byEmployer({ employerCreditCode: creditCode })
      .go({ pages: 'all', hydrate: true });
    const amended = data.filter(({ employerName, version }) => employerName === '新名演示有限公司' && version === 2);
    expect(amended).toHaveLength(30);
    expect(data.filter(({ version }) => version > 2)).toEqual([]);
    expect(await jobOf(id)).toMatchObject({ state: 'finished', counts: { ...noCounts, done: 30 } });
    expect((await CompanyChangeEntity.get({ changeId: id }).go()).data).toMatchObject({ state: 'completed' });
    expect(await carryOutJob(id, now)).toEqual({ next: 'nothing' });
  });

  it('has certificates replaced through their cases, and gives applications that wait for a merged company back', async () => {
    const creditCode = randomUUID();
    const approved = makeApplication({ state: 'approved', employerCreditCode: creditCode });
    const waiting = makeApplication({ state: 'awaiting-employer', employerCreditCode: creditCode });
    await putApplication(approved);
    await putApplication(waiting);
    const { personId, applicationId } = approved;
    const item = entry({ employerCreditCode: creditCode, personId, applicationId });
    const to = { creditCode: randomUUID(), name: '存续演示有限公司' };
    const id = await given(to, creditCode, [item]);
    await carryOut(id);

    const { data } = await RegistrationEntity.get(item).go({ consistent: true });
    expect(data).toMatchObject({ employerName: to.name, employerCreditCode: to.creditCode, version: 2 });
    expect(data?.verificationCode).not.toBe('OLD');
    const { data: events } = await ApplicationEventEntity.query.event({ applicationId }).go();
    expect(events.at(-1)).toMatchObject({ action: 'amend-employer', step: { certificate: true } });
    const code = { number: item.number, code: comparableCode('OLD') };
    expect((await ReplacedCertificateEntity.get(code).go()).data).toMatchObject({ reason: '企业信息变更' });
    const back = (await loadCase(waiting.applicationId))?.item;
    const employment = { employerName: to.name, employerCreditCode: to.creditCode };
    expect(back).toMatchObject({ state: 'returned', draft: { employment } });
  });

  it('leaves whoever a project holds with the company that was merged, says so, and moves them once they are freed', async () => {
    const creditCode = randomUUID();
    const lock = { project: '演示大厦', reason: '担任项目负责人', until: '2026-12-31' };
    const free = entry({ employerCreditCode: creditCode });
    const held = entry({ employerCreditCode: creditCode, lock });
    const to = { creditCode: randomUUID(), name: '存续演示有限公司' };
    const first = await given(to, creditCode, [free, held]);
    await carryOut(first);

    const read = async (item: RegistrationItem) => (await RegistrationEntity.get(item).go({ consistent: true })).data;
    expect(await read(free)).toMatchObject({ employerCreditCode: to.creditCode, version: 2 });
    expect(await read(held)).toMatchObject({ employerCreditCode: creditCode, version: 1, lock });
    expect(await jobOf(first)).toMatchObject({ state: 'finished', counts: { ...noCounts, done: 1 } });
    const { data: change } = await CompanyChangeEntity.get({ changeId: first }).go();
    expect(change?.acts.at(-1)).toMatchObject({ action: 'complete' });
    expect(change?.acts.at(-1)?.reason).toContain(`${held.number}（演示大厦）`);
    const { data: messages } = await MessageEntity.query.inbox({ inbox: held.personId }).go();
    expect(messages.map(({ title }) => title)).toEqual(['注册因在建项目锁定，未随企业合并变更']);

    const { lock: lifted, ...freed } = held;
    expect(lifted).toEqual(lock);
    await carryOut(await given(to, creditCode, [freed]));
    expect(await read(held)).toMatchObject({ employerCreditCode: to.creditCode, version: 2 });
  });

  it('gives everybody another name, whom a project holds too: nobody moves', async () => {
    const creditCode = randomUUID();
    const lock = { project: '演示大厦', reason: '担任项目负责人', until: '2026-12-31' };
    const item = entry({ employerCreditCode: creditCode, lock });
    const id = await given({ creditCode, name: '新名演示有限公司' }, creditCode, [item]);
    await carryOut(id);
    const { data } = await RegistrationEntity.get(item).go({ consistent: true });
    expect(data).toMatchObject({ employerName: '新名演示有限公司', lock });
    expect((await CompanyChangeEntity.get({ changeId: id }).go()).data?.acts.at(-1)?.reason).toBeNull();
  });
});
