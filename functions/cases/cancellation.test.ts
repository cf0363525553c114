import { afterAll, describe, expect, it } from 'vitest';
import type { RegistrationItem } from '../records/entities.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { beginCancellation } = await import('./cancellation.ts');
const { RegistrationEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-05T02:00:00.000Z');
let count = 0;

async function registered(): Promise<RegistrationItem> {
  count += 1;
  const registration: RegistrationItem = {
    ...{ personId: `person-${count}`, number: `苏价232202600000${count}`, profession: 'cost-2', specialties: [] },
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

const begin = (registration: RegistrationItem, key: string | null = null) =>
  beginCancellation({
    registration,
    initiator: 'employer',
    actorName: '甲公司',
    cancellation: { ground: 'employment-ended', statement: '已解除劳动合同。' },
    idempotencyKey: key === null ? null : { caller: 'legal-person/A', keyDigest: key, contentDigest: 'content' },
    now,
  });

describe('a cancellation by an employer', () => {
  it('begins although the certificate is issued between reading and writing', async () => {
    const read = await registered();
    await RegistrationEntity.patch(read).set({ certificateDocumentId: 'certificate-4', version: 2 }).go();
    expect(await begin(read)).toMatchObject({ ok: true, value: { state: 'submitted' } });
  });

  it.each([{ cancelledOn: '2026-03-05' }, { employerCreditCode: 'B' }])(
    'does not begin on a registration that has changed to %o meanwhile, and does not say that another is open',
    async (change) => {
      const read = await registered();
      await RegistrationEntity.put({ ...read, ...change, version: 2 }).go();
      expect(await begin(read)).toMatchObject({ ok: false, refusal: { code: 'changed-meanwhile' } });
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
});
