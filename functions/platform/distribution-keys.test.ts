import { describe, expect, it } from 'vitest';
import { distributionKeys } from './distribution-keys.ts';

type Labels = Parameters<Parameters<typeof distributionKeys>[0]>[0];

/** What holds requests to a secret with these values, and how often it has read one. */
function keys(values: { [Label in Labels]?: string | undefined }) {
  const read: Labels[] = [];
  const came = distributionKeys((label) => {
    read.push(label);
    return label in values ? Promise.resolve(values[label]) : Promise.reject(new Error('Secrets Manager is away'));
  });
  const at = (second: number) => new Date(1_772_000_000_000 + second * 1000);
  return { values, read, ask: (given: string | undefined, second = 0) => came(given, at(second)) };
}

describe('what a request brings to show that it came through the distribution', () => {
  it('is the key itself and nothing else', async () => {
    const { ask } = keys({ AWSCURRENT: 'k', AWSPREVIOUS: undefined });
    expect(await ask('k')).toBe(true);
    for (const other of [undefined, '', 'K', 'k ', 'kk', 'k,k', 'undefined']) expect(await ask(other)).toBe(false);
  });

  it('is read of the secret once, and never when it is absent', async () => {
    const { ask, read } = keys({ AWSCURRENT: 'k', AWSPREVIOUS: undefined });
    await ask(undefined);
    expect(read).toEqual([]);
    for (let second = 0; second < 86_400; second += 3600) await ask('k', second);
    expect(read).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  it('may be the new key or the one before while the distribution changes over, without a deployment of functions', async () => {
    const { ask, values } = keys({ AWSCURRENT: 'old', AWSPREVIOUS: undefined });
    expect(await ask('old')).toBe(true);
    Object.assign(values, { AWSCURRENT: 'new', AWSPREVIOUS: 'old' });
    expect(await ask('new', 61)).toBe(true);
    expect(await ask('old', 62)).toBe(true);
    Object.assign(values, { AWSCURRENT: 'newest', AWSPREVIOUS: 'new' });
    expect([await ask('newest', 200), await ask('new', 201), await ask('old', 300)]).toEqual([true, true, false]);
  });

  it('makes the secret be read again once a minute at most, however many guess', async () => {
    const { ask, read } = keys({ AWSCURRENT: 'k', AWSPREVIOUS: undefined });
    for (let guess = 0; guess < 600; guess += 1) expect(await ask(`guess ${guess}`, guess / 10)).toBe(false);
    expect(read).toHaveLength(2);
    await ask('another', 60);
    expect(read).toHaveLength(4);
  });

  it('is known still when the secret cannot be read again, and nobody is let in when it never could', async () => {
    const { ask, values } = keys({ AWSCURRENT: 'k', AWSPREVIOUS: undefined });
    await ask('k');
    delete values.AWSCURRENT;
    expect([await ask('guess', 61), await ask('k', 62)]).toEqual([false, true]);
    await expect(keys({}).ask('k')).rejects.toThrow('away');
  });
});
