import { makeTerms } from '../../domain/test-facts.ts';
import type { Context } from 'aws-lambda';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { queueOf } from '../../domain/lifecycle.ts';
import { type ApplicationState, applicationStates, type Queue, states } from '../../domain/states.ts';
import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { nothingElse } from '../../domain/outcome.ts';
import { addDays, shanghaiDate } from '../../domain/calendar-dates.ts';
import { unprintableCharacters } from '../../domain/printable.ts';
import type { ProtectionChange } from '../../domain/renewal-protection.ts';
import type { ApplicationItem, RegistrationItem } from '../records/entities.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

// Working days last 100 seconds: the 15 of a step 25 minutes, the 3 of its reminder 5.
const engine = await startTestTable();
const { sendDueReminders } = await import('./remind.ts');
const { handler } = await import('./handler.ts');
const { stepReminderRows } = await import('./reminder-messages.ts');
const { table } = await import('../records/entities.ts');
const { loadCase } = await import('../cases/case.ts');
const { registrationReminders } = await import('../records/reminders.ts');
const { registerOperations } = await import('../register/register-operations.ts');
const { entryOf } = await import('../records/register-items.ts');
const { carryOut } = await import('../cases/carry-out.ts');
const { openStep } = await import('../workflow/open-step.ts');

afterAll(async () => await engine.stop());

const begun = new Date('2026-03-02T01:00:00.000Z');
const after = (minutes: number) => new Date(begun.getTime() + minutes * 60_000);

beforeEach(async () => {
  // Every test begins with the schedule in order up to yesterday.
  await progressTo(addDays(shanghaiDate(begun), -1));
});

async function progressTo(finishedDay: string): Promise<void> {
  await table.entities.reminderProgress.put({ name: 'reminders', finishedDay }).go();
}

async function finishedDay(): Promise<string | undefined> {
  return (await table.entities.reminderProgress.get({ name: 'reminders' }).go()).data?.finishedDay;
}

async function givenOpen(overrides: Partial<ApplicationItem>): Promise<ApplicationItem> {
  // A company of its own, so that its inbox is.
  const item = makeApplication({ employerCreditCode: crypto.randomUUID(), ...overrides });
  await putApplication(item);
  const { applicationId, state } = item;
  await openStep({ applicationId, expected: state, token: 'token', timeoutSeconds: 1500 }, begun);
  return item;
}

async function inbox(owner: string | undefined) {
  return (await table.entities.message.query.inbox({ inbox: owner ?? '' }).go()).data;
}

async function titles(owner: string | undefined): Promise<string[]> {
  return (await inbox(owner)).map(({ title }) => title);
}

async function remindersOf(day: string): Promise<string[]> {
  return (await table.entities.reminder.query.day({ day }).go()).data.map(({ reminderId }) => reminderId);
}

const correction = (addressee: 'practitioner' | 'employer') => ({
  addressee,
  from: 'awaiting-acceptance' as const,
  items: [{ field: null, subject: '劳动合同', problem: '不清晰', answer: null }],
  laterReason: null,
});

function account(creditCode: string) {
  return { creditCode, name: '江苏演示建设有限公司', representative: '李演示', qualifications: [], version: 1 };
}

describe('an employer without an account', () => {
  it('is told of three days after it was asked, with how it gets one; nobody is told of one that has it', async () => {
    const unknown = await givenOpen({ state: 'awaiting-employer' });
    const known = await givenOpen({ state: 'awaiting-employer' });
    await table.entities.employer.put(account(known.employerCreditCode ?? '')).go();
    await sendDueReminders(after(4.9));
    expect(await titles(unknown.personId)).toEqual([]);
    await sendDueReminders(after(5.1));
    expect(await titles(unknown.personId)).toEqual(['聘用企业尚未开通账号']);
    expect((await inbox(unknown.personId))[0]?.text).toContain('注册法人账号');
    expect(await titles(known.personId)).toEqual([]);
  });
});

