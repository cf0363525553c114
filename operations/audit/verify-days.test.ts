import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyDays } from './verify-days.ts';

function record(day: string, previous: string | null, looks: readonly string[]) {
  const text = [JSON.stringify({ day, previous, looks: looks.length }), ...looks, ''].join('\n');
  return { key: `looks/${day.slice(0, 4)}/${day}.ndjson`, text };
}
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

const first = record('2026-12-31', null, ['{"subject":"ZS1"}']);
const second = record('2027-01-01', digestOf(first.text), []);
const third = record('2027-01-02', digestOf(second.text), ['{"subject":"ZS2"}']);

describe('the kept record of looks', () => {
  it('holds from the first day on, over the turn of a year', () => {
    expect(verifyDays([third, first, second])).toEqual({
      ...{ days: 3, looks: 2, lastDay: '2027-01-02', lastDigest: digestOf(third.text), faults: [] },
    });
  });

  it.each([
    ['a look is changed', [{ ...first, text: first.text.replace('ZS1', 'ZS9') }, second, third], '2027-01-01'],
    ['a day is taken away', [first, third], '2027-01-02'],
    ['the first day is taken away', [second, third], '2027-01-01'],
    ['a look is taken away', [{ ...first, text: `${first.text.split('\n')[0] ?? ''}\n` }, second, third], '2026-12-31'],
    ['it is no record', [{ ...first, text: 'nothing' }], '2026-12-31'],
    ['a day lies under another', [{ ...first, key: second.key }], '2027-01-01'],
  ])('shows when %s', (_what, records, where) => {
    expect(verifyDays(records).faults[0]).toContain(where);
  });
});
