import { afterAll, describe, expect, it } from 'vitest';
import { quotas } from '../../domain/quotas.ts';
import { startTestTable } from './test-table.ts';

const engine = await startTestTable();
const { countUse, writeWithin } = await import('./quotas.ts');
const { GuardEntity, QuotaEntity, table } = await import('./entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-11-27T05:10:00.000Z');
const tomorrow = new Date('2026-11-27T16:00:00.000Z');
const { most } = quotas['person-drafts'];
const usesOf = async (owner: string) =>
  (await QuotaEntity.query.quota({ quota: 'person-drafts', owner }).go()).data.map(({ period, used }) => [
    period,
    used,
  ]);

describe('a quota', () => {
  it('allows exactly as many as it says, however many ask at once', async () => {
    const owner = 'person-many';
    const answers: unknown[] = [];
    for (let batch = 0; batch < most / 10 + 2; batch += 1) {
      const asked = Array.from({ length: 10 }, () => countUse({ quota: 'person-drafts', owner, now }));
      answers.push(...(await Promise.all(asked)));
    }
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(most);
    expect(answers.at(-1)).toMatchObject({ ok: false, refusal: { code: 'too-many-requests' } });
    expect(await usesOf(owner)).toEqual([['2026-11-27', most]]);
  });

  it('is another one for somebody else, and on the next day', async () => {
    const use = { quota: 'person-drafts', owner: 'person-many' } as const;
    expect(await countUse({ ...use, now })).toBeDefined();
    expect(await countUse({ ...use, owner: 'person-other', now })).toBeUndefined();
    expect(await countUse({ ...use, now: tomorrow })).toBeUndefined();
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
});