describe('the reminder of a step', () => {
  it('goes to whoever must act and to the practitioner who waits for it, three working days before the end', async () => {
    const { applicationId, number, personId, employerCreditCode } = await givenOpen({ state: 'awaiting-employer' });
    await table.entities.employer.put(account(employerCreditCode ?? '')).go();
    await sendDueReminders(after(19.9));
    expect(await titles(personId)).toEqual([]);
    await sendDueReminders(after(20.1));
    expect(await inbox(personId)).toMatchObject([
      { title: '企业尚未确认，申请即将逾期', applicationId, at: after(20).toISOString(), read: false },
    ]);
    const [message] = await inbox(employerCreditCode);
    expect(message).toMatchObject({ title: '注册申请即将逾期，请尽快确认', applicationId });
    expect(message?.text).toContain(
      `二级注册建造师初始注册申请（受理编号：${number!}）等待贵单位确认，2026年3月2日到期`,
    );
  });

  it.each([
    ['returned', 'practitioner', '退回的申请即将逾期，请尽快修改', undefined],
    ['awaiting-correction', 'practitioner', '补正即将逾期，请尽快办理', undefined],
    ['awaiting-correction', 'employer', '企业尚未补正，申请即将逾期', '补正即将逾期，请尽快办理'],
  ] as const)('of %s on the %s’s turn', async (state, addressee, person, company) => {
    const item = await givenOpen({ state, correction: correction(addressee) });
    await sendDueReminders(after(21));
    expect(await titles(item.personId)).toEqual([person]);
    expect(await titles(item.employerCreditCode)).toEqual(company === undefined ? [] : [company]);
  });

  it('is written for steps that expire only, and only with the work item', async () => {
    const item = await givenOpen({ state: 'in-publicity' });
    await givenOpen({ state: 'awaiting-acceptance' });
    const again = await givenOpen({ state: 'returned' });
    const { applicationId, state } = again;
    await openStep({ applicationId, expected: state, token: 'another', timeoutSeconds: 1500 }, after(1));
    const written = (await remindersOf(shanghaiDate(begun))).filter((id) => !id.includes(item.applicationId));
    expect(written.filter((id) => id.includes(applicationId))).toEqual([`step-${applicationId}-3`]);
    await sendDueReminders(after(24));
    expect(await titles(item.personId)).toEqual([]);
  });

  it('is not sent once the step was answered, opened anew or is over', async () => {
    const answered = await givenOpen({ state: 'awaiting-employer' });
    const found = (await loadCase(answered.applicationId))!;
    const by = { actor: 'employer', actorName: '某企业', now: begun, version: null } as const;
    await carryOut({ found, action: 'return', ...by, reason: '请核对', idempotencyKey: null });
    const late = await givenOpen({ state: 'awaiting-employer' });
    await sendDueReminders(after(25));
    expect([...(await titles(answered.personId)), ...(await titles(late.personId))]).toEqual([]);
    expect(await remindersOf(shanghaiDate(begun))).toEqual([]);
  });

  it('of a cancellation that the employer began goes to the employer alone, who has not confirmed it yet', async () => {
    const item = await givenOpen({ state: 'awaiting-employer', matter: 'cancellation', initiator: 'employer' });
    await sendDueReminders(after(21));
    expect(await titles(item.personId)).toEqual([]);
    expect(await titles(item.employerCreditCode)).toEqual(['注销申请即将逾期，请尽快提交']);
  });

  it('goes to the former employer before its silence releases', async () => {
    const former = crypto.randomUUID();
    const asked = { party: 'former-employer', answer: 'asked', reason: null } as const;
    const release = { ...asked, employerName: '原企业', employerCreditCode: former };
    const item = await givenOpen({ state: 'awaiting-release', matter: 'change-employer', release });
    await sendDueReminders(after(12)); // ten days of 100 s, less three
    expect(await titles(former)).toEqual(['变更聘用企业的答复即将逾期']);
    expect([...(await titles(item.personId)), ...(await titles(item.employerCreditCode))]).toEqual([]);
  });

  it('goes to whoever holds the former identity document before its silence lets it go', async () => {
    const formerPersonId = crypto.randomUUID();
    const asked = { party: 'former-identity', answer: 'asked', reason: null } as const;
    const release = { ...asked, employerName: '甲公司', employerCreditCode: crypto.randomUUID() };
    const item = await givenOpen({
      state: 'awaiting-release',
      matter: 'change-personal',
      formerPersonId,
      asksFormerIdentity: true,
      release,
    });
    await sendDueReminders(after(12));
    expect(await titles(formerPersonId)).toEqual(['变更证件号码的答复即将逾期']);
    expect([...(await titles(item.personId)), ...(await titles(item.employerCreditCode))]).toEqual([]);
  });

  it('has its words in every state and on every turn of a party that can elapse', () => {
    const ofDepartment: readonly ApplicationState[] = ['awaiting-acceptance', 'in-publicity'];
    const elapsing = applicationStates.filter(
      (state) => states[state].lapses.length > 0 && !ofDepartment.includes(state),
    );
    const facts = lifecycleFacts({
      profession: 'cost-2',
      matter: 'initial',
      initiator: 'practitioner',
      correction: null,
    });
    const turns = (state: ApplicationState): Queue[] =>
      (['practitioner', 'employer'] as const).flatMap((addressee) =>
        (['former-employer', 'former-identity'] as const).flatMap(
          (release) => queueOf(state, { ...facts, release, correctionAddressee: addressee }) ?? [],
        ),
      );
    for (const state of elapsing) {
      for (const turn of turns(state)) {
        const rows = stepReminderRows.filter((row) => row.state === state && row.turn === turn);
        expect(
          rows.map(({ audience }) => audience),
          `${state} ${turn}`,
        ).toContain('actor');
      }
    }
    expect(
      stepReminderRows.filter((row) => !elapsing.includes(row.state) || !turns(row.state).includes(row.turn)),
    ).toEqual([]);
    for (const { title, text } of stepReminderRows) {
      expect(unprintableCharacters(title + text.replaceAll(/\{\w+\}/gu, ''))).toEqual([]);
      expect(text).toMatch(/请.*逾期未.*(申请失效|继续办理|作出决定)。$/u);
    }
  });
});

