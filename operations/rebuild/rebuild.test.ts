import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationNumber } from '../../domain/numbering.ts';
import { makeApplication, putApplication } from '../../functions/cases/test-case.ts';
import type { ExecutionInput } from '../../functions/platform/workflow.ts';
import { startTestTable } from '../../functions/records/test-table.ts';
import type { Difference, Image } from './derivation.ts';

const engine = await startTestTable();
const { guards } = await import('./guards.ts');
const { reminders } = await import('./reminders.ts');
const { rebuild } = await import('./rebuild.ts');
const { tablePages } = await import('./pages.ts');
const { lockOperations } = await import('../../functions/cases/commit-case.ts');
const { importPersonList } = await import('../../functions/department/import-list.ts');
const { qualificationList } = await import('../../functions/department/import-qualifications.ts');
const { registrationList } = await import('../../functions/department/import-registrations.ts');
const { dispatchRecord } = await import('../../functions/dispatch/dispatch.ts');
const { projectRecord } = await import('../../functions/projection/project.ts');
const { passNumber } = await import('../../functions/records/counters.ts');
const {
  ApplicationEventEntity,
  GuardEntity,
  ObjectionEntity,
  PractitionerEntity,
  RegistrationEntity,
  table,
  TermEntity,
  WorkItemEntity,
} = await import('../../functions/records/entities.ts');
const { registrationReminders } = await import('../../functions/records/reminders.ts');
const { openStep } = await import('../../functions/workflow/open-step.ts');

const tableName = 'test-table';
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const pages = tablePages(tableName, 7);
afterAll(async () => {
  pages.close();
  documents.destroy();
  await engine.stop();
});

const now = new Date('2026-03-02T02:00:00.000Z');
const personIdOf = (text: string) => Promise.resolve(createHash('sha256').update(text).digest('hex').slice(0, 40));
const numbered = (count: number) => applicationNumber('constructor-2', '2026-03-02', count);
const reviewed = makeApplication({ state: 'under-review', number: numbered(7) });
const asked = makeApplication({ state: 'awaiting-employer', number: numbered(3) });
const ended = makeApplication({ state: 'withdrawn', number: numbered(5) });
const applications = [reviewed, asked, ended];

/** Everything in the table, by key, but how often a tally has moved. */
async function everything(): Promise<Map<string, Image>> {
  const { Items = [] } = await documents.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
  const images = Items.map(({ turn, ...item }: Image) => (item['__edb_e__'] === 'tally' ? item : { turn, ...item }));
  return new Map(images.map((item: Image) => [`${String(item['pk'])} ${String(item['sk'])}`, item]));
}

async function itemsOf(...entities: readonly string[]): Promise<Image[]> {
  return [...(await everything()).values()].filter((item) => entities.includes(String(item['__edb_e__'])));
}

async function put(item: Image): Promise<void> {
  await documents.send(new PutCommand({ TableName: tableName, Item: { ...item } }));
}

async function remove({ pk, sk }: Image): Promise<void> {
  await documents.send(new DeleteCommand({ TableName: tableName, Key: { pk, sk } }));
}

const unreached = () => Promise.reject(new Error('not in this test'));

