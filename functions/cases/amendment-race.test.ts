import { makeTerms } from '../../domain/test-facts.ts';
import { emptyCancellation } from '../../domain/cancellation.ts';
import { emptyDraft } from '../../domain/application-parts.ts';
import { registrationSnapshot } from '../../domain/registration.ts';
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import type { RegistrationItem } from '../records/entities.ts';
import { makeApplication, putApplication } from './test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { loadCase } = await import('./case.ts');
const { RegistrationEntity } = await import('../records/entities.ts');
const { carryOut } = await import('./carry-out.ts');

afterAll(async () => await engine.stop());

it('an approval amends a registration although its certificate is issued at any moment of it', async () => {
  for (let round = 0; round < 24; round += 1) await approveWhileIssuing(round);
});

/** One approval; the certificate is issued a quarter of a millisecond later in each round. */
async function approveWhileIssuing(round: number): Promise<void> {
  const number = `苏造23220260001${String(round).padStart(2, '0')}`;
  const draft = {
    ...emptyDraft,
    registrationNumber: number,
    cancellation: { ...emptyCancellation, ground: 'own-wish', statement: '不再执业。' },
  } as const;
  const personId = randomUUID();
  const registration: RegistrationItem = {
    ...{ personId, number, profession: 'constructor-2', specialties: ['建筑工程'], version: 1 },
    terms: makeTerms('constructor-2'),
    ...{ holderName: '张演示', employerName: '甲公司', employerCreditCode: 'A', verificationCode: 'secret' },
    ...{ validFrom: '2026-01-01', validUntil: '2028-12-31' },
  };
  const registrations = [registrationSnapshot(registration)];
  const state = 'awaiting-decision';
  const item = makeApplication({ personId, matter: 'cancellation', state, draft, registrations });
  await putApplication(item);
  await RegistrationEntity.create(registration).go();
  const found = (await loadCase(item.applicationId))!;
  const decided = carryOut({
    ...{ found, action: 'approve', actor: 'decision', actorName: '审批员甲', version: item.version, reason: '同意。' },
    ...{ now: new Date('2026-03-05T02:00:00.000Z'), changes: {}, idempotencyKey: null },
    officer: { staffId: 'decision-1', personId: null },
  });
  const begun = performance.now();
  while (performance.now() < begun + round / 4) await setImmediate();
  const issue = RegistrationEntity.patch(registration)
    .set({ certificateDocumentId: 'certificate-4', version: 2 })
    .where((stored, { notExists }) => notExists(stored.cancelledOn))
    .go()
    .catch(() => undefined); // the approval was first
  const [outcome] = await Promise.all([decided, issue]);
  const { data } = await RegistrationEntity.get(registration).go({ consistent: true });
  expect([outcome.ok, data?.cancelledOn]).toEqual([true, '2026-03-05']);
}