function makeRegistration(overrides: Partial<RegistrationItem> = {}): RegistrationItem {
  const unique = crypto.randomUUID();
  return {
    personId: unique,
    number: `苏造2026${unique.slice(0, 8)}`,
    profession: 'constructor-2',
    terms: makeTerms('constructor-2', { validFrom: '2026-03-02', validUntil: '2029-03-01', ...overrides }),
    specialties: ['建筑工程'],
    holderName: '张演示',
    employerName: '江苏演示建设有限公司',
    employerCreditCode: `company-${unique}`,
    validFrom: '2026-03-02',
    validUntil: '2029-03-01',
    applicationId: `application-${unique}`,
    verificationCode: 'code',
    version: 1,
    ...overrides,
  };
}

async function register(registration: RegistrationItem, now: Date): Promise<void> {
  await table.transaction
    .write((entities) => [
      entities.registration.put(registration).commit(),
      ...registrationReminders(registration, now).map((reminder) => entities.reminder.put(reminder).commit()),
    ])
    .go();
}

const morning = (day: string) => new Date(`${day}T01:00:30.000Z`); // half a minute past nine in Shanghai

describe('the reminders of a registration', () => {
  it('go to holder and employer 90, 60 and 30 days before the last day', async () => {
    const registration = makeRegistration();
    const { personId, number, employerCreditCode } = registration;
    await register(registration, morning('2028-09-30'));
    for (const [day, count] of [
      ['2028-11-30', 0],
      ['2028-12-01', 1],
      ['2028-12-31', 2],
      ['2029-01-29', 2],
      ['2029-01-30', 3],
      ['2029-02-28', 3],
    ] as const) {
      await progressTo(addDays(day, -2));
      await sendDueReminders(morning(day));
      expect(await titles(personId), day).toHaveLength(count);
      expect(await titles(employerCreditCode), day).toHaveLength(count);
    }
    const [first] = await inbox(personId);
    expect(first).toMatchObject({
      title: '注册即将到期，请办理延续注册',
      text: `您的二级注册建造师注册（注册编号：${number}）有效期至2029年3月1日，剩余不超过90天。请在2029年1月30日前（含当日）申请延续注册：届满时尚未作出决定的，注册在决定作出前继续有效；此后申请的，注册自届满次日起失效，直至准予延续。`,
      registrationNumber: number,
    });
    expect(first).not.toHaveProperty('applicationId');
  });

  it('say on the day after the last one whether it has ended, or lasts until its renewal in time is decided', async () => {
    const write = async (of: RegistrationItem, protection: ProtectionChange) => {
      const changes = { ...nothingElse.register, protection };
      const written = await table.transaction
        .write((entities) => registerOperations(entities, changes, of.personId, begun.toISOString()))
        .go();
      return written.canceled;
    };
    const [kept, over, lapsed] = [makeRegistration(), makeRegistration(), makeRegistration()];
    for (const each of [kept, over, lapsed]) await register(each, morning('2029-02-20'));
    for (const each of [kept, lapsed]) {
      const begins = {
        kind: 'begins',
        entry: entryOf(each),
        applicationId: 'renewal-1',
        specialties: ['建筑工程'],
      } as const;
      expect(await write(each, begins)).toBe(false);
      // Of two that have read the same entry one is lost.
      expect(await write(each, { ...begins, applicationId: 'renewal-2' })).toBe(true);
    }
    const ends = { kind: 'ends', personId: lapsed.personId, number: lapsed.number, lapsedOn: null } as const;
    expect(await write(lapsed, { ...ends, applicationId: 'renewal-2' })).toBe(true);
    expect(await write(lapsed, { ...ends, applicationId: 'renewal-1' })).toBe(false);
    const { data } = await table.entities.registration.get(kept).go();
    expect(data).toMatchObject({
      protectedBy: 'renewal-1',
      protectedSpecialties: ['建筑工程'],
      version: kept.version + 1,
    });
    await progressTo('2029-02-28');
    await sendDueReminders(morning('2029-03-02'));
    const renewing = '注册有效期已届满，延续申请审查中，注册继续有效';
    expect(await titles(kept.personId)).toEqual([renewing]);
    expect(await titles(kept.employerCreditCode)).toEqual([renewing]);
    expect(await titles(over.personId)).toEqual(['注册已到期失效']);
    expect(await titles(lapsed.employerCreditCode)).toEqual(['注册已到期失效']);
  });

  it('tell the holder alone 180 days before the last day which hours of continuing education are missing', async () => {
    const registration = makeRegistration();
    const { personId, number, employerCreditCode } = registration;
    await register(registration, begun);
    await table.entities.educationRecord
      .put({
        ...{ personId, profession: 'constructor-2', number: 'XS20270001', kind: 'compulsory' as const, version: 1 },
        ...{ hours: 60, completedOn: '2027-05-05', provider: '演示培训中心' },
      })
      .go();
    await progressTo('2028-08-31');
    await sendDueReminders(morning('2028-09-01'));
    expect(await inbox(personId)).toEqual([]);
    await sendDueReminders(morning('2028-09-02'));
    const [message, ...others] = await inbox(personId);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ title: '继续教育学时不足，请在延续注册前补足', registrationNumber: number });
    expect(message?.text).toContain('还缺选修课60学时');
    expect(await inbox(employerCreditCode)).toEqual([]);
  });

  it('tell of each specialty by its own last day: which hours its renewal lacks, and the day after that it has ended alone', async () => {
    const terms = [
      ...makeTerms('constructor-2', { validFrom: '2026-03-02', validUntil: '2029-03-01' }),
      ...makeTerms('constructor-2', { specialties: ['机电工程'], validFrom: '2026-03-02', validUntil: '2030-03-01' }),
    ];
    const registration = makeRegistration({
      terms,
      specialties: ['建筑工程', '机电工程'],
      validUntil: '2030-03-01',
    });
    const { personId, employerCreditCode } = registration;
    await register(registration, begun);
    await progressTo('2028-09-01');
    await sendDueReminders(morning('2028-09-02'));
    const [hours] = await inbox(personId);
    expect(hours?.text).toContain('中的建筑工程专业有效期至2029年3月1日');
    expect(hours?.text).toContain('还缺必修课60学时、选修课60学时');
    // What follows one that was sent comes in its turn: run by run, as the schedule does it.
    for (const day of ['2028-12-01', '2028-12-31', '2029-01-30']) {
      await progressTo(addDays(day, -1));
      await sendDueReminders(morning(day));
    }
    await progressTo('2029-03-01');
    await sendDueReminders(morning('2029-03-02'));
    const over = (await inbox(personId)).find(({ title }) => title === '注册专业已到期失效');
    expect(over?.text).toContain('中的建筑工程专业有效期已于2029年3月1日届满');
    const renew = '注册即将到期，请办理延续注册';
    expect(await titles(employerCreditCode)).toEqual([renew, renew, renew, '注册专业已到期失效']);
  });

  it('say nothing of hours that are there', async () => {
    const registration = makeRegistration();
    const { personId } = registration;
    await register(registration, begun);
    for (const kind of ['compulsory', 'elective'] as const) {
      const course = { personId, profession: 'constructor-2', number: 'XS20270001', kind, version: 1 } as const;
      await table.entities.educationRecord
        .put({ ...course, hours: 60, completedOn: '2027-05-05', provider: '某' })
        .go();
    }
    await progressTo('2028-09-01');
    await sendDueReminders(morning('2028-09-02'));
    expect(await inbox(personId)).toEqual([]);
  });

  it('are written by the approval that registers', async () => {
    const item = makeApplication({ state: 'in-publicity' });
    await putApplication(item);
    await table.entities.guard
      .put({ kind: 'open-application', value: `${item.personId}/${item.profession}`, holder: item.applicationId })
      .go();
    const found = (await loadCase(item.applicationId))!;
    const by = { actor: 'system', actorName: '系统', now: begun, version: null } as const;
    await carryOut({ found, action: 'conclude-publicity', ...by, reason: null, idempotencyKey: null });
    const [registration] = (await table.entities.registration.query.person({ personId: item.personId }).go()).data;
    const { number, validUntil } = registration!;
    expect(await remindersOf(addDays(validUntil, -180))).toContain(`education-${number}-${validUntil}`);
    // Each puts the next when its time has come.
    for (const days of [180, 90, 60, 30]) {
      await progressTo(addDays(validUntil, -days - 1));
      await sendDueReminders(morning(addDays(validUntil, -days)));
      const next = { 180: 90, 90: 60, 60: 30, 30: -1 }[days] ?? 0;
      expect(await remindersOf(addDays(validUntil, -next))).toContain(`registration-${number}-${validUntil}-${next}`);
    }
  });

  it('are written anew when it is renewed or its holder has another identity document, and not when it changes otherwise', async () => {
    const before = makeRegistration({ validUntil: '2027-05-31' });
    const amend = async (change: Partial<RegistrationItem>) => {
      const number = `苏造2026${crypto.randomUUID()}`;
      const terms = makeTerms('constructor-2', { validUntil: before.validUntil, ...change });
      const held = { ...before, ...change, terms, number };
      const { validUntil, personId } = before;
      const amends = [{ before: { ...held, validUntil, personId, terms: before.terms }, after: held }];
      await table.entities.registration.put(amends[0]!.before).go();
      const changes = {
        ...nothingElse.register,
        amends: amends.map(({ before: was, after: is }) => ({ before: entryOf(was), after: entryOf(is) })),
      };
      const { canceled } = await table.transaction
        .write((entities) => registerOperations(entities, changes, 'person-1', '2027-01-31T01:00:00.000Z'))
        .go();
      expect(canceled).toBe(false);
      const days = ['2029-12-02', '2027-03-02'];
      const all = await Promise.all(
        days.map(async (day) => (await table.entities.reminder.query.day({ day }).go()).data),
      );
      return all.flat().filter(({ number }) => number === held.number);
    };
    expect(await amend({ validUntil: '2030-05-31' })).toMatchObject([{ validUntil: '2030-05-31', kind: 'education' }]);
    expect(await amend({ personId: 'another' })).toMatchObject([{ personId: 'another', days: 90 }]);
    expect(await amend({ employerName: '另一企业' })).toEqual([]);
  });

  it('are not sent of a registration that was cancelled', async () => {
    const registration = makeRegistration({ validUntil: '2027-08-31' });
    await register(registration, morning('2027-05-31'));
    await table.entities.registration.patch(registration).set({ cancelledOn: '2026-04-01' }).go();
    await progressTo('2027-06-01');
    await sendDueReminders(morning('2027-06-02'));
    expect(await titles(registration.personId)).toEqual([]);
  });

  it('are not sent of a registration that was prolonged, is gone, or has expired', async () => {
    const prolonged = makeRegistration({ validUntil: '2027-05-31' });
    const gone = makeRegistration({ validUntil: '2027-05-31' });
    await register(prolonged, morning('2027-02-28'));
    await register(gone, morning('2027-02-28'));
    await table.entities.registration
      .patch(prolonged)
      .set({ validUntil: '2030-05-31', terms: makeTerms('constructor-2', { validUntil: '2030-05-31' }) })
      .go();
    await table.entities.registration.delete(gone).go();
    await progressTo('2027-03-01');
    await sendDueReminders(morning('2027-03-02'));
    await sendDueReminders(morning('2027-06-01'));
    expect([...(await titles(prolonged.personId)), ...(await titles(gone.personId))]).toEqual([]);
    expect(await remindersOf('2027-03-02')).toEqual([]);
  });

  it('name the specialties that end on the day where others last longer', async () => {
    const registration = makeRegistration({ validUntil: '2029-03-01' });
    const terms = [
      ...makeTerms('constructor-2', { specialties: ['建筑工程'], validUntil: '2027-08-31' }),
      ...makeTerms('constructor-2', { specialties: ['机电工程'], validUntil: '2029-03-01' }),
    ];
    await register({ ...registration, terms, specialties: ['建筑工程', '机电工程'] }, morning('2027-05-31'));
    await progressTo('2027-06-01');
    await sendDueReminders(morning('2027-06-02'));
    const { data } = await table.entities.message.query.inbox({ inbox: registration.personId }).go();
    expect(data.map(({ text }) => text)).toEqual([expect.stringContaining('中的建筑工程专业有效期至2027年8月31日')]);
  });

  it('go to the present employer', async () => {
    const registration = makeRegistration({ validUntil: '2027-05-31' });
    await register(registration, morning('2027-02-28'));
    await table.entities.registration
      .patch(registration)
      .set({ employerCreditCode: `next-${registration.employerCreditCode}`, employerName: '另一企业' })
      .go();
    await progressTo('2027-03-01');
    await sendDueReminders(morning('2027-03-02'));
    expect(await titles(registration.employerCreditCode)).toEqual([]);
    expect(await titles(`next-${registration.employerCreditCode}`)).toHaveLength(1);
  });
});