/** Writes the sources as commands and imports write them, and lets the workflow and the followers of the stream do the rest. */
beforeAll(async () => {
  for (const item of applications) {
    await putApplication(item);
    const isOpen = item !== ended;
    const takes = isOpen ? ['constructor-2'] : [];
    const engages = isOpen
      ? { lock: 'constructor-2', employerCreditCode: item.employerCreditCode ?? '', others: new Map() }
      : null;
    await table.transaction
      .write((entities) => [
        ...lockOperations(
          entities,
          { takes, releases: [], engages: null },
          { personId: item.personId, id: item.applicationId },
        ),
        entities.guard
          .create({ kind: 'application-number', value: item.number ?? '', holder: item.applicationId })
          .commit(),
      ])
      .go();
    if (engages === null) continue;
    await table.transaction
      .write((entities) =>
        lockOperations(
          entities,
          { takes: [], releases: [], engages },
          { personId: item.personId, id: item.applicationId },
        ),
      )
      .go();
  }
  await passNumber('application-constructor-2-2026', 7);
  const row = {
    姓名: '张明远',
    证件号码: '320106198803150016',
    职业: '二级注册建造师',
    专业: '建筑工程',
    资格证号: 'YSZS20210001',
  };
  const [qualified, registered] = [
    { line: 2, cells: { ...row, 取得日期: '2021-06-30', 取得省份: '江苏省' } },
    {
      line: 2,
      cells: {
        ...{
          ...row,
          注册编号: '苏2322021202600009',
          聘用企业: '演示建设有限公司',
          统一社会信用代码: '91320508000010014J',
        },
        ...{ 有效期起: '2026-01-01', 有效期止: '2028-12-31', 注册范围: '' },
      },
    },
  ];
  const circumstances = { personIdOf, now, importerId: null };
  expect(await importPersonList([qualified], qualificationList, circumstances)).toMatchObject({
    value: { imported: 1 },
  });
  expect(await importPersonList([registered], registrationList, circumstances)).toMatchObject({
    value: { imported: 1 },
  });
  await PractitionerEntity.put({ personId: reviewed.personId, mobile: '13900000001', version: 1 }).go();
  for (const { applicationId, state } of [reviewed, asked]) {
    await openStep({ applicationId, expected: state, token: 'first', timeoutSeconds: 1500 }, now);
  }
  await ObjectionEntity.put({
    ...{ objectionId: 'a'.repeat(64), applicationId: ended.applicationId, year: 2026, batch: 1, number: numbered(5) },
    ...{ profession: 'constructor-2', matter: 'initial', applicantName: '张演示', evidence: 'evidence-x', version: 1 },
    ...{ reason: '不属实', contactName: '反映人', contactMobile: '13900000009', state: 'open' },
    ...{ filedAt: now.toISOString(), dueAt: '2026-03-09T16:00:00.000Z' },
  }).go();
  for (const item of (await everything()).values()) {
    const record = { eventName: 'INSERT', dynamodb: { NewImage: marshall(item, { removeUndefinedValues: true }) } };
    await projectRecord(record);
    await dispatchRecord(record, {
      ...{ startExecution: unreached, startJob: unreached, resumeExecution: unreached, queueMail: unreached },
      ...{ announce: unreached, removeObject: unreached },
    });
  }
});

interface Run {
  readonly check?: boolean;
  readonly from?: Image | null;
  readonly running?: readonly string[];
  readonly breaksAfter?: number;
}

/** Runs the rebuild on pages of seven items; executions that it starts open their step at once, as the state machine has it done. */
async function run({ check = false, from = null, running, breaksAfter = Infinity }: Run = {}) {
  const differences: Difference[] = [];
  const started: string[] = [];
  let [place, read] = [from, 0];
  const start = async (name: string, { applicationId, step }: ExecutionInput) => {
    started.push(name);
    await openStep({ applicationId, expected: step.state, token: 'second' }, now);
  };
  const numbers = running ?? [reviewed, asked].map(({ number = '' }) => number);
  const done = rebuild(
    {
      ...pages,
      readPage: async (next) => {
        read += 1;
        if (read > breaksAfter) throw new Error('the line broke');
        return await pages.readPage(next);
      },
      executions: { running: new Set(numbers), start },
      report: (difference) => differences.push(difference),
      keepPlace: (next) => {
        place = next;
      },
    },
    { check, from, now, settleMilliseconds: 0 },
  );
  const total = await done.catch((error: unknown) => error);
  return { total, started, place, found: differences.map(({ kind, about }) => `${kind}: ${about}`) };
}

const derived = ['term', 'tally', 'guard', 'registeredName', 'employerEnding', 'counter', 'reminder'] as const;

describe('a table as the product has written it', () => {
  it('has all that is derived, and nothing else', async () => {
    expect((await run({ check: true })).found).toEqual([]);
    for (const entity of [...derived, 'workItem']) expect(await itemsOf(entity), entity).not.toEqual([]);
  });

  it('is left as it is by a rebuild', async () => {
    const before = await everything();
    expect(await run()).toMatchObject({ total: { differences: 0, mended: 0 }, started: [] });
    expect(await everything()).toEqual(before);
  });
});

