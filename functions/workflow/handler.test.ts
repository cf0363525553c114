import type { Context } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import type { ApplicationState } from '../../domain/states.ts';
import type { ApplicationItem } from '../records/entities.ts';
import type { Step } from '../../domain/step.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { handler } = await import('./handler.ts');
const { table } = await import('../records/entities.ts');
const { loadCase } = await import('../cases/case.ts');
const { carryOutOn } = await import('../cases/carry-out.ts');
const { confirmCommand } = await import('../cases/test-commands.ts');
const { openGuardsOf } = await import('../records/open-guards.ts');

afterAll(async () => await engine.stop());

const context = { functionName: 'WorkflowTasks', awsRequestId: 'test' } as Context;

async function run(payload: Record<string, unknown>): Promise<unknown> {
  return await handler(payload, context);
}

async function runStep(payload: Record<string, unknown>): Promise<Step> {
  return (await run(payload)) as Step;
}

async function given(overrides: Partial<ApplicationItem> = {}): Promise<ApplicationItem> {
  const item = makeApplication(overrides);
  await putApplication(item);
  await table.entities.guard.put({ ...openGuardsOf(item)[0]!, holder: item.applicationId }).go();
  return item;
}

async function givenOpen(state: ApplicationState, timeoutSeconds?: number): Promise<ApplicationItem> {
  const item = await given({ state });
  await run({ task: 'open', ...expected(item), ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }) });
  return item;
}

function expected({ applicationId, state }: ApplicationItem, token = 'token-1') {
  return { applicationId, expected: state, token };
}

async function read(item: ApplicationItem) {
  const found = await loadCase(item.applicationId);
  return found!;
}

async function act(item: ApplicationItem, action: 'confirm' | 'withdraw' | 'return' | 'accept') {
  const actor = { return: 'employer', withdraw: 'practitioner', accept: 'acceptance' } as const;
  const found = await read(item);
  const now = new Date();
  const officer = action === 'accept' ? { staffId: 'acceptance-1', personId: null } : undefined;
  return await carryOutOn(found, { now, idempotencyKey: null }, (present) =>
    action === 'confirm'
      ? confirmCommand(present, now)
      : { action, actor: actor[action], actorName: '某人', officer, now, version: found.item.version, reason: null },
  );
}

describe('advance', () => {
  it('leads from the rendered documents to the employer, with an event by the system', async () => {
    const item = await given();
    const step = await runStep({ task: 'advance', applicationId: item.applicationId, action: 'documents-ready' });
    expect(step).toEqual({
      state: 'awaiting-employer',
      notices: [],
      certificate: true,
      timeouts: {
        employer: 1500,
        release: 1000,
        statement: 500,
        revision: 1500,
        acceptance: 500,
        correction: 1500,
        publicity: expect.any(Number) as number,
      },
    });
    const { item: now, events } = await read(item);
    expect(now).toMatchObject({ state: 'awaiting-employer', version: 4, stateVersion: 4 });
    expect(events.at(-1)).toMatchObject({ action: 'documents-ready', actorName: '系统', version: 4 });
  });

  it('answers the same step again, and changes nothing, when the first answer was lost', async () => {
    const item = await given();
    const task = { task: 'advance', applicationId: item.applicationId, action: 'documents-ready' };
    const first = await runStep(task);
    const again = await runStep(task);
    // Until midnight there is a second less with each.
    const publicity = first.timeouts.publicity - again.timeouts.publicity;
    expect(publicity).toBeGreaterThanOrEqual(0);
    expect(again).toEqual({
      ...first,
      timeouts: { ...first.timeouts, publicity: first.timeouts.publicity - publicity },
    });
    expect((await read(item)).events).toHaveLength(1);
  });

  it('answers the present step when the application was withdrawn meanwhile', async () => {
    const item = await given();
    await act(item, 'withdraw');
    const step = await runStep({ task: 'advance', applicationId: item.applicationId, action: 'documents-ready' });
    expect(step.state).toBe('withdrawn');
  });

  it('never undoes a withdrawal that happens at the same time', async () => {
    for (let round = 0; round < 10; round += 1) {
      const item = await given();
      const [step, withdrawal] = await Promise.all([
        runStep({ task: 'advance', applicationId: item.applicationId, action: 'documents-ready' }),
        act(item, 'withdraw'),
      ]);
      const { item: now, events } = await read(item);
      expect(now.state).toBe(withdrawal.ok ? 'withdrawn' : 'awaiting-employer');
      expect(events.map(({ to }) => to)).toContain(step.state);
      expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => item.version + 1 + index));
    }
  });

  it('takes no other action and no unknown task', async () => {
    const { applicationId } = await given();
    await expect(run({ task: 'advance', applicationId, action: 'accept' })).rejects.toThrow();
    await expect(run({ task: 'close', applicationId })).rejects.toThrow();
  });
});

