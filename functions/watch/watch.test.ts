import { describe, expect, it } from 'vitest';
import { watchService, type WatchPorts } from './watch.ts';

const configuration = {
  province: { issuer: 'https://a.example.cn', clientId: 'site' },
  staff: { issuer: 'https://b.example.cn', clientId: 'site' },
  audience: 'api',
};
const notFound = { type: 'about:blank', title: '', status: 404, detail: '', code: 'not-found', errors: [] };
const sound: Readonly<Record<string, { status: number; body: unknown }>> = {
  configuration: { status: 200, body: configuration },
  publicity: { status: 200, body: { items: [], cursor: null } },
  verification: { status: 404, body: notFound },
};

async function watched(answers: Readonly<Record<string, { status: number; body: unknown } | Error>>) {
  const pulses: string[] = [];
  const ask: WatchPorts['ask'] = (_method, path) => {
    const name = Object.keys(sound).find((one) => path.endsWith(one)) ?? '';
    const answer = answers[name] ?? sound[name] ?? { status: 500, body: undefined };
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const pulse = (at: string) => Promise.resolve(void pulses.push(at));
  return { failed: await watchService({ ask, pulse }, new Date(0)), pulses };
}

describe('the watch', () => {
  it.each([
    ['finds nothing while everything answers', {}, []],
    [
      'takes a look-up beyond its quota for an answer',
      { verification: { status: 429, body: { ...notFound, status: 429, code: 'too-many-requests' } } },
      [],
    ],
    ['names what answers with an error', { publicity: { status: 503, body: undefined } }, ['publicity']],
    ['names what answers something else', { configuration: { status: 200, body: '<html>' } }, ['configuration']],
    [
      'names a page that is not found where the register should answer',
      { verification: { status: 404, body: undefined } },
      ['verification'],
    ],
    ['says why nothing answers', { verification: new Error('timed out') }, ['verification: timed out']],
  ])('%s, and writes the pulse', async (_, answers, failed) => {
    expect(await watched(answers)).toEqual({ failed, pulses: ['1970-01-01T00:00:00.000Z'] });
  });
});
