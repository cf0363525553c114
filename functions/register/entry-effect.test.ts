import { afterAll, describe, expect, it } from 'vitest';
import { emptyDraft, type Qualification } from '../../domain/application.ts';
import type { Command } from '../cases/transition.ts';
import { makeApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { loadCase } = await import('../cases/case.ts');
const { carryOut } = await import('../cases/transition.ts');
const { openGuardsOf } = await import('../records/open-guards.ts');
const { certificateGuard, qualificationIdOf } = await import('../records/qualifications.ts');
const { GuardEntity, QualificationEntity, RegistrationEntity, table } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-05T02:00:00.000Z');
let count = 0;

/** A certificate that no other test has. */
function certificate(): Qualification {
  count += 1;
  const certificateNumber = `浙B2020${String(count).padStart(6, '0')}`;
  return {
    id: qualificationIdOf({ profession: 'architect-2', certificateNumber }),
    profession: 'architect-2',
    certificateNumber,
    specialties: [],
    obtainedOn: '2020-11-30',
    province: '浙江省',
    source: 'out-of-province',
  };
}

/** An entry of a certificate as it stands in a state: nothing is taken before the submission. */
async function entryIn(
  state: 'draft' | 'under-review' | 'awaiting-decision' | 'awaiting-correction',
  own = certificate(),
) {
  const item = makeApplication({
    profession: 'architect-2',
    matter: 'out-of-province-entry',
    state,
    draft: emptyDraft,
    qualification: state === 'draft' ? null : own,
    correction: state === 'awaiting-correction' ? { from: 'under-review', addressee: 'practitioner', items: [] } : null,
  });
  await table.entities.application.put(item).go();
  await GuardEntity.put({
    ...openGuardsOf(item)[0]!,
    holder: item.applicationId,
  }).go();
  if (state !== 'draft') await GuardEntity.put({ ...certificateGuard(own), holder: item.personId }).go();
  return { item, own };
}

async function act(id: string, action: Command['action'], actor: Command['actor'], changes: Command['changes'] = {}) {
  const found = (await loadCase(id))!;
  const command = { found, action, actor, actorName: 'x', now, version: null, reason: null, idempotencyKey: null };
  return await carryOut({ ...command, officer: { staffId: `${actor}-1`, personId: null }, changes });
}

const holderOf = async (own: Qualification) =>
  (await GuardEntity.get(certificateGuard(own)).go({ consistent: true })).data?.holder;
const heldBy = async (personId: string) =>
  (await QualificationEntity.query.person({ personId }).go({ consistent: true })).data;

describe('an entry', () => {
  it('takes its certificate at submission, and nobody can take it twice', async () => {
    const first = await entryIn('draft');
    const second = await entryIn('draft', first.own);
    const changes = { qualification: first.own, number: 'JZ1', submittedAt: now.toISOString() };
    expect((await act(first.item.applicationId, 'submit', 'practitioner', changes)).ok).toBe(true);
    expect(await holderOf(first.own)).toBe(first.item.personId);
    expect(await act(second.item.applicationId, 'submit', 'practitioner', changes)).toMatchObject({ ok: false });
    expect((await loadCase(second.item.applicationId))!.item.state).toBe('draft');
  });

  it('that is approved grants the qualification, keeps the certificate and registers nothing', async () => {
    const { item, own } = await entryIn('awaiting-decision');
    const approved = await act(item.applicationId, 'approve', 'decision');
    expect(approved).toMatchObject({ ok: true, value: { state: 'approved' } });
    expect(await heldBy(item.personId)).toEqual([
      {
        personId: item.personId,
        qualificationId: own.id,
        profession: 'architect-2',
        certificateNumber: own.certificateNumber,
        specialties: [],
        obtainedOn: '2020-11-30',
        province: '浙江省',
        source: 'out-of-province',
        holderName: item.applicant.name,
      },
    ]);
    expect(await holderOf(own)).toBe(item.personId);
    expect((await RegistrationEntity.query.person({ personId: item.personId }).go()).data).toEqual([]);
    const { item: after, events } = (await loadCase(item.applicationId))!;
    expect(after.registrationNumbers?.[0]).toBeUndefined();
    expect(events.at(-1)?.step).toMatchObject({ state: 'approved', certificate: false });
    const open = openGuardsOf(item)[0]!;
    expect((await GuardEntity.get(open).go()).data).toBeNull();
  });

  it.each([
    ['under-review', 'withdraw', 'practitioner'],
    ['awaiting-decision', 'reject', 'decision'],
    ['awaiting-correction', 'expire', 'system'],
  ] as const)('in %s lets go of its certificate on %s', async (state, action, actor) => {
    const { item, own } = await entryIn(state);
    expect((await act(item.applicationId, action, actor)).ok).toBe(true);
    expect(await holderOf(own)).toBeUndefined();
    expect(await heldBy(item.personId)).toEqual([]);
  });

  it('whose number is corrected takes the new one for the old one', async () => {
    const { item, own } = await entryIn('awaiting-correction');
    const other = certificate();
    await act(item.applicationId, 'answer-correction', 'practitioner', { qualification: other });
    expect(await holderOf(own)).toBeUndefined();
    expect(await holderOf(other)).toBe(item.personId);
  });

  it('leaves alone what the provincial list has learnt of meanwhile', async () => {
    const { item, own } = await entryIn('awaiting-decision');
    const listed = {
      personId: item.personId,
      qualificationId: own.id,
      profession: own.profession,
      certificateNumber: own.certificateNumber,
      specialties: [],
      obtainedOn: '2020-12-01',
      province: '浙江省',
      holderName: '张演示',
    };
    await QualificationEntity.put(listed).go();
    await act(item.applicationId, 'approve', 'decision');
    expect(await heldBy(item.personId)).toMatchObject([{ obtainedOn: '2020-12-01', source: 'out-of-province' }]);

    const withdrawn = await entryIn('under-review');
    const theirs = { personId: withdrawn.item.personId, qualificationId: withdrawn.own.id };
    await QualificationEntity.put({ ...listed, ...theirs, certificateNumber: withdrawn.own.certificateNumber }).go();
    await act(withdrawn.item.applicationId, 'withdraw', 'practitioner');
    expect(await holderOf(withdrawn.own)).toBe(withdrawn.item.personId);
  });
});