describe('open', () => {
  it('lists the work with its owner until the time is over', async () => {
    const before = Date.now();
    const item = await givenOpen('awaiting-employer', 1500);
    const { data } = await table.entities.workItem.query
      .open({ queue: 'employer', owner: item.employerCreditCode! })
      .go({ hydrate: true, pages: 'all' });
    const open = data.find(({ applicationId }) => applicationId === item.applicationId);
    expect(open).toMatchObject({ state: 'awaiting-employer', status: 'open', taskToken: 'token-1', stateVersion: 3 });
    expect(Date.parse(open!.dueAt) - before).toBeGreaterThanOrEqual(1_500_000);
    expect(Date.parse(open!.dueAt) - before).toBeLessThan(1_510_000);
  });

  it('gives the department its legal days without any timeout', async () => {
    const before = Date.now();
    const item = await givenOpen('awaiting-acceptance');
    const { openWorkItem: open } = await read(item);
    expect(Math.round((Date.parse(open!.dueAt) - before) / 10_000)).toBe(50); // 5 days of 100 s
  });

  it('is due when the execution stops waiting, where that comes before the working days end', async () => {
    const item = await givenOpen('returned', 30);
    const { openWorkItem } = await read(item);
    expect(Date.parse(openWorkItem!.dueAt) - Date.parse(openWorkItem!.openedAt)).toBe(30_000);
  });

  it('waits for the notice of the step: a second request for correction may lead to the same state as the first', async () => {
    const item = await given({ state: 'awaiting-acceptance', correction: null });
    const asking = new Date();
    const asked = await carryOutOn(await read(item), { now: asking, idempotencyKey: null }, () => ({
      action: 'request-correction',
      actor: 'acceptance',
      actorName: 'x',
      officer: { staffId: 'acceptance-1', personId: null },
      now: asking,
      version: item.version,
      addressee: 'practitioner',
      items: [{ field: null, subject: '劳动合同', problem: '缺页' }],
      laterReason: null,
    }));
    expect(asked.ok).toBe(true);
    const { item: now } = await read(item);
    const task = { task: 'open', ...expected(now), timeoutSeconds: 1500 };
    await expect(run(task)).rejects.toMatchObject({ name: 'StepNotOpen' });
    const { applicationId } = item;
    expect((await runStep({ task: 'current', applicationId })).notices).toEqual(['correction-notice']);
    const documentId = `correction-notice-${now.version}`;
    await table.entities.document
      .put({
        applicationId,
        documentId,
        kind: 'correction-notice',
        submission: 1,
        title: 'x',
        key: 'x',
        createdAt: now.updatedAt,
      })
      .go();
    await run(task);
    expect((await read(item)).openWorkItem).toMatchObject({ state: 'awaiting-correction', queue: 'practitioner' });
  });

  it('hands an open item the new token and keeps its due time and its place in the list', async () => {
    const item = await givenOpen('awaiting-employer', 1500);
    const first = (await read(item)).openWorkItem!;
    await run({ task: 'open', ...expected(item, 'token-2'), timeoutSeconds: 9000 });
    expect((await read(item)).openWorkItem).toMatchObject({ taskToken: 'token-2', dueAt: first.dueAt });
    const { data } = await table.entities.workItem.query
      .open({ queue: 'employer', owner: item.employerCreditCode! })
      .go({ hydrate: true, pages: 'all' });
    expect(data.filter(({ applicationId }) => applicationId === item.applicationId)).toHaveLength(1);
  });

  it('throws StepNotOpen when the application is elsewhere', async () => {
    const item = await given({ state: 'withdrawn' });
    const task = { task: 'open', ...expected(item), expected: 'awaiting-employer', timeoutSeconds: 10 };
    await expect(run(task)).rejects.toMatchObject({ name: 'StepNotOpen' });
  });

  it('throws StepNotOpen for an item that is answered already', async () => {
    const item = await givenOpen('awaiting-employer', 1500);
    expect(await act(item, 'confirm')).toMatchObject({ ok: true });
    await expect(run({ task: 'open', ...expected(item), timeoutSeconds: 10 })).rejects.toMatchObject({
      name: 'StepNotOpen',
    });
  });

  it('leaves no open item behind when it races a withdrawal', async () => {
    for (let round = 0; round < 20; round += 1) {
      const item = await given({ state: 'awaiting-acceptance' });
      const [opened] = await Promise.allSettled([run({ task: 'open', ...expected(item) }), act(item, 'withdraw')]);
      const { item: now, openWorkItem } = await read(item);
      if (now.state === 'withdrawn') expect(openWorkItem).toBeUndefined();
      else expect(openWorkItem?.status).toBe('open');
      if (opened.status === 'rejected') expect(opened.reason).toMatchObject({ name: 'StepNotOpen' });
    }
  });

  it('keeps the token of the last try when one that was given up goes on after it', async () => {
    const item = await given({ state: 'awaiting-acceptance' });
    const entered = '2026-03-02T01:00:00.000Z';
    const token = async () => (await read(item)).openWorkItem?.taskToken;
    await run({ task: 'open', ...expected(item), entered, retry: 0, token: 'first' });
    await run({ task: 'open', ...expected(item), entered, retry: 10, token: 'last' });
    const late = run({ task: 'open', ...expected(item), entered, retry: 9, token: 'late' });
    await expect(late).rejects.toMatchObject({ name: 'StepNotOpen' });
    expect(await token()).toBe('last');
    await run({ task: 'open', ...expected(item), entered: '2026-03-02T01:00:01.000Z', retry: 0, token: 'anew' });
    expect(await token()).toBe('anew');
  });

  it('never answers with the task token', async () => {
    const item = await given({ state: 'awaiting-acceptance' });
    expect(JSON.stringify(await run({ task: 'open', ...expected(item) }))).not.toContain('token-1');
  });
});

