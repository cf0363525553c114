import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { ApplicationItem, WorkItemItem } from '../records/entities.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { quotas } from '../../domain/quotas.ts';
import type { StaffRole } from '../../domain/staff-access.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { assign, claim, releaseClaim } = await import('./claims.ts');
const { claimNext } = await import('./next-case.ts');
const { accept, refuseAcceptance } = await import('./decisions.ts');
const { addNote, holdCase, resumeCase, showIdentityNumber } = await import('./case-desk.ts');
const { caseView, noAdvice } = await import('../cases/views.ts');
const { carryOutOn } = await import('../cases/carry-out.ts');
const { submitCommand } = await import('../cases/test-commands.ts');
const { viewCase } = await import('./case-view.ts');
const { queueOwner, workItemView } = await import('../cases/queues.ts');
const { queueItems } = await import('./read-queue.ts');
const { projectRecord } = await import('../projection/project.ts');
const { causesOf, documentIdOf, pendingNotices } = await import('../cases/document-cause.ts');
const { loadCase } = await import('../cases/case.ts');
const { openStep } = await import('../workflow/open-step.ts');
const { table, WorkItemEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

function officer(number: number, roles: readonly StaffRole[] = ['acceptance']): StaffCaller {
  return { party: 'staff', staffId: `staff-${number}`, personId: null, name: `受理员${number}号`, roles };
}
const [one, two] = [officer(1), officer(2)];
const head = officer(90, ['decision']);

async function given(
  overrides: Partial<WorkItemItem> = {},
  of: Partial<ApplicationItem> = {},
): Promise<ApplicationItem> {
  const item = makeApplication({ state: 'awaiting-acceptance', ...of });
  const { applicationId, stateVersion, state, profession, matter, number = '' } = item;
  await putApplication(item);
  await table.entities.workItem
    .create({
      ...{ applicationId, stateVersion, state, profession, matter, number, status: 'open', queue: 'acceptance' },
      owner: queueOwner('acceptance', item),
      applicantName: '张演示',
      employerName: '江苏演示建设有限公司',
      openedAt: '2026-03-02T00:00:00.000Z',
      dueAt: '2026-03-09T00:00:00.000Z',
      taskToken: 'token',
      ...overrides,
    })
    .go();
  await projected(item);
  return item;
}

/** What the stream makes of a work item. */
async function projected({ applicationId, stateVersion }: Pick<WorkItemItem, 'applicationId' | 'stateVersion'>) {
  const { data } = await WorkItemEntity.get({ applicationId, stateVersion }).go({ data: 'raw' });
  const NewImage = marshall((data as unknown as { Item: Record<string, unknown> }).Item);
  await projectRecord({ eventName: 'INSERT', dynamodb: { NewImage } });
}

beforeEach(async () => {
  for (const queue of ['acceptance', 'review', 'decision'] as const) {
    const items = await openIn(queue);
    if (items.length > 0) await WorkItemEntity.delete(items).go();
  }
});

async function openIn(queue: 'acceptance' | 'review' | 'decision') {
  const page = await queueItems({ caller: head, queue, filter: {}, cursor: undefined, now, size: 100 });
  return page.ok ? [...page.value.items] : [];
}

const act = <Body>(caller: StaffCaller, id: string, body: Body, at = now) => ({
  ...{ caller, id, body, now: at, idempotencyKey: null },
});
const next = (caller: StaffCaller, at = now, wanted: object = {}) =>
  claimNext({ caller, body: { queue: 'acceptance', ...wanted }, now: at, idempotencyKey: null });

async function listed(queue: 'acceptance' | 'review', at: Date) {
  return (await openIn(queue)).map((item) => workItemView(item, at));
}

async function versionOf(id: string): Promise<number> {
  return (await loadCase(id))!.item.version;
}

describe('a case that somebody has taken', () => {
  it('says so in the list, on its page and in the own list alike, until the lease is over', async () => {
    const { applicationId } = await given();
    expect(await claim(act(one, applicationId, { reason: null }))).toMatchObject({ ok: true });
    const shown = { staffId: one.staffId, name: one.name, until: later(30).toISOString() };
    for (const [at, expected] of [
      [later(29), shown],
      [later(30), null],
    ] as const) {
      expect(await listed('acceptance', at)).toMatchObject([{ applicationId, claim: expected }]);
      expect(await viewCase(applicationId, two, at)).toMatchObject({ value: { claim: expected } });
      const { data } = await WorkItemEntity.query
        .mine({ claimedBy: one.staffId })
        .gt({ claimedUntil: at.toISOString() })
        .go();
      expect(data.length).toBe(expected === null ? 0 : 1);
    }
  });

  it('is handled by nobody else, and by its officer; handling it ends the claim and counts for the officer', async () => {
    const { applicationId, stateVersion } = await given();
    await claim(act(one, applicationId, { reason: null }));
    const body = { version: await versionOf(applicationId) };
    expect(await accept(act(two, applicationId, body))).toMatchObject({ refusal: { code: 'claimed' } });
    expect(await versionOf(applicationId)).toBe(body.version);
    expect(await accept(act(one, applicationId, body, later(5)))).toMatchObject({ ok: true });
    const { data } = await table.entities.workItem.get({ applicationId, stateVersion }).go({ consistent: true });
    expect(data).toMatchObject({ status: 'closed', handledBy: one.staffId });
    expect(data?.claimedBy).toBeUndefined();
    const { data: counted } = await table.entities.officerDay.get({ day: '2026-03-02', staffId: one.staffId }).go();
    expect(counted?.handled).toBe(1);
  });

  it('that nobody has may be acted on at once, and one whose lease is over by anybody', async () => {
    const [free, lapsed] = [await given(), await given()];
    expect(await accept(act(two, free.applicationId, { version: free.version }))).toMatchObject({ ok: true });
    await claim(act(one, lapsed.applicationId, { reason: null }));
    const refusal = { version: lapsed.version, reason: '不属于本机关职权范围。', falseMaterial: false };
    expect(await refuseAcceptance(act(two, lapsed.applicationId, refusal, later(31)))).toMatchObject({ ok: true });
  });

  it('is refused to the officer who decided a moment before it was taken', async () => {
    const { applicationId, version } = await given();
    const [accepted, taken] = await Promise.all([
      accept(act(two, applicationId, { version })),
      claim(act(one, applicationId, { reason: null })),
    ]);
    // Either it was taken first, then it is not accepted; or it was accepted first, then there is nothing to take.
    expect(accepted.ok).toBe(!taken.ok);
  });

  it('is taken over with a reason, given back, and given to somebody by the head, and staff read it in the history', async () => {
    const { applicationId } = await given();
    await claim(act(one, applicationId, { reason: null }));
    expect(await claim(act(two, applicationId, { reason: null }))).toMatchObject({ refusal: { code: 'claimed' } });
    expect(await claim(act(two, applicationId, { reason: '急件。' }, later(1)))).toMatchObject({ ok: true });
    const body = { staffId: one.staffId, reason: '熟悉该企业。' };
    expect(await assign(act(head, applicationId, body, later(2)))).toMatchObject({
      value: { claim: { staffId: one.staffId } },
    });
    expect(await releaseClaim(act(two, applicationId, undefined, later(3)))).toMatchObject({ ok: false });
    expect(await releaseClaim(act(one, applicationId, undefined, later(3)))).toMatchObject({ value: { claim: null } });
    const { notes } = (await loadCase(applicationId))!;
    expect(notes.map(({ kind, staffId }) => [kind, staffId])).toEqual([
      ['taken-over', two.staffId],
      ['assigned', head.staffId],
    ]);
  });

  it('goes to no officer of another queue, and to nobody whom it is about', async () => {
    const personId = randomUUID();
    const { applicationId } = await given({}, { personId });
    const reviewer = { ...officer(40, ['review']), name: '审核员' };
    const applicant = { ...officer(41), personId };
    for (const caller of [reviewer, applicant]) {
      const elsewhere = await given();
      await claim(act(caller, elsewhere.applicationId, { reason: null }));
      const result = await assign(act(head, applicationId, { staffId: caller.staffId, reason: '急件。' }));
      expect(result.ok).toBe(false);
      expect(await claim(act(caller, applicationId, { reason: null }))).toMatchObject({ ok: false });
    }
  });
});

/** A case that waits for its decision, recommended by an officer. */
async function reviewedBy({ staffId: actorId }: StaffCaller, personId: string): Promise<string> {
  const reviewed = makeApplication({ state: 'awaiting-decision', personId });
  const { applicationId, profession, matter } = reviewed;
  await putApplication(reviewed);
  const recommended = { action: 'recommend', actorParty: 'staff', actorName: '甲', actorId } as const;
  const where = { from: 'under-review', to: 'awaiting-decision', submission: 1, applicantName: '张演示' } as const;
  await table.entities.event
    .put({
      ...{ applicationId, personId, profession, matter, version: 3, at: now.toISOString() },
      ...recommended,
      ...where,
    })
    .go();
  await openStep({ applicationId, expected: 'awaiting-decision', token: 'token' }, now);
  return applicationId;
}

it('whom four eyes keep from a step notes something without taking it, and neither holds it nor goes on with it', async () => {
  const both = officer(55, ['review', 'decision']);
  const applicationId = await reviewedBy(both, randomUUID());
  expect(await addNote(act(both, applicationId, { text: '已核对社保。' }))).toMatchObject({ ok: true });
  const { item, openWorkItem } = (await loadCase(applicationId))!;
  expect(openWorkItem?.claimedBy).toBeUndefined();
  const wish = { ground: 'internal', reason: '待研究。', until: '2026-03-12', version: item.version } as const;
  expect(await holdCase(act(both, applicationId, wish))).toMatchObject({ refusal: { code: 'same-person' } });
  expect(await holdCase(act(head, applicationId, wish))).toMatchObject({ ok: true });
  const goOn = { version: item.version };
  expect(await resumeCase(act(both, applicationId, goOn, later(31)))).toMatchObject({
    refusal: { code: 'same-person' },
  });
});

describe('the next case', () => {
  it('is the one that is due soonest of those that nobody has and that match', async () => {
    const items = [];
    for (const day of ['08', '05', '07', '06']) items.push(await given({ dueAt: `2026-03-${day}T00:00:00.000Z` }));
    const cost = await given({ dueAt: '2026-03-04T00:00:00.000Z' }, { profession: 'cost-2' });
    const wanted = { profession: 'constructor-2' };
    const [, fifth, , sixth] = items.map(({ applicationId }) => applicationId);
    expect(await next(one, now, wanted)).toEqual({ ok: true, value: { applicationId: fifth } });
    // The officer has that one; it is not offered again.
    expect(await next(one, now, wanted)).toEqual({ ok: true, value: { applicationId: sixth } });
    expect(await next(two)).toEqual({ ok: true, value: { applicationId: cost.applicationId } });
    expect(await next(two, later(31), wanted)).toEqual({ ok: true, value: { applicationId: fifth } });
    expect(await next(one, now, { matter: 'renewal' })).toEqual({ ok: true, value: { applicationId: null } });
  });

  it('is never one that four eyes forbid, nor about the officer', async () => {
    const both = officer(50, ['review', 'decision']);
    const own = { ...officer(51, ['decision']), personId: randomUUID() };
    const applicationId = await reviewedBy(both, own.personId);
    const { openWorkItem } = (await loadCase(applicationId))!;
    expect(openWorkItem?.forbiddenTo).toEqual([both.staffId]);
    await projected(openWorkItem!);
    for (const caller of [both, own]) {
      expect(await next(caller, now, { queue: 'decision' })).toEqual({ ok: true, value: { applicationId: null } });
    }
    expect(await next(head, now, { queue: 'decision' })).toEqual({ ok: true, value: { applicationId } });
  });

  it('of twenty officers who ask at once is another for each, and one case goes to one of twenty', async () => {
    const items = [];
    for (let count = 0; count < 30; count += 1) {
      items.push(await given({ dueAt: `2026-03-09T00:00:${String(count).padStart(2, '0')}.000Z` }));
    }
    const officers = Array.from({ length: 20 }, (_, index) => officer(100 + index));
    const taken = await Promise.all(officers.map((caller) => next(caller)));
    const ids = taken.map((result) => (result.ok ? result.value.applicationId : null));
    console.log(`next case × 20: ${new Set(ids).size} different cases, ${ids.length - new Set(ids).size} twice`);
    expect(new Set(ids)).toEqual(new Set(items.slice(0, 20).map(({ applicationId }) => applicationId)));

    const { applicationId } = items[29]!;
    const wishes = await Promise.all(officers.map((caller) => claim(act(caller, applicationId, { reason: null }))));
    const winners = wishes.flatMap((result, index) => (result.ok ? [officers[index]!.staffId] : []));
    console.log(`claim × 20: ${winners.length} has it, ${wishes.length - winners.length} are told who`);
    expect(winners).toEqual([(await loadCase(applicationId))?.openWorkItem?.claimedBy]);
  });
});

describe('a case on hold', () => {
  const until = '2026-03-12';
  it('for a ground of the law is due later by the days that do not count, and goes on sooner', async () => {
    const reviewer = officer(60, ['review']);
    const item = makeApplication({ state: 'under-review' });
    const { applicationId } = item;
    await putApplication(item);
    await openStep({ applicationId, expected: 'under-review', token: 'token' }, now);
    const before = (await loadCase(applicationId))!.openWorkItem!;
    const wish = { ground: 'expert-review', reason: '待专家组意见。', until } as const;
    expect(await holdCase(act(reviewer, applicationId, { ...wish, version: item.version }))).toMatchObject({
      ok: true,
    });
    const held = (await loadCase(applicationId))!;
    // 2 to 12 March are nine working days, of 100 seconds here.
    expect(Date.parse(held.openWorkItem!.dueAt) - Date.parse(before.dueAt)).toBe(900_000);
    expect(held.openWorkItem).toMatchObject({ hold: { ground: 'expert-review', until }, claimedBy: reviewer.staffId });
    await projected(held.openWorkItem!);
    expect(await listed('review', now)).toMatchObject([
      { applicationId, hold: { until }, dueAt: held.openWorkItem!.dueAt },
    ]);
    expect(await next(officer(61, ['review']), later(60), { queue: 'review' })).toMatchObject({
      value: { applicationId: null },
    });
    const resumed = await resumeCase(act(reviewer, applicationId, { version: held.item.version }, later(10)));
    expect(resumed).toMatchObject({ ok: true });
    const after = (await loadCase(applicationId))!;
    expect(after.openWorkItem?.hold).toBeUndefined();
    expect(after.openWorkItem?.dueAt).toBe(before.dueAt);
    expect(after.events.map(({ action }) => action)).toEqual(['hold-review', 'resume-review']);
    // Each has its paper, however fast one follows the other, and a second hold one more.
    const { version } = after.item;
    expect(await holdCase(act(reviewer, applicationId, { ...wish, version }, later(20)))).toMatchObject({ ok: true });
    const again = (await loadCase(applicationId))!;
    expect(pendingNotices(again)).toEqual(['hold-notice', 'resumption-notice']);
    expect(causesOf('hold-notice', again.events).map((event) => documentIdOf('hold-notice', event))).toEqual([
      `hold-notice-${held.item.version}`,
      `hold-notice-${again.item.version}`,
    ]);
  });

  it("for the staff's own reasons keeps its due time, and leaves nothing that parties see", async () => {
    const { applicationId, version } = await given();
    const wish = { ground: 'other-authority', reason: '待社保机构复函。', until, version } as const;
    expect(await holdCase(act(one, applicationId, wish))).toMatchObject({ ok: true });
    expect(await holdCase(act(two, applicationId, wish))).toMatchObject({ refusal: { code: 'claimed' } });
    await addNote(act(one, applicationId, { text: '已去函。' }, later(1)));
    const found = (await loadCase(applicationId))!;
    expect(found.openWorkItem).toMatchObject({ dueAt: '2026-03-09T00:00:00.000Z', hold: { until } });
    expect(found.notes.map(({ kind }) => kind)).toEqual(['held', 'note']);
    const { personId, employerCreditCode = '' } = found.item;
    const parties = [
      {
        party: 'person',
        personId,
        name: '张演示',
        idType: '居民身份证',
        idNumber: '',
        birthDate: null,
        sex: null,
        phone: null,
      },
      { party: 'legal-person', creditCode: employerCreditCode, name: '甲公司', representative: '李演示' },
    ] as const;
    for (const party of parties) {
      const seen = JSON.stringify(caseView(found, party, noAdvice));
      for (const inner of ['复函', '去函', one.name, 'other-authority']) expect(seen).not.toContain(inner);
    }
  });
});

it('the whole identity number is shown to an officer a number of times a day, each with its reason in the history', async () => {
  const { applicationId } = await given();
  const caller = officer(70);
  const ask = () => showIdentityNumber(act(caller, applicationId, { reason: '与扫描件核对。' }));
  expect(await ask()).toMatchObject({ value: { idNumber: '320106199003078888' } });
  const used = { quota: 'identity-shown', owner: caller.staffId, period: '2026-03-02', expiresAt: 2_000_000_000 };
  await table.entities.quota.put({ ...used, used: quotas['identity-shown'].most - 1 }).go();
  expect(await ask()).toMatchObject({ ok: true });
  expect(await ask()).toMatchObject({ refusal: { code: 'too-many-requests' } });
  const { notes } = (await loadCase(applicationId))!;
  expect(notes.map(({ kind }) => kind)).toEqual(['identity-shown', 'identity-shown']);
});

it('a photo and a mobile number that two persons submit are found by whoever reads either case', async () => {
  const [mine, theirs] = [await submittedWith('photo-digest'), await submittedWith('photo-digest')];
  const alone = await submittedWith('another-digest', '13900000009');
  const toneOf = async (id: string, code: string) => {
    const view = await viewCase(id, one, now);
    return view.ok ? view.value.findings.find((finding) => finding.code === code)?.tone : undefined;
  };
  for (const id of [mine, theirs]) {
    expect(await toneOf(id, 'duplicate-photo')).toBe('warn');
    expect(await toneOf(id, 'duplicate-mobile')).toBe('warn');
  }
  expect(await toneOf(alone, 'duplicate-photo')).toBe('good');
  expect(await toneOf(alone, 'duplicate-mobile')).toBe('good');
});

it('of many who share a photo five are named, and the rest is counted', async () => {
  const ids = [];
  for (let index = 0; index < 8; index += 1) ids.push(await submittedWith('lent-photo', `1380000000${index}`));
  const view = await viewCase(ids[0]!, one, now);
  const found = view.ok ? view.value.findings.find(({ code }) => code === 'duplicate-photo') : undefined;
  expect(found?.reason.match(/（/g)).toHaveLength(5);
  expect(found?.reason).toMatch(/；另有2项$/);
});

/** An application that somebody submits with a photo. */
async function submittedWith(sha256: string, mobile = '13900000001'): Promise<string> {
  const item = makeApplication({ state: 'returned', submission: 1 });
  const { applicationId, personId: owner } = item;
  const applicant = { ...item.applicant, mobile };
  await putApplication({ ...item, applicant });
  await table.entities.file
    .put({
      ...{ applicationId, owner, sha256, fileId: 'photo-1', slot: 'photo', submission: 1, stateVersion: 1 },
      ...{ party: 'practitioner', name: '照片.jpg', type: 'image/jpeg', size: 1, status: 'ready' },
      uploadedAt: now.toISOString(),
    })
    .go();
  const found = (await loadCase(applicationId))!;
  expect(
    await carryOutOn(found, { now, idempotencyKey: null }, (present) => submitCommand(present, now)),
  ).toMatchObject({ ok: true });
  return applicationId;
}
