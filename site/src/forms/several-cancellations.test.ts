import { expect, it } from 'vitest';
import { commonGrounds, sendEach, type Sent, severalBody, severalProblems } from './several-cancellations.ts';

it('several are cancelled on one ground that all their professions have, and with what is said of them', () => {
  const grounds = commonGrounds(['constructor-2', 'cost-2']);
  expect(grounds).toContain('employment-ended');
  expect([...severalProblems({ ground: 'x', statement: ' ' }, grounds).keys()]).toEqual([
    'cancellation.ground',
    'cancellation.statement',
  ]);
  const form = { ground: 'employment-ended', statement: ' 双方已解除劳动合同。 ' };
  expect(severalBody(form, grounds)).toEqual({ ground: 'employment-ended', statement: '双方已解除劳动合同。' });
  expect(severalBody(form, [])).toBeNull();
});

it('what has been begun is not sent again, and what failed is sent again under its key', async () => {
  const keys = new Map<string, string>();
  const calls: string[] = [];
  let sent: ReadonlyMap<string, Sent> = new Map();
  const send = (number: string, key: string): Promise<Sent> => {
    calls.push(`${number} ${key}`);
    const fails = number === 'b' && calls.length < 3;
    return Promise.resolve(
      fails ? { kind: 'failed', message: '网络', openApplicationId: null } : { kind: 'begun', applicationId: number },
    );
  };
  const show = (now: ReadonlyMap<string, Sent>) => (sent = now);
  await sendEach(['a', 'b'], { sent, keys }, send, show);
  expect([...sent].map(([number, { kind }]) => `${number} ${kind}`)).toEqual(['a begun', 'b failed']);
  await sendEach(['a', 'b'], { sent, keys }, send, show);
  expect(calls.map((call) => call.split(' ')[0])).toEqual(['a', 'b', 'b']);
  expect(calls[2]).toBe(calls[1]);
  expect(sent.get('b')).toEqual({ kind: 'begun', applicationId: 'b' });
});