describe('elapse', () => {
  it.each(['awaiting-employer', 'returned'] as const)('ends %s and takes it from the list', async (state) => {
    const item = await givenOpen(state, 1);
    const step = await runStep({ task: 'elapse', applicationId: item.applicationId });
    expect(step).toMatchObject({ state: 'expired', notices: ['expiry-notice'] });
    const { openWorkItem, events } = await read(item);
    expect(openWorkItem).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ action: 'expire', from: state, to: 'expired' });
    const guard = openGuardsOf(item)[0]!;
    expect((await table.entities.guard.get(guard).go()).data).toBeNull();
  });

  it('approves at the end of the publicity, writes the register once, and answers the same again', async () => {
    const item = await givenOpen('in-publicity', 70);
    const task = { task: 'elapse', applicationId: item.applicationId };
    const approved = { state: 'approved', notices: ['approval-decision'] };
    expect(await runStep(task)).toMatchObject(approved);
    expect(await runStep(task)).toMatchObject(approved);
    const { data } = await table.entities.registration.query.person({ personId: item.personId }).go();
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ applicationId: item.applicationId, specialties: ['建筑工程'] });
    expect((await read(item)).item.registrationNumbers?.[0]).toBe(data[0]!.number);
  });

  it('does not expire the revision when the return came just before the time was over', async () => {
    const item = await givenOpen('awaiting-employer', 1);
    await act(item, 'return');
    expect((await runStep({ task: 'elapse', applicationId: item.applicationId })).state).toBe('returned');
    expect((await read(item)).item.state).toBe('returned');
  });
});

