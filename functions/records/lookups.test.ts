import { afterAll, describe, expect, it } from 'vitest';
import { lookupLimits } from '../../domain/lookup-limits.ts';
import { done, refuse } from '../platform/refusal.ts';
import { startTestTable } from './test-table.ts';

const engine = await startTestTable();
const { withinLimit } = await import('./lookups.ts');
const { LookupEntity } = await import('./entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-05T02:00:00.000Z');
const miss = () => Promise.resolve(refuse('not-found', '没有找到。'));
const hit = () => Promise.resolve(done('found'));

describe('look-ups of one caller', () => {
  it('get no further than the limit of their window, however many come at once', async () => {
    const { most } = lookupLimits['former-identity'];
    const answers = await Promise.all(
      Array.from({ length: most * 3 }, () => withinLimit('former-identity', 'one', now, hit)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(most);
    const refused = answers.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ refusal: { code: 'too-many-requests', retryAfterSeconds: 79_200 } });
    expect(await withinLimit('former-identity', 'another', now, hit)).toMatchObject({ ok: true });
    const tomorrow = new Date(now.getTime() + 86_400_000);
    expect(await withinLimit('former-identity', 'one', tomorrow, hit)).toMatchObject({ ok: true });
  });

  it('that find what they prove to know are given back where hits do not count', async () => {
    const { most } = lookupLimits.verification;
    for (let count = 0; count < most + 1; count += 1) {
      expect(await withinLimit('verification', 'scanner', now, hit)).toMatchObject({ ok: true });
    }
    const guesses = await Promise.all(
      Array.from({ length: most + 1 }, () => withinLimit('verification', 'scanner', now, miss)),
    );
    expect(guesses.filter((answer) => !answer.ok && answer.refusal.code === 'not-found')).toHaveLength(most);
    // Once the guesses are used up, a right one says nothing either.
    expect(await withinLimit('verification', 'scanner', now, hit)).toMatchObject({
      refusal: { code: 'too-many-requests' },
    });
  });

  it('leave nothing behind: the counter of a window ends with it, by the time to live of the table', async () => {
    await withinLimit('employer', 'somebody', now, hit);
    const { data } = await LookupEntity.query.lookup({ kind: 'employer', caller: 'somebody' }).go();
    expect(data).toMatchObject([{ count: 1 }]);
    const [counter] = data;
    expect(counter?.expiresAt).toBeGreaterThan(now.getTime() / 1000 + lookupLimits.employer.windowSeconds);
  });
});
