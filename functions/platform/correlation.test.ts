import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { newTraceparent, traceIdIn } from '../../api/correlation.ts';
import { continueCorrelation, correlated, correlationId, requestedCorrelation } from './correlation.ts';

const id = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the id that a request brings', () => {
  it('is the trace id of a header of the form, which pages make', () => {
    expect(requestedCorrelation(`00-${id}-00f067aa0ba902b7-01`)).toBe(id);
    expect(traceIdIn(newTraceparent())).toMatch(/^[0-9a-f]{32}$/u);
    expect(newTraceparent()).not.toBe(newTraceparent());
  });

  it.each([
    undefined,
    '',
    id,
    `00-${id.toUpperCase()}-00f067aa0ba902b7-01`,
    `01-${id}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${id}-${'0'.repeat(16)}-01`,
    `00-${id}-00f067aa0ba902b7-01,00-${id}-00f067aa0ba902b7-01`,
    ` 00-${id}-00f067aa0ba902b7-01`,
    '00-张明远-00f067aa0ba902b7-01',
  ])('is none in %s', (header) => {
    expect(requestedCorrelation(header)).toBeUndefined();
  });
});

describe('what follows from an action', () => {
  it('bears its id, side by side with what follows from others', async () => {
    const others = [id, id.replaceAll('4', '5')];
    const seen = await Promise.all(
      others.map(async (each) => correlated(each, async () => (await delay(1), correlationId()))),
    );
    expect(seen).toEqual(others);
    expect(correlationId()).toBeUndefined();
  });

  it('bears a new one where none of the form is known', async () => {
    for (const unknown of [undefined, 'person-zhang']) {
      expect(await correlated(unknown, () => Promise.resolve(correlationId()))).toMatch(/^[0-9a-f]{32}$/u);
    }
  });

  it('goes on under the id of what has led to it, once that is read', async () => {
    const seen = await correlated(undefined, async () => {
      await delay(1);
      continueCorrelation(id);
      continueCorrelation(undefined);
      return correlationId();
    });
    expect(seen).toBe(id);
  });
});