describe('current', () => {
  it('names the notices that no execution has rendered, whatever happened since', async () => {
    const item = await given({ state: 'awaiting-acceptance' });
    await act(item, 'accept');
    const task = { task: 'current', applicationId: item.applicationId };
    expect(await runStep(task)).toMatchObject({ state: 'under-review', notices: ['acceptance-notice'] });
    await act(item, 'withdraw');
    expect(await runStep(task)).toMatchObject({ state: 'withdrawn', notices: ['acceptance-notice'] });
    await table.entities.document
      .put({
        applicationId: item.applicationId,
        documentId: 'acceptance-notice-4',
        kind: 'acceptance-notice',
        submission: 1,
        title: '受理通知书',
        key: 'k',
        createdAt: '2026-03-02T02:00:00.000Z',
      })
      .go();
    expect((await runStep(task)).notices).toEqual([]);
  });

  it('fails for an application that does not exist', async () => {
    await expect(run({ task: 'current', applicationId: 'missing' })).rejects.toThrow('no application missing');
  });
});

describe('issued', () => {
  async function approved(): Promise<ApplicationItem> {
    const item = await givenOpen('in-publicity', 70);
    await run({ task: 'elapse', applicationId: item.applicationId });
    return item;
  }

  async function rendered(item: ApplicationItem): Promise<void> {
    await table.entities.document
      .put({
        applicationId: item.applicationId,
        documentId: 'certificate-4',
        kind: 'certificate',
        submission: 1,
        title: '电子注册证书',
        key: 'k',
        createdAt: '2026-03-02T02:00:00.000Z',
      })
      .go();
  }

  it('names the certificate in the register and in the timeline, once', async () => {
    const item = await approved();
    await rendered(item);
    const task = { task: 'issued', applicationId: item.applicationId };
    expect(await runStep(task)).toMatchObject({ state: 'approved' });
    await run(task);
    const { item: now, events } = await read(item);
    expect(now).toMatchObject({ state: 'approved', version: 5, stateVersion: 4 });
    expect(events.filter(({ action }) => action === 'issue-certificate')).toHaveLength(1);
    const { data } = await table.entities.registration.query
      .byNumber({ number: now.registrationNumbers![0]! })
      .go({ hydrate: true });
    expect(data[0]?.certificateDocumentId).toBe('certificate-4');
  });

  it('leaves a registration alone that has gone over to a new identity document meanwhile', async () => {
    const item = await approved();
    await rendered(item);
    const { data } = await table.entities.registration.query.person({ personId: item.personId }).go();
    const { personId, number } = data[0]!;
    await table.entities.registration.delete({ personId, number }).go();
    await table.entities.registration.put({ ...data[0]!, personId: 'another-identity', applicationId: 'another' }).go();
    expect(await runStep({ task: 'issued', applicationId: item.applicationId })).toMatchObject({ state: 'approved' });
    const { events } = await read(item);
    expect(events.filter(({ action }) => action === 'issue-certificate')).toHaveLength(0);
  });

  it('names the certificate that is rendered while a newer one is asked for, and the newer one after it', async () => {
    const item = await approved();
    await rendered(item);
    const { applicationId, profession, matter, personId, submission } = item;
    const supplied = {
      action: 'supplement',
      actorParty: 'employer',
      actorName: '演示企业',
      applicantName: '张演示',
      to: 'approved',
    } as const;
    const at = '2026-03-03T02:00:00.000Z';
    await table.entities.event
      .put({ applicationId, profession, matter, personId, submission, version: 5, at, ...supplied })
      .go();
    await table.entities.application.patch({ applicationId }).set({ version: 5 }).go();
    const task = { task: 'issued', applicationId };
    await run(task);
    const named = async () => {
      const { item: now } = await read(item);
      const { data } = await table.entities.registration.query
        .byNumber({ number: now.registrationNumbers![0]! })
        .go({ hydrate: true });
      return data[0]?.certificateDocumentId;
    };
    expect(await named()).toBe('certificate-4');
    const document = {
      applicationId,
      documentId: 'certificate-5',
      kind: 'certificate',
      submission: 1,
      title: 'x',
      key: 'k',
    } as const;
    await table.entities.document.put({ ...document, createdAt: at }).go();
    await run(task);
    await run(task);
    expect(await named()).toBe('certificate-5');
    const { events } = await read(item);
    expect(events.map(({ action }) => action).slice(-3)).toEqual([
      'supplement',
      'issue-certificate',
      'reissue-certificate',
    ]);
  });

  it('fails before the certificate is rendered', async () => {
    const item = await approved();
    await expect(run({ task: 'issued', applicationId: item.applicationId })).rejects.toThrow('not rendered');
  });
});
