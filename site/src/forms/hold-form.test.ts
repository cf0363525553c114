import { describe, expect, it } from 'vitest';
import { emptyHold, holdBody, holdProblems } from './hold-form.ts';

const today = '2026-03-05';

describe('the form of a suspension or a lock', () => {
  it.each([
    ['propose-suspension', ['document', 'from', 'until', 'reason']],
    ['lift-suspension', ['reason']],
    ['lock', ['project', 'until', 'reason']],
    ['unlock', ['reason']],
  ] as const)('%s misses what it asks for', (action, fields) => {
    expect([...holdProblems(action, emptyHold, today).keys()]).toEqual(fields);
  });

  it('does not end before it begins, or before today', () => {
    const form = { ...emptyHold, reason: '理由', document: '文号', project: '项目', from: '2026-04-01' };
    const until = (action: 'propose-suspension' | 'lock', day: string) =>
      holdProblems(action, { ...form, until: day }, today).has('until');
    expect(until('propose-suspension', '2026-03-31')).toBe(true);
    expect(until('propose-suspension', '2026-04-01')).toBe(false);
    expect(until('lock', '2026-03-04')).toBe(true);
    expect(until('lock', '2026-03-05')).toBe(false);
  });

  it('sends what was filled in, cleaned', () => {
    const form = { ...emptyHold, reason: ' 担任项目负责人 ', project: '演示大厦 ', until: '2026-12-31' };
    expect(holdBody('lock', form, 3)).toEqual({
      ...{ action: 'lock', version: 3, reason: '担任项目负责人', project: '演示大厦', until: '2026-12-31' },
    });
    expect(holdBody('unlock', form, 3)).toEqual({ action: 'unlock', version: 3, reason: '担任项目负责人' });
  });
});