describe('after damage', () => {
  it.each(derived)('every %s that was lost is made again as it was', async (entity) => {
    const before = await everything();
    for (const item of await itemsOf(entity)) await remove(item);
    expect((await run()).found).not.toEqual([]);
    expect(await everything()).toEqual(before);
    expect((await run({ check: true })).found).toEqual([]);
  });

  it('what was altered is made what it was, and what nothing asks for goes', async () => {
    const before = await everything();
    const [term] = await itemsOf('term');
    const [tally] = await itemsOf('tally');
    const guard = (await itemsOf('guard')).find(({ employerCreditCode }) => employerCreditCode !== undefined);
    const [name] = await itemsOf('registeredName');
    await put({ ...term, owner: 'somebody', version: 99 });
    await TermEntity.put({ ...TermEntity.parse({ Item: term ?? {} }).data!, id: 'nobody' }).go();
    await put({ ...tally, count: 41 });
    await put({ ...guard, employerCreditCode: '91320100000010024X' });
    await GuardEntity.put({ kind: 'open-application', value: 'somebody/else', holder: 'nobody' }).go();
    await put({ ...name, personId: 'somebody' });
    const { found } = await run({ check: true });
    expect(found.toSorted()).toEqual([
      expect.stringMatching(/^altered: guard open-application of /u),
      expect.stringMatching(/^altered: name of /u),
      expect.stringMatching(/^altered: tally .*: 41, should be 1$/u),
      expect.stringMatching(/^altered: term /u),
      expect.stringMatching(/^stray: guard open-application of /u),
      // Nobody has the entry that the row leads to.
      expect.stringMatching(/^stray: name of /u),
      expect.stringMatching(/^stray: term .* of nobody$/u),
    ]);
    expect(found.join()).not.toMatch(/张|13900000001|320106/u);
    await run();
    expect(await everything()).toEqual(before);
  });

  it('a guard that a command has written since it was read stays as the command left it', async () => {
    const { applicationId, version } = reviewed;
    const [head] = (await itemsOf('application')).filter((item) => item['applicationId'] === applicationId);
    const image = (await itemsOf('guard')).find(
      (item) => item['holder'] === applicationId && 'employerCreditCode' in item,
    );
    const stored = GuardEntity.parse({ Item: image ?? {} }).data!;
    const mend = async (meanwhile: () => Promise<unknown>) => {
      await put({ ...image, employerCreditCode: '91320100000010024X' });
      const [difference] = (await guards['application']?.(head ?? {})) ?? [];
      expect(difference).toMatchObject({ kind: 'altered' });
      await meanwhile();
      const mended = await difference?.mend?.();
      return [mended, (await GuardEntity.get(stored).go({ consistent: true })).data?.employerCreditCode];
    };
    const engage = async (employerCreditCode: string) =>
      await GuardEntity.patch(stored).set({ employerCreditCode }).go();
    const moveOn = async (to: number) =>
      await table.entities.application.patch({ applicationId }).set({ version: to }).go();
    expect(await mend(async () => await engage('of a command'))).toEqual([false, 'of a command']);
    expect(await mend(async () => await moveOn(version + 1))).toEqual([false, '91320100000010024X']);
    await put(head ?? {});
    expect(await mend(() => Promise.resolve())).toEqual([true, stored.employerCreditCode]);
  });

  it('a reminder is missed of one last day while that of another has come due and is not sent', async () => {
    const [entry] = await itemsOf('registration');
    const {
      terms: [term],
      ...rest
    } = RegistrationEntity.parse({ Item: entry ?? {} }).data!;
    const [first, second] = ['2026-05-31', '2026-11-30'].map((validUntil) => ({ ...term!, validUntil }));
    const image = { ...entry, ...rest, terms: [first, second] };
    const registration = RegistrationEntity.parse({ Item: image }).data!;
    const due = registrationReminders(registration, new Date('2026-03-01T00:00:00.000Z')).filter(
      ({ at }) => new Date(at) <= now,
    );
    expect(due).toMatchObject([{ validUntil: '2026-05-31' }]);
    for (const one of due) await table.entities.reminder.put(one).go();
    const found = (await reminders(now)['registration']?.(image)) ?? [];
    expect(found.map(({ kind, about }) => `${kind}: ${about}`)).toEqual([
      expect.stringMatching(/^missing: reminder .*-2026-11-30/u),
    ]);
    for (const one of due) await table.entities.reminder.delete(one).go();
  });

  it('a run that broke off goes on from its page, and both together have done all', async () => {
    const before = await everything();
    for (const item of await itemsOf('term', 'guard', 'registeredName')) await remove(item);
    const first = await run({ breaksAfter: 2 });
    expect(first).toMatchObject({ total: new Error('the line broke') });
    expect(first.place).not.toBeNull();
    const second = await run({ from: first.place });
    expect(second.place).toBeNull();
    expect(first.found.length).toBeGreaterThan(0);
    expect(await everything()).toEqual(before);
  });

  it('a value that two have a right to is left to a person, and the command fails', async () => {
    const other = makeApplication({ state: 'withdrawn', number: reviewed.number ?? '' });
    await putApplication(other);
    const { found, total } = await run();
    expect(found).toContain(
      `contradictory: guard application-number of ${other.applicationId}, held by ${reviewed.applicationId} too`,
    );
    const { differences, mended } = total as { differences: number; mended: number };
    expect(differences - mended).toBe(1);
    await table.entities.application.delete(other).go();
    await table.entities.caseContent.delete(other).go();
    await run();
    expect((await run({ check: true })).found).toEqual([]);
  });
});

