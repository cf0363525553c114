import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, Context, DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Announcement } from '../platform/bus.ts';
import type { ApplicationItem } from '../records/entities.ts';
import type { Step } from '../../domain/step.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';
import type { ExecutionInput } from '../platform/workflow.ts';

const engine = await startTestTable();
const { dispatchRecord } = await import('./dispatch.ts');
const { handler } = await import('./handler.ts');
const { table, ApplicationEventEntity, MessageEntity, WorkItemEntity } = await import('../records/entities.ts');
const { loadCase } = await import('../cases/case.ts');
const { advance } = await import('../workflow/move-on.ts');
const { correlated } = await import('../platform/correlation.ts');
const { stepAt } = await import('../cases/step.ts');
const { carryOutOn } = await import('../cases/carry-out.ts');
const { confirmCommand, submitCommand } = await import('../cases/test-commands.ts');

afterAll(async () => await engine.stop());

let started: { name: string; input: ExecutionInput }[];
let resumed: { token: string; step: Step }[];
let announced: Announcement[];
let removed: string[];
let mailed: unknown[];
const ports = {
  startExecution: (name: string, input: ExecutionInput) => {
    started.push({ name, input });
    return Promise.resolve();
  },
  resumeExecution: (token: string, step: Step) => {
    resumed.push({ token, step });
    return Promise.resolve();
  },
  startJob: () => Promise.resolve(),
  queueMail: (message: unknown) => {
    mailed.push(message);
    return Promise.resolve();
  },
  announce: (announcement: Announcement) => {
    announced.push(announcement);
    return Promise.resolve();
  },
  removeObject: (key: string) => {
    removed.push(key);
    return Promise.resolve();
  },
};
beforeEach(() => {
  started = [];
  resumed = [];
  announced = [];
  removed = [];
  mailed = [];
});

function imageOf(item: Record<string, unknown> | undefined) {
  return marshall(item) as Record<string, AttributeValue>;
}

/** What the stream brings of the newest item of an answer to `data: 'raw'`: the image exactly as it lies in the table. */
function recordOf(eventName: 'INSERT' | 'MODIFY', { data }: { data: unknown }) {
  const { Items } = data as { Items: Record<string, unknown>[] };
  return { eventName, dynamodb: { SequenceNumber: '1', NewImage: imageOf(Items.at(-1)) } };
}

async function eventRecord(applicationId: string) {
  return recordOf('INSERT', await ApplicationEventEntity.query.event({ applicationId }).go({ data: 'raw' }));
}

async function workItemRecord(applicationId: string) {
  return recordOf('MODIFY', await WorkItemEntity.query.workItem({ applicationId }).go({ data: 'raw' }));
}

async function given(overrides: Partial<ApplicationItem>): Promise<ApplicationItem> {
  const item = makeApplication(overrides);
  await putApplication(item);
  return item;
}

async function act(applicationId: string, action: 'submit' | 'confirm') {
  const found = (await loadCase(applicationId))!;
  const now = new Date('2026-03-02T01:00:00.000Z');
  const make = { submit: submitCommand, confirm: confirmCommand }[action];
  expect(await carryOutOn(found, { now, idempotencyKey: null }, (present) => make(present, now))).toMatchObject({
    ok: true,
  });
}

