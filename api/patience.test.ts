import { describe, expect, it } from 'vitest';
import { putPatiently, sendPatiently } from './patience.ts';

async function play(...answers: readonly (number | 'network')[]) {
  const left = [...answers];
  const pauses: number[] = [];
  const answered = sendPatiently(
    () => {
      const next = left.shift() ?? 200;
      return next === 'network'
        ? Promise.reject(new TypeError('failed'))
        : Promise.resolve(new Response('', { status: next }));
    },
    (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  );
  const status = await answered.then(({ status: got }) => got).catch(() => 'network');
  return { status, asked: answers.length - left.length, pauses };
}

describe('a request is sent', () => {
  it.each([
    ['once when it is answered', [200], 200, 1],
    ['once when it is refused', [409, 200], 409, 1],
    ['once when it comes too often, which only time mends', [429, 200], 429, 1],
    ['again after a server in trouble', [503, 500, 200], 200, 3],
    ['again after the network failed', ['network', 200], 200, 2],
    ['six times at most', [503, 503, 500, 503, 502, 504, 200], 504, 6],
    ['until the network has failed six times', [...Array<'network'>(6).fill('network'), 200], 'network', 6],
  ] as const)('%s', async (_, answers, status, asked) => {
    expect(await play(...answers)).toMatchObject({ status, asked });
  });

  it('after pauses that grow and stay under four seconds together', async () => {
    const { pauses } = await play(503, 503, 503, 503, 503, 503);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.reduce((sum, each) => sum + each)).toBeLessThan(4001);
  });
});

describe('a file is put', () => {
  it.each([
    ['once when it is taken', [200], 200, 1],
    ['once when it is refused', [403, 200], 403, 1],
    ['again after a store in trouble', [503, 500, 200], 200, 3],
    ['again while another try is under way, and is there by one whose answer was lost', ['network', 409, 412], 200, 3],
    ['six times at most', [503, 503, 503, 503, 503, 503, 200], 503, 6],
  ] as const)('%s', async (_, answers, status, asked) => {
    const left: (number | 'network')[] = [...answers];
    const put = () => {
      const next = left.shift() ?? 200;
      return next === 'network' ? Promise.reject(new TypeError('failed')) : Promise.resolve(next);
    };
    expect(await putPatiently(put, () => Promise.resolve())).toBe(status);
    expect(answers.length - left.length).toBe(asked);
  });
});