describe('a step that should be open', () => {
  it('and has lost its work item is opened again by an execution of its own, which a second run does not start', async () => {
    const { applicationId, stateVersion } = reviewed;
    const [before] = (await itemsOf('workItem')).filter((item) => item['applicationId'] === applicationId);
    await remove(before ?? {});
    expect((await run({ check: true })).found).toContain(`missing: work item of ${applicationId}`);
    const { started } = await run();
    expect(started).toEqual([`${reviewed.number ?? ''}-rebuild-3-20260302`]);
    const { data } = await WorkItemEntity.get({ applicationId, stateVersion }).go();
    expect(data).toMatchObject({ status: 'open', queue: 'review', owner: before?.['owner'], taskToken: 'second' });
    // The rows of its queue follow from the stream, or from the next run.
    await run();
    expect(await run()).toMatchObject({ total: { differences: 0 }, started: [] });
  });

  it('and has no execution, as in a table that was restored elsewhere, gets one, whose token takes the place of the dead one', async () => {
    const { started } = await run({ running: [reviewed.number ?? ''] });
    expect(started).toEqual([`${asked.number ?? ''}-rebuild-3-20260302`]);
    const { data } = await WorkItemEntity.get({ ...asked }).go();
    expect(data).toMatchObject({ status: 'open', taskToken: 'second' });
  });

  it('of a case that was rejected and has not its notice is an execution that draws it', async () => {
    const rejected = makeApplication({ state: 'rejected', number: numbered(6) });
    const { applicationId, personId, number } = rejected;
    const value = { kind: 'application-number', value: number!, holder: applicationId } as const;
    const { version, profession, matter, submission } = rejected;
    const timeouts = { employer: 1, release: 1, statement: 1, revision: 1, acceptance: 1, correction: 1, publicity: 1 };
    const step = { state: 'rejected' as const, notices: ['rejection-notice' as const], certificate: false, timeouts };
    const event = {
      applicationId,
      personId,
      version,
      submission,
      profession,
      matter,
      applicantName: '张演示',
    } as const;
    const decided = { action: 'reject', actorParty: 'staff', actorName: '审批员甲', to: 'rejected' } as const;
    await putApplication(rejected);
    await GuardEntity.create(value).go();
    await ApplicationEventEntity.create({ ...event, ...decided, step, at: now.toISOString() }).go();
    const about = `missing: execution for the papers of ${applicationId}`;
    expect((await run({ check: true })).found).toContain(about);
    expect((await run()).started).toEqual([`${number ?? ''}-rebuild-${version}-20260302`]);
    await ApplicationEventEntity.delete({ applicationId, version }).go();
    expect((await run({ check: true })).found).not.toContain(about);
    await GuardEntity.delete(value).go();
    await table.entities.application.delete(rejected).go();
    await table.entities.caseContent.delete(rejected).go();
    await run();
  });

  it('and lies in the wrong queue, or is of a state that has passed, is put right', async () => {
    const { applicationId } = reviewed;
    const [right] = (await itemsOf('workItem')).filter((item) => item['applicationId'] === applicationId);
    await WorkItemEntity.patch({ applicationId, stateVersion: 3 })
      .set({ queue: 'decision', owner: '9', status: 'open', dueAt: String(right?.['dueAt']) })
      .go();
    await WorkItemEntity.put({
      ...(await WorkItemEntity.get({ applicationId, stateVersion: 3 }).go()).data!,
      stateVersion: 2,
    }).go();
    await run();
    expect((await itemsOf('workItem')).filter((item) => item['applicationId'] === applicationId)).toEqual([
      expect.objectContaining({
        stateVersion: 2,
        status: 'closed',
        step: expect.objectContaining({ state: 'under-review' }) as object,
      }),
      right,
    ]);
    // Both had one place in the queue, which went with the passed one.
    await run();
    expect((await run({ check: true })).found).toEqual([]);
  });
});