describe('an appended event', () => {
  it('of a first submission starts the execution named by number and submission', async () => {
    const { applicationId, number } = await given({ state: 'draft', submission: 0 });
    await act(applicationId, 'submit');
    await dispatchRecord(await eventRecord(applicationId), ports);
    expect(started).toMatchObject([
      { name: `${number!}-1`, input: { applicationId, number, step: { state: 'submitted', notices: [] } } },
    ]);
    expect(announced.map(({ type }) => type)).toEqual(['ApplicationSubmitted']);
  });

  it('hands the id of its action on: to the execution, the announcement, the message and its e-mail, and to the step that follows', async () => {
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { applicationId } = await given({ state: 'draft', submission: 0 });
    await correlated(id, async () => await act(applicationId, 'submit'));
    await dispatchRecord(await eventRecord(applicationId), ports);
    expect(started[0]?.input.correlationId).toBe(id);
    expect(announced[0]?.detail['correlationId']).toBe(id);
    await advance(applicationId, 'documents-ready', new Date('2026-03-02T01:01:00.000Z'));
    expect((await loadCase(applicationId))?.events.at(-1)?.correlationId).toBeUndefined();
    const { applicationId: other, employerCreditCode = '' } = await given({ state: 'draft', submission: 0 });
    await correlated(id, async () => await act(other, 'submit'));
    await correlated(
      undefined,
      async () => await advance(other, 'documents-ready', new Date('2026-03-02T01:01:00.000Z')),
    );
    expect((await loadCase(other))?.events.at(-1)).toMatchObject({ action: 'documents-ready', correlationId: id });
    await dispatchRecord(await eventRecord(other), ports);
    const { data } = await MessageEntity.query.inbox({ inbox: employerCreditCode }).go({ pages: 'all' });
    const message = data.find((each) => each.applicationId === other);
    expect(message?.correlationId).toBe(id);
    const raw = await MessageEntity.get(message!).go({ data: 'raw' });
    const { Item } = raw.data as unknown as { Item: Record<string, unknown> };
    await dispatchRecord({ eventName: 'INSERT', dynamodb: { NewImage: imageOf(Item) } }, ports);
    expect(mailed).toMatchObject([{ correlationId: id }]);
  });

  it('of a second submission starts nothing: the waiting execution goes on', async () => {
    const { applicationId } = await given({ state: 'returned', submission: 1 });
    await act(applicationId, 'submit');
    await dispatchRecord(await eventRecord(applicationId), ports);
    expect(started).toEqual([]);
  });

  it('of a supplement starts an execution that renders the certificate again, and only after the approval', async () => {
    const item = await given({ state: 'approved', version: 9, stateVersion: 9 });
    const { applicationId, number, profession, matter, personId, submission } = item;
    const supplied = {
      action: 'supplement',
      actorParty: 'employer',
      actorName: '演示企业',
      applicantName: '张演示',
    } as const;
    const event = { applicationId, number: number!, profession, matter, personId, submission, ...supplied };
    const at = '2026-03-02T01:00:00.000Z';
    await ApplicationEventEntity.put({ ...event, at, version: 9, to: 'under-review' }).go();
    await dispatchRecord(await eventRecord(applicationId), ports);
    expect(started).toEqual([]);
    const step = stepAt(item, 'approved', [], new Date(at));
    await ApplicationEventEntity.put({ ...event, at, version: 10, to: 'approved', step }).go();
    await dispatchRecord(await eventRecord(applicationId), ports);
    expect(started).toEqual([{ name: `${number!}-reissue-10`, input: { applicationId, number, step } }]);
    expect(step).toMatchObject({ state: 'approved', notices: [], certificate: true });
  });

  it('of a hold starts an execution that draws its paper alone: the one that waits goes on waiting', async () => {
    const item = await given({ state: 'under-review', version: 6, stateVersion: 5 });
    const { applicationId, number, profession, matter, personId, submission } = item;
    const at = '2026-03-02T01:00:00.000Z';
    const by = { actorParty: 'staff', actorName: '审核员', applicantName: '张演示' } as const;
    const about = { applicationId, number: number!, profession, matter, personId, submission, ...by };
    const step = stepAt(item, 'under-review', ['hold-notice'], new Date(at));
    const held = { action: 'hold-review', at, version: 6, to: 'under-review', step } as const;
    await ApplicationEventEntity.put({ ...about, ...held }).go();
    await dispatchRecord(await eventRecord(applicationId), ports);
    const input = { applicationId, number, step, papersAlone: true };
    expect(started).toEqual([{ name: `${number!}-paper-6`, input }]);
  });

  it('writes its message once, and a message that was read stays read', async () => {
    const { applicationId, personId } = await given({ state: 'awaiting-employer' });
    await act(applicationId, 'confirm');
    const record = await eventRecord(applicationId);
    await dispatchRecord(record, ports);
    const [message] = (await table.entities.message.query.inbox({ inbox: personId }).go()).data;
    expect(message).toMatchObject({ applicationId, title: '企业已确认，等待受理', read: false });
    const { inbox, messageId } = message!;
    await table.entities.message.patch({ inbox, messageId }).set({ read: true }).go();
    await dispatchRecord(record, ports);
    const { data } = await table.entities.message.query.inbox({ inbox: personId }).go();
    expect(data.map(({ read }) => read)).toEqual([true]);
  });

  it('fails when the bus refuses it, so that it is delivered again', async () => {
    const { applicationId } = await given({ state: 'awaiting-employer' });
    await act(applicationId, 'confirm');
    const refusing = { ...ports, announce: () => Promise.reject(new Error('bus')) };
    await expect(dispatchRecord(await eventRecord(applicationId), refusing)).rejects.toThrow('bus');
  });

  it('fails when it is not as the product writes it', async () => {
    const image = imageOf({ __edb_e__: 'applicationEvent', applicationId: 'x' });
    await expect(dispatchRecord({ eventName: 'INSERT', dynamodb: { NewImage: image } }, ports)).rejects.toThrow();
  });
});