describe('a run', () => {
  it('makes up for days on which the schedule was off, with the latest reminder only', async () => {
    const registration = makeRegistration({ validUntil: '2027-05-31' });
    const other = makeRegistration({ validUntil: '2027-06-20' });
    await register(registration, morning('2027-02-20'));
    await register(other, morning('2027-02-20'));
    await progressTo('2027-02-20');
    await sendDueReminders(morning('2027-04-05')); // past the 90 days of both, and the 60 of the first
    expect(await inbox(registration.personId)).toMatchObject([{ text: expect.stringContaining('60天') as unknown }]);
    expect(await inbox(other.personId)).toMatchObject([{ text: expect.stringContaining('90天') as unknown }]);
    expect(await finishedDay()).toBe('2027-04-04');
  });

  it('does nothing twice, however often and from wherever it is repeated', async () => {
    const { personId } = await givenOpen({ state: 'returned' });
    const [reminder] = (await table.entities.reminder.query.day({ day: shanghaiDate(begun) }).go()).data;
    await Promise.all([sendDueReminders(after(21)), sendDueReminders(after(21))]);
    const [message] = await inbox(personId);
    await table.entities.message.patch({ inbox: personId, messageId: message!.messageId }).set({ read: true }).go();
    // As after a crash between the message and the deletion.
    await table.entities.reminder.put(reminder!).go();
    await sendDueReminders(after(22));
    expect(await inbox(personId)).toMatchObject([{ read: true }]);
  });

  it('finishes a day an hour after its end, when no transaction can add to it any more', async () => {
    await sendDueReminders(new Date('2026-03-02T16:59:00.000Z')); // 00:59 in Shanghai
    expect(await finishedDay()).toBe('2026-03-01');
    await sendDueReminders(new Date('2026-03-02T17:01:00.000Z'));
    expect(await finishedDay()).toBe('2026-03-02');
  });

  it('after the clock was set forward and back sends what is due, and its progress never passes the present', async () => {
    await sendDueReminders(new Date('2027-03-02T01:00:00.000Z'));
    expect(await finishedDay()).toBe('2027-03-01');
    const { personId } = await givenOpen({ state: 'returned' });
    await sendDueReminders(after(21));
    expect(await titles(personId)).toHaveLength(1);
    expect(await finishedDay()).toBe('2026-03-01');
  });

  it('finds what was written while the clock was set back, once it is right again', async () => {
    const right = new Date('2026-03-20T01:00:00.000Z');
    await sendDueReminders(right);
    expect(await finishedDay()).toBe('2026-03-19');
    const { personId } = await givenOpen({ state: 'returned' }); // opened at what the clock says: 2 March
    await sendDueReminders(after(1));
    expect(await titles(personId)).toEqual([]);
    await sendDueReminders(right);
    // Its time is over by now, so that it is passed over and forgotten, not left for ever.
    expect(await remindersOf(shanghaiDate(begun))).toEqual([]);
    expect(await finishedDay()).toBe('2026-03-19');
  });

  it('finds what a function with a clock that is days behind has written', async () => {
    const { personId } = await givenOpen({ state: 'returned' });
    await progressTo('2026-03-06');
    await sendDueReminders(after(21));
    expect(await titles(personId)).toHaveLength(1);
    const late = { day: '2026-03-02', at: '2026-03-02T01:00:00.000Z', reminderId: 'late', kind: 'step' } as const;
    await table.entities.reminder.put({ ...late, personId, applicationId: 'none', stateVersion: 1 }).go();
    await progressTo('2026-03-07');
    await sendDueReminders(new Date('2026-03-08T04:00:00.000Z'));
    expect(await remindersOf('2026-03-02')).toEqual([]);
  });

  it('sends more than a page, and leaves what is too much to the next run', async () => {
    const day = '2026-08-03';
    const at = '2026-08-03T01:00:00.000Z';
    const ids = Array.from({ length: 620 }, (_, index) => `step-many-${String(index).padStart(4, '0')}`);
    await table.entities.reminder
      .put(
        ids.map((reminderId) => ({
          ...{ day, at, reminderId, kind: 'step' as const, personId: 'nobody', applicationId: reminderId },
          stateVersion: 1,
        })),
      )
      .go();
    await progressTo('2026-08-02');
    expect(await sendDueReminders(morning('2026-08-04'))).toEqual({ settled: 500, failed: 0 });
    expect(await finishedDay()).toBe('2026-08-02');
    expect(await sendDueReminders(morning('2026-08-04'))).toEqual({ settled: 120, failed: 0 });
    expect(await finishedDay()).toBe('2026-08-03');
    expect(await remindersOf(day)).toEqual([]);
  });

  it('goes on after one that fails, fails itself, and keeps that one', async () => {
    const now = new Date();
    const day = addDays(shanghaiDate(now), -3);
    await progressTo(addDays(day, -1));
    const broken = { day, at: `${day}T01:00:00.000Z`, reminderId: 'broken', kind: 'step', personId: 'nobody' } as const;
    const sound = { ...broken, reminderId: 'sound', applicationId: 'none', stateVersion: 1 };
    await table.entities.reminder.put([broken, sound]).go();
    const context = { functionName: 'SendReminders', awsRequestId: 'test' } as Context;
    await expect(handler({}, context)).rejects.toThrow('1 reminders failed');
    expect(await remindersOf(day)).toEqual(['broken']);
    expect(await finishedDay()).toBe(addDays(day, -1));
    await table.entities.reminder.delete(broken).go();
    expect(await handler({}, context)).toMatchObject({ failed: 0 });
  });
});
