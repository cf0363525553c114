import { afterAll, describe, expect, it } from 'vitest';
import { emptyDraft } from '../../domain/application-parts.ts';
import { dateAt, makeTerms } from '../../domain/test-facts.ts';
import { comparableCode } from '../../domain/verification-code.ts';
import type { RegistrationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';
import { makeApplication, putApplication } from './test-case.ts';
import { personOf, submitCommand } from './test-commands.ts';

const engine = await startTestTable();
const { loadCase } = await import('./case.ts');
const { carryOut, carryOutOn } = await import('./carry-out.ts');
const { RegistrationEntity } = await import('../records/entities.ts');
const { entryOf } = await import('../records/register-items.ts');
const { entryFor } = await import('../register/register-view.ts');
const { verifyCertificate } = await import('../public/verification.ts');

afterAll(async () => await engine.stop());

// No clock of a running cloud passes the last day of a registration within a test: this one is set by the commands.
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const code = 'ABCDEFGHJKMNPQRS';
const lastDay = '2026-06-30';
let count = 0;

/** A registration through the last day of June, and a renewal of it that its holder sends in time, in May. */
async function renewalInTime() {
  count += 1;
  const number = `苏23220260000${String(count).padStart(2, '0')}`;
  const item = makeApplication({ matter: 'renewal', state: 'draft', submission: 0 });
  const { personId } = item;
  const { employerName, employerCreditCode } = item.draft.employment;
  const registration: RegistrationItem = {
    ...{ personId, number, profession: 'constructor-2', specialties: ['建筑工程'], version: 1 },
    terms: makeTerms('constructor-2', { validFrom: '2023-07-01', validUntil: lastDay }),
    ...{
      holderName: item.applicant.name,
      employerName: employerName ?? '',
      employerCreditCode: employerCreditCode ?? '',
    },
    ...{ validFrom: '2023-07-01', validUntil: lastDay, verificationCode: code },
  };
  await RegistrationEntity.create(registration).go();
  await putApplication({
    ...item,
    draft: { ...emptyDraft, ...item.draft, qualificationId: null, registrationNumber: number },
  });
  const id = item.applicationId;
  const now = at('2026-05-15 10:00');
  const sent = await carryOutOn((await loadCase(id))!, { now, idempotencyKey: null }, (found) =>
    submitCommand(found, now, { ...personOf(found), entries: [entryOf(registration)] }),
  );
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal));
  return { id, number, key: { personId, number } };
}

/** What everybody, its holder and its employer are told of a registration. */
async function told(key: { personId: string; number: string }, when: string) {
  const { data } = await RegistrationEntity.get(key).go({ consistent: true });
  const verified = await verifyCertificate(key.number, comparableCode(code), at(when));
  const views = (['holder', 'employer', 'department'] as const).map(
    (viewer) => entryFor(viewer, data!, dateAt(when)).status,
  );
  return [verified.ok ? verified.value.status : verified.refusal.code, ...views];
}

/** The renewal is with the decider, who decides it on a day. */
async function decideOn(id: string, action: 'approve' | 'reject', when: string) {
  const { item } = (await loadCase(id))!;
  const sealed = makeApplication({ ...item, state: 'awaiting-decision', attachments: { photo: 'photo-1' } });
  await putApplication(sealed);
  const found = (await loadCase(id))!;
  const by = { actor: 'decision', actorName: '审批员甲', version: found.item.version, reason: '见意见。' } as const;
  const officer = { staffId: 'decision-1', personId: null };
  return await carryOut({ found, ...by, action, officer, now: at(when), idempotencyKey: null });
}

const everybody = (status: string) => [status, status, status, status];

describe('a renewal that was sent in time and is undecided at the end of the term', () => {
  it('keeps the registration valid for everybody until it is approved, from the old last day on', async () => {
    const { id, key } = await renewalInTime();
    expect(await told(key, '2026-06-30 23:59')).toEqual(everybody('valid'));
    expect(await told(key, '2026-07-01 00:01')).toEqual(everybody('renewing'));
    expect(await told(key, '2026-09-01 12:00')).toEqual(everybody('renewing'));
    expect(await decideOn(id, 'approve', '2026-09-01 14:00')).toMatchObject({ ok: true });
    const { data } = await RegistrationEntity.get(key).go({ consistent: true });
    expect(data).toMatchObject({ validUntil: '2029-06-30' });
    expect(data?.protectedBy).toBeUndefined();
    const [verified] = await told(key, '2026-09-01 14:01');
    expect(verified).toBe('replaced');
  });

  it('ends it on the day on which it is rejected', async () => {
    const { id, key } = await renewalInTime();
    expect(await told(key, '2026-07-01 00:01')).toEqual(everybody('renewing'));
    expect(await decideOn(id, 'reject', '2026-07-20 09:00')).toMatchObject({ ok: true });
    expect(await told(key, '2026-07-20 09:01')).toEqual(everybody('expired'));
    const { data } = await RegistrationEntity.get(key).go({ consistent: true });
    expect(data?.lapsedOn).toBe('2026-07-20');
  });
});