describe('an inserted message', () => {
  it('is queued for the e-mail, without what it says', async () => {
    const message = { inbox: 'p', messageId: 'm', at: '2026-03-02T01:00:00.000Z', title: 't', text: 'x', read: false };
    const record = (eventName: 'INSERT' | 'MODIFY') => {
      return { eventName, dynamodb: { NewImage: imageOf({ __edb_e__: 'message', ...message }) } };
    };
    await dispatchRecord(record('INSERT'), ports);
    await dispatchRecord(record('MODIFY'), ports);
    expect(mailed).toEqual([{ kind: 'message-inserted', inbox: 'p', messageId: 'm' }]);
  });
});

describe('a closed work item', () => {
  it('lets the execution go on with the step that the answer led to', async () => {
    const {
      applicationId,
      number = '',
      profession,
      matter,
      stateVersion,
    } = await given({
      state: 'awaiting-employer',
    });
    const at = '2026-03-02T00:30:00.000Z';
    const names = { applicantName: '张演示', employerName: '江苏演示建设有限公司' };
    await table.entities.workItem
      .create({
        ...{ applicationId, number, profession, matter, stateVersion, ...names, openedAt: at, dueAt: at },
        ...{ queue: 'employer', owner: 'company', state: 'awaiting-employer', status: 'open', taskToken: 'token-1' },
      })
      .go();
    await dispatchRecord(await workItemRecord(applicationId), ports);
    expect(resumed).toEqual([]);
    await act(applicationId, 'confirm');
    await dispatchRecord(await workItemRecord(applicationId), ports);
    expect(resumed).toMatchObject([{ token: 'token-1', step: { state: 'awaiting-acceptance', notices: [] } }]);
  });
});

describe('what is removed with a discarded draft', () => {
  const removal = (image: Record<string, unknown>) => ({
    eventName: 'REMOVE',
    dynamodb: { SequenceNumber: '1', OldImage: imageOf(image) },
  });

  it.each(['file', 'document'])('a %s takes its object along, told twice too', async (entity) => {
    const record = removal({ __edb_e__: entity, key: 'files/a/b.jpg', status: 'ready' });
    await dispatchRecord(record, ports);
    await dispatchRecord(record, ports);
    expect(removed).toEqual(['files/a/b.jpg', 'files/a/b.jpg']);
  });

  it('a file that was never inspected has no object', async () => {
    await dispatchRecord(removal({ __edb_e__: 'file', status: 'pending' }), ports);
    await dispatchRecord(removal({ __edb_e__: 'message', key: 'x' }), ports);
    expect(removed).toEqual([]);
  });
});

describe('any other record', () => {
  it('means nothing', async () => {
    const { applicationId } = await given({ state: 'awaiting-employer' });
    await act(applicationId, 'confirm');
    const event = await eventRecord(applicationId);
    await dispatchRecord({ ...event, eventName: 'MODIFY' }, ports);
    await dispatchRecord({ eventName: 'REMOVE', dynamodb: { OldImage: event.dynamodb.NewImage } }, ports);
    await dispatchRecord({ eventName: 'INSERT', dynamodb: { NewImage: imageOf({ pk: 'x' }) } }, ports);
    expect([started, resumed, announced]).toEqual([[], [], []]);
  });
});

describe('a batch', () => {
  it('reports exactly the records that failed', async () => {
    const broken = imageOf({ __edb_e__: 'applicationEvent' });
    const Records: DynamoDBRecord[] = [
      { eventName: 'REMOVE', dynamodb: { SequenceNumber: '11' } },
      { eventName: 'INSERT', dynamodb: { SequenceNumber: '12', NewImage: broken } },
    ];
    const context = { functionName: 'DispatchEvents', awsRequestId: 'test' } as Context;
    expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '12' }] });
    expect(await handler({ Records: Records.slice(1) }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: '12' }],
    });
  });
});
