import { describe, expect, it } from 'vitest';
import { quotaExhausted, quotaPeriod, quotas } from './quotas.ts';

describe('a quota counts by the clock of Shanghai', () => {
  it.each([
    ['2026-11-27T15:59:59.999Z', '2026-11-27', '2026-11-27T16:00:00.000Z'],
    ['2026-11-27T16:00:00.000Z', '2026-11-28', '2026-11-28T16:00:00.000Z'],
  ])('day: %s', (now, name, until) => {
    expect(quotaPeriod('day', new Date(now))).toEqual({ name, until: new Date(until) });
  });

  it('hour by hour', () => {
    const early = quotaPeriod('hour', new Date('2026-11-27T05:59:59.999Z'));
    expect(early.until).toEqual(new Date('2026-11-27T06:00:00.000Z'));
    expect(quotaPeriod('hour', new Date('2026-11-27T06:00:00.000Z')).name).not.toBe(early.name);
  });

  it('or for ever', () => {
    expect(quotaPeriod('always', new Date(0))).toEqual(quotaPeriod('always', new Date()));
  });
});

describe('a quota that is used up says', () => {
  const now = new Date('2026-11-27T05:10:00.000Z');
  it('when it is possible again', () => {
    expect(quotaExhausted(quotas['person-drafts'], now)).toBe(
      '您今日已新建申请 50 次，已达上限，请于2026年11月28日0时起再试。',
    );
    expect(quotaExhausted(quotas.employer, now)).toBe('您已查询企业 120 次，已达上限，请在50分钟后再试。');
    const last = new Date('2026-11-27T05:19:59.999Z');
    expect(quotaExhausted(quotas.verification, last)).toBe('验证未通过 60 次，已达上限，请在1分钟后再试。');
  });

  it('what can be done instead where it never is', () => {
    expect(quotaExhausted(quotas['case-uploads'], now)).toBe(
      '本方在这项申请中已上传文件 60 次，已达上限，不能再继续。请使用已上传的文件，或者撤回（退回）后重新申请。',
    );
  });
});
