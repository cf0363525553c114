import { afterAll, describe, expect, it } from 'vitest';
import { quotas } from '../../domain/quotas.ts';
import { done, refuse } from '../platform/refusal.ts';
import { startTestTable } from './test-table.ts';

const engine = await startTestTable();
const { withinQuota, writeOnceCounted, writeWithin } = await import('./quotas.ts');
const { GuardEntity, QuotaEntity, table } = await import('./entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-11-27T05:10:00.000Z');
const tomorrow = new Date('2026-11-27T16:00:00.000Z');
const { most } = quotas['person-drafts'];
const hit = () => Promise.resolve(done('found'));
const miss = () => Promise.resolve(refuse('not-found', '没有找到。'));
const usesOf = async (owner: string) =>
  (await QuotaEntity.query.quota({ quota: 'person-drafts', owner }).go()).data.map(({ period, used }) => [
    period,
    used,
  ]);

describe('a quota', () => {
  it('allows exactly as many as it says, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: most * 2 }, () => withinQuota({ quota: 'person-drafts', owner: 'person-many', now }, hit)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(most);
    // 05:10 in UTC is ten hours and fifty minutes before midnight in Shanghai.
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'too-many-requests', retryAfterSeconds: 39_000 },
    });
    expect(await usesOf('person-many')).toEqual([['2026-11-27', most]]);
  });

  it('is another one for somebody else, and on the next day', async () => {
    const use = { quota: 'person-drafts', owner: 'person-many', now } as const;
    expect(await withinQuota(use, hit)).toMatchObject({ ok: false });
    expect(await withinQuota({ ...use, owner: 'person-other' }, hit)).toMatchObject({ ok: true });
    expect(await withinQuota({ ...use, now: tomorrow }, hit)).toMatchObject({ ok: true });
  });

  it('that spares hits counts guesses only, and once they are used up a right one says nothing either', async () => {
    const use = { quota: 'verification', owner: '198.51.100.7', now } as const;
    for (let count = 0; count <= quotas.verification.most; count += 1) {
      expect(await withinQuota(use, hit)).toMatchObject({ ok: true });
    }
    const guesses = await Promise.all(
      Array.from({ length: quotas.verification.most + 1 }, () => withinQuota(use, miss)),
    );
    expect(guesses.filter((answer) => !answer.ok && answer.refusal.code === 'not-found')).toHaveLength(
      quotas.verification.most,
    );
    expect(await withinQuota(use, hit)).toMatchObject({ refusal: { code: 'too-many-requests' } });
  });

  it('is forgotten by the table a day after its window', async () => {
    const { data } = await QuotaEntity.get({ quota: 'person-drafts', owner: 'person-many', period: '2026-11-27' }).go();
    expect(data?.expiresAt).toBe(tomorrow.getTime() / 1000 + 86_400);
  });

  it('counts nothing of a write that is lost, and writes nothing that it does not allow', async () => {
    const uses = [
      { quota: 'person-drafts', owner: 'person-lost', now },
      { quota: 'case-uploads', owner: 'case-1/practitioner', now },
    ] as const;
    const take = (value: string) =>
      writeWithin(uses, (counted) =>
        table.transaction
          .write((entities) => [
            entities.guard.create({ kind: 'application-number', value, holder: 'test' }).commit(),
            ...counted(entities),
          ])
          .go(),
      );
    expect(await take('first')).toBe('written');
    expect(await take('first')).toBe('lost');
    expect(await usesOf('person-lost')).toEqual([['2026-11-27', 1]]);
    for (let used = 1; used < most; used += 1) expect(await take(`number ${used}`)).toBe('written');
    expect(await take('too much')).toMatchObject({ ok: false, refusal: { code: 'too-many-requests' } });
    const { data } = await GuardEntity.get({ kind: 'application-number', value: 'too much' }).go();
    expect(data).toBeNull();
  });

  it('that is counted before a write has what is refused or lost given back, and allows no more, however many come at once', async () => {
    const other = { quota: 'person-drafts', owner: 'person-other-used', now } as const;
    const uses = [{ quota: 'person-drafts', owner: 'person-before', now }, other] as const;
    let written = 0;
    const write = (holds: boolean) =>
      writeOnceCounted(uses, () => {
        written += holds ? 1 : 0;
        return Promise.resolve(holds);
      });
    expect(await write(false)).toBe('lost');
    expect(await usesOf('person-before')).toEqual([['2026-11-27', 0]]);
    expect(await withinQuota(other, hit)).toMatchObject({ ok: true });
    const answers = await Promise.all(Array.from({ length: most + 10 }, () => write(true)));
    // Those that met at the end of one quota may have given back the other; one after another they use it up.
    while (written < most - 1) answers.push(await write(true));
    expect(await write(true)).toMatchObject({ refusal: { code: 'too-many-requests' } });
    expect(written).toBe(answers.filter((answer) => answer === 'written').length);
    expect(await usesOf('person-before')).toEqual([['2026-11-27', written]]);
    expect(await usesOf('person-other-used')).toEqual([['2026-11-27', most]]);
  });
});
