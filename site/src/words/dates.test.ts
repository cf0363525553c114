import { expect, it } from 'vitest';
import { dayText, instantText } from './dates.ts';

it('writes instants in the time of Shanghai, whatever the zone of the machine', () => {
  expect(instantText('2026-03-04T15:59:59Z')).toBe('2026-03-04 23:59');
  expect(instantText('2026-03-04T16:00:00Z')).toBe('2026-03-05 00:00');
  expect(dayText('2026-12-31T16:30:00Z')).toBe('2027-01-01');
});
