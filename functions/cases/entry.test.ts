import { emptyDraft, type Qualification } from '../../domain/application-parts.ts';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/lifecycle.ts';
import { makeApplication, putApplication } from './test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { loadCase } = await import('./case.ts');
const { carryOutOn, simpleCommand } = await import('./carry-out.ts');
const { answerCommand, personOf, submitCommand } = await import('./test-commands.ts');
const { openGuardsOf } = await import('../records/open-guards.ts');
const { certificateClaim, certificateGuard, qualificationIdOf } = await import('../records/qualifications.ts');
const { qualificationItem, qualificationOf } = await import('../records/register-items.ts');
const { CertificateClaimEntity, GuardEntity, QualificationEntity, RegistrationEntity } =
  await import('../records/entities.ts');

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
    elsewhere: null,
  };
}

const entryDraft = {
  examinationProvince: '浙江省',
  passedYear: 2020,
  issuedOn: '2020-11-30',
  issuer: '浙江省住房和城乡建设厅（演示）',
  registeredBefore: false,
  priorRegistration: null,
} as const;

/** An entry of a certificate as it stands in a state: nothing is taken before the submission. */
async function entryIn(
  state: 'draft' | 'under-review' | 'awaiting-decision' | 'awaiting-correction',
  own = certificate(),
) {
  const item = makeApplication({
    profession: 'architect-2',
    matter: 'out-of-province-entry',
    state,
    draft: { ...emptyDraft, entry: { ...entryDraft, certificateNumber: own.certificateNumber } },
    qualification: state === 'draft' ? null : own,
    attachments: { 'qualification-certificate': 'certificate-1' },
    correction:
      state === 'awaiting-correction'
        ? { from: 'awaiting-acceptance', addressee: 'practitioner', items: [], laterReason: null }
        : null,
  });
  await putApplication(item);
  await GuardEntity.put({
    ...openGuardsOf(item)[0]!,
    holder: item.applicationId,
  }).go();
  if (state !== 'draft')
    await CertificateClaimEntity.put({ ...certificateClaim(own, item), personId: item.personId }).go();
  return { item, own };
}

async function act(id: string, action: 'approve' | 'reject' | 'withdraw' | 'expire', actor: Actor) {
  const officer = { staffId: `${actor}-1`, personId: null };
  const by = { actor, actorName: 'x', officer, version: null, reason: null, now };
  return await carryOutOn((await loadCase(id))!, { now, idempotencyKey: null }, (found) =>
    simpleCommand(found, action === 'approve' ? { ...by, action } : { ...by, action }),
  );
}

/** The applicant sends what names a certificate, for the first time or as an answer to a notice. */
async function send(id: string, own: Qualification, make: typeof submitCommand | typeof answerCommand) {
  return await carryOutOn((await loadCase(id))!, { now, idempotencyKey: null }, (found) =>
    make(found, now, personOf(found, own)),
  );
}

const holderOf = async (own: Qualification) =>
  (await GuardEntity.get(certificateGuard(own)).go({ consistent: true })).data?.holder;
const claimantsOf = async (own: Qualification) => {
  const { value: certificate } = certificateGuard(own);
  const { data } = await CertificateClaimEntity.query.certificate({ certificate }).go({ consistent: true });
  return data.map(({ personId }) => personId).toSorted();
};
const heldBy = async (personId: string) =>
  (await QualificationEntity.query.person({ personId }).go({ consistent: true })).data;

describe('an entry', () => {
  it('claims its certificate at submission, which keeps nobody else from claiming it', async () => {
    const first = await entryIn('draft');
    const second = await entryIn('draft', first.own);
    expect(await send(first.item.applicationId, first.own, submitCommand)).toMatchObject({ ok: true });
    expect(await send(second.item.applicationId, first.own, submitCommand)).toMatchObject({ ok: true });
    expect(await holderOf(first.own)).toBeUndefined();
    expect(await claimantsOf(first.own)).toEqual([first.item.personId, second.item.personId].toSorted());
  });

  it('is granted to one of those who claim its certificate, also when both are approved at once', async () => {
    const first = await entryIn('awaiting-decision');
    const second = await entryIn('awaiting-decision', first.own);
    const outcomes = await Promise.all(
      [first, second].map(({ item }) => act(item.applicationId, 'approve', 'decision')),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const loser = outcomes[0]?.ok === true ? second : first;
    expect(await act(loser.item.applicationId, 'approve', 'decision')).toMatchObject({
      refusal: { code: 'rules-not-met', errors: [{ code: 'certificate-taken' }] },
    });
    expect(await heldBy(loser.item.personId)).toEqual([]);
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

  it('keeps the registration elsewhere that it names with the qualification, whatever the list says', async () => {
    const elsewhere = { number: '浙注20200001', province: '浙江省', validUntil: '2028-02-29' };
    const own = { ...certificate(), elsewhere };
    const { item } = await entryIn('awaiting-decision', own);
    const listed = { ...own, source: 'provincial-list', elsewhere: null, obtainedOn: '2020-12-01' } as const;
    const held = { personId: item.personId, holderName: '张演示' };
    await QualificationEntity.put(qualificationItem({ ...listed, ...held })).go();
    await act(item.applicationId, 'approve', 'decision');
    expect((await heldBy(item.personId)).map(qualificationOf)).toMatchObject([{ obtainedOn: '2020-12-01', elsewhere }]);
  });

  it.each([
    ['under-review', 'withdraw', 'practitioner'],
    ['awaiting-decision', 'reject', 'decision'],
    ['awaiting-correction', 'expire', 'system'],
  ] as const)('in %s lets go of its certificate on %s', async (state, action, actor) => {
    const { item, own } = await entryIn(state);
    expect((await act(item.applicationId, action, actor)).ok).toBe(true);
    expect(await claimantsOf(own)).toEqual([]);
    expect(await heldBy(item.personId)).toEqual([]);
  });

  it('whose number is corrected takes the new one for the old one', async () => {
    const { item, own } = await entryIn('awaiting-correction');
    const other = certificate();
    expect(await send(item.applicationId, other, answerCommand)).toMatchObject({ ok: true });
    expect(await claimantsOf(own)).toEqual([]);
    expect(await claimantsOf(other)).toEqual([item.personId]);
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
    expect((await heldBy(item.personId))[0]?.elsewhere).toBeUndefined();

    const withdrawn = await entryIn('under-review');
    const theirs = { personId: withdrawn.item.personId, qualificationId: withdrawn.own.id };
    await QualificationEntity.put({ ...listed, ...theirs, certificateNumber: withdrawn.own.certificateNumber }).go();
    await GuardEntity.put({ ...certificateGuard(withdrawn.own), holder: withdrawn.item.personId }).go();
    await act(withdrawn.item.applicationId, 'withdraw', 'practitioner');
    expect(await holderOf(withdrawn.own)).toBe(withdrawn.item.personId);
  });
});
