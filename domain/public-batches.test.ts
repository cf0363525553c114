import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchId, batchNumber, batchPlace, batchWindow, batchYear, publicityWindow } from './public-batches.ts';

const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
const daySeconds = fc.constantFrom(1, 10, 86_400);

describe('a batch', () => {
  it('of a day closes at midnight in Shanghai and is published a minute later', () => {
    const window = batchWindow('publicity', new Date('2026-11-27T15:59:59.999Z'), 86_400);
    expect(window).toEqual({ closesAt: '2026-11-27T16:00:00.000Z', publishAt: '2026-11-27T16:01:00.000Z' });
    expect(batchWindow('publicity', new Date('2026-11-27T16:00:00.000Z'), 86_400).closesAt).toBe(
      '2026-11-28T16:00:00.000Z',
    );
  });

  it('is numbered in the year in which it is published, as papers and addresses write it', () => {
    const window = batchWindow('announcement', new Date('2026-12-31T12:00:00.000Z'), 86_400);
    // The week ends with Sunday, 3 January.
    expect(window.closesAt).toBe('2027-01-03T16:00:00.000Z');
    const place = { kind: 'announcement', year: batchYear(window), number: 1 } as const;
    expect(batchNumber(place)).toBe('苏建注公告〔2027〕第1号');
    expect(batchPlace('announcement', batchId(place))).toEqual(place);
    expect(() => batchPlace('publicity', '2026-0')).toThrow(RangeError);
  });

  it('keeps everything in publicity at least as many days as its row says, counted from when everybody sees it', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), daySeconds, (now, days, day) => {
        const { closesAt, publishAt, endsAt } = publicityWindow(days, now, day);
        expect(Date.parse(closesAt)).toBeGreaterThan(now.getTime());
        expect(Date.parse(publishAt)).toBeGreaterThanOrEqual(Date.parse(closesAt));
        expect(Date.parse(endsAt) - Date.parse(publishAt)).toBeGreaterThanOrEqual(days * day * 1000);
      }),
    );
  });

  it('leaves no instant between two windows and puts none in two', () => {
    fc.assert(
      fc.property(instants, daySeconds, (now, day) => {
        const closes = new Date(batchWindow('publicity', now, day).closesAt);
        const last = new Date(closes.getTime() - 1);
        expect(batchWindow('publicity', last, day).closesAt).toBe(closes.toISOString());
        expect(batchWindow('publicity', closes, day).closesAt).not.toBe(closes.toISOString());
      }),
    );
  });
});
