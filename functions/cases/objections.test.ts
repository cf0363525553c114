import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { findProof } from '../../api/work-proof.ts';
import { objectionText } from '../../domain/objections.ts';
import type { ApplicationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';
import { makeApplication, putApplication } from './test-case.ts';

// Publicity days last 10 seconds: a case decided at second 0 is public from 10.007 to 80.007.
const engine = await startTestTable();
const { GuardEntity, ObjectionEntity } = await import('../records/entities.ts');
const { loadCase } = await import('./case.ts');
const { carryOut } = await import('./carry-out.ts');
const { openStep } = await import('../workflow/open-step.ts');
const { elapse } = await import('../workflow/move-on.ts');
const { fileObjection, followObjection } = await import('../public/objections.ts');
const { claim } = await import('../department/claims.ts');
const { answerObjection } = await import('../department/objections.ts');

afterAll(async () => await engine.stop());

const start = Date.parse('2026-03-05T02:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
const [during, over] = [at(20), at(81)];
const decider = {
  staffId: 'decision-1',
  name: '审批员甲',
  party: 'staff',
  roles: ['decision'],
  personId: null,
} as const;
const anywhere = { clientAddress: '192.0.2.1', connection: '192.0.2.1', idempotencyKey: null, params: {} };

async function published(): Promise<ApplicationItem> {
  const item = makeApplication({ state: 'awaiting-decision' });
  await putApplication(item);
  const { applicationId, number = '' } = item;
  await GuardEntity.put({ kind: 'application-number', value: number, holder: applicationId }).go();
  const found = (await loadCase(applicationId))!;
  const by = { actor: 'decision', actorName: '审批员乙', officer: { staffId: 'decision-2', personId: null } } as const;
  const step = { ...by, found, now: at(0), version: item.version, reason: '同意。', idempotencyKey: null };
  expect(await carryOut({ ...step, action: 'approve' })).toMatchObject({ ok: true });
  await openStep({ applicationId, expected: 'in-publicity', token: 'token', timeoutSeconds: 81 }, at(1));
  return item;
}

async function object({ number = '' }: ApplicationItem, now = during, secret: string = randomUUID(), worked = secret) {
  const reason = '聘用关系不真实。';
  const proof = await findProof(objectionText({ secret: worked, number, reason }), now);
  const contact = { contactName: '反映人', contactMobile: '13900000009' };
  const body = { secret, number, reason, ...contact, files: [], proof };
  const result = await fileObjection({ ...anywhere, body, now });
  return result.ok ? result.value.receipt : result.refusal.code;
}

async function objectionsOf({ applicationId }: ApplicationItem) {
  const { data } = await ObjectionEntity.query.ofCase({ applicationId }).go({ hydrate: true });
  return data;
}

async function answer(item: ApplicationItem, outcome: 'upheld' | 'not-upheld', now: Date) {
  const [objection] = (await objectionsOf(item)).filter(({ state }) => state === 'open');
  const { objectionId: id, version } = objection!;
  const body = { version, outcome, answer: '经核实，情况如下。', falseMaterial: false };
  const result = await answerObjection({ caller: decider, id, body, now, idempotencyKey: null });
  return result.ok ? result.value.state : result.refusal.code;
}

const stateOf = async ({ applicationId }: ApplicationItem) => (await loadCase(applicationId))?.item.state;

describe('an objection', () => {
  it('keeps a case from its approval until it is answered, and the answer then lets it go on', async () => {
    const item = await published();
    const receipt = await object(item);
    expect((await objectionsOf(item)).map(({ state }) => state)).toEqual(['open']);
    const waiting = await elapse(item.applicationId, over);
    expect(waiting).toMatchObject({ state: 'in-publicity', timeouts: { publicity: 10 } });
    expect(await answer(item, 'not-upheld', over)).toBe('not-upheld');
    expect(await stateOf(item)).toBe('approved');
    const followed = await followObjection({ ...anywhere, body: { receipt }, now: over });
    expect(followed).toMatchObject({ value: { state: 'not-upheld', answer: '经核实，情况如下。' } });
    expect(JSON.stringify(followed)).not.toContain('13900000009');
  });

  it('that is answered within the period leaves the rest of it', async () => {
    const item = await published();
    await object(item);
    await object(item);
    await answer(item, 'not-upheld', during);
    expect((await elapse(item.applicationId, over)).state).toBe('in-publicity');
    await answer(item, 'not-upheld', during);
    expect(await stateOf(item)).toBe('in-publicity');
    expect((await elapse(item.applicationId, over)).state).toBe('approved');
  });

  it('that is upheld ends the publicity with a rejection, and others are answered still', async () => {
    const item = await published();
    await object(item);
    await object(item);
    expect(await answer(item, 'upheld', during)).toBe('upheld');
    expect(await stateOf(item)).toBe('rejected');
    expect(await answer(item, 'upheld', during)).toBe('upheld');
    expect((await loadCase(item.applicationId))?.publicity?.status).toBe('ended');
  });

  it('is not answered while another officer has the case', async () => {
    const item = await published();
    await object(item);
    const caller = { ...decider, staffId: 'decision-9', name: '审批员丙' };
    const wish = { caller, id: item.applicationId, body: { reason: null }, now: during, idempotencyKey: null };
    expect(await claim(wish)).toMatchObject({ ok: true });
    expect(await answer(item, 'not-upheld', during)).toBe('claimed');
    expect(await answer(item, 'not-upheld', at(20 + 31 * 60))).toBe('not-upheld');
  });

  it('is filed once by one page, only with its work, and only while the case is public', async () => {
    const item = await published();
    const secret = randomUUID();
    const receipts = [await object(item, during, secret)];
    receipts.push(...(await Promise.all([1, 2].map(() => object(item, during, secret)))));
    expect(new Set(receipts).size).toBe(1);
    const stored = await objectionsOf(item);
    expect(stored).toHaveLength(1);
    // From which the receipt number could be made.
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(await object(item, during, randomUUID(), secret)).toBe('proof-needed');
    expect((await loadCase(item.applicationId))?.publicity?.openObjections).toBe(1);
    // Before it is public nobody learns that it is decided.
    expect(await object(item, at(9))).toBe('not-found');
    expect(await object(item, over)).toBe('not-in-this-state');
    expect(await object({ ...item, number: 'ZS20200101999999' })).toBe('not-found');
  });

  it('is never filed to a case that is approved at the same moment without keeping it', async () => {
    const filedAt = at(80);
    for (let round = 0; round < 3; round += 1) {
      const item = await published();
      const [filed, step] = await Promise.all([object(item, filedAt), elapse(item.applicationId, over)]);
      const isFiled = filed.length === 16;
      expect([isFiled, step.state]).toEqual([isFiled, isFiled ? 'in-publicity' : 'approved']);
      expect(await objectionsOf(item)).toHaveLength(isFiled ? 1 : 0);
    }
  });
});
