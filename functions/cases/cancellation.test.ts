import { makeTerms } from '../../domain/test-facts.ts';
import { emptyCancellation } from '../../domain/cancellation.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { decideBeginning } from '../../domain/decide.ts';
import type { RegistrationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { beginCancellation } = await import('./cancellation.ts');
const { commit } = await import('./commit.ts');
const { entryOf } = await import('../records/register-items.ts');
const { RegistrationEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-05T02:00:00.000Z');
let count = 0;

async function registered(): Promise<RegistrationItem> {
  count += 1;
  const registration: RegistrationItem = {
    ...{ personId: `person-${count}`, number: `苏价232202600000${count}`, profession: 'cost-2', specialties: [] },
    terms: makeTerms('cost-2'),
    ...{
      holderName: '张演示',
      employerName: '甲公司',
      employerCreditCode: 'A',
      verificationCode: 'secret',
      version: 1,
    },
    ...{ validFrom: '2026-01-01', validUntil: '2029-12-31' },
  };
  await RegistrationEntity.create(registration).go();
  return registration;
}

const cancellation = { ...emptyCancellation, ground: 'practice-ended', statement: '已不从事该专业。' } as const;
const ending = { matter: 'cancellation', specialties: [] } as const;
const beginning = { initiator: 'employer', actor: 'employer', employer: null, ...ending, cancellation } as const;
const caller = { party: 'legal-person', creditCode: 'A', name: '甲公司', representative: '李演示' } as const;

const begin = (
  registration: RegistrationItem,
  key: string | null = null,
  change: Partial<Parameters<typeof beginCancellation>[1]> = {},
) => {
  const idempotencyKey = key === null ? null : { caller: 'legal-person/A', keyDigest: key, contentDigest: 'content' };
  const act = { caller, id: registration.number, body: {}, idempotencyKey, now };
  const shown = { uploader: { party: 'employer', owner: 'A' }, named: null } as const;
  return beginCancellation(act, { ...beginning, ...change }, () => true, '没有这项注册。', shown);
};

/** Commits what was decided on a registration as it was read. */
async function beginOn(read: RegistrationItem) {
  const decided = decideBeginning({
    ...{ ...beginning, action: 'begin-cancellation', actorName: '甲公司', version: null, now, locked: null },
    ...{ id: crypto.randomUUID(), entry: entryOf(read), certificateSource: null, holder: null, evidence: null },
  });
  if (!decided.ok) throw new Error(decided.refusal.detail);
  return await commit(decided.value, undefined, { now, idempotencyKey: null });
}

describe('a cancellation by an employer', () => {
  it('begins although the certificate is issued between reading and writing', async () => {
    const read = await registered();
    await RegistrationEntity.patch(read).set({ certificateDocumentId: 'certificate-4', version: 2 }).go();
    expect(await beginOn(read)).toMatchObject({ ok: true, value: { state: 'submitted' } });
  });

  it.each([{ cancelledOn: '2026-03-05' }, { employerCreditCode: 'B' }])(
    'does not begin on a registration that has changed to %o since it was read',
    async (change) => {
      const read = await registered();
      await RegistrationEntity.put({ ...read, ...change, version: 2 }).go();
      expect(await beginOn(read)).toBe('lost');
    },
  );

  it('begun several times at once is begun once; repeated it names the open one', async () => {
    const read = await registered();
    const outcomes = await Promise.all([begin(read, 'key-1'), begin(read, 'key-1'), begin(read, 'key-2')]);
    const begun = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.id] : []));
    expect(new Set(begun).size).toBe(1);
    const again = await begin(read);
    expect(again).toMatchObject({ ok: false, refusal: { code: 'already-exists', errors: [{ message: begun[0] }] } });
  });

  it('of a specialty where each is a registration of its own is refused, like all that a profession does not have', async () => {
    const part = { matter: 'cancel-specialty', specialties: ['土木建筑工程'] } as const;
    expect(await begin(await registered(), null, part)).toMatchObject({ refusal: { code: 'rules-not-met' } });
  });
});
