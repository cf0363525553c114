import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../application-parts.ts';
import { holdGroundCodes, holdGrounds, stopsClock } from '../hold-grounds.ts';
import { makeApplication } from '../test-facts.ts';
import { holdNotice, resumptionNotice } from './hold-notices.ts';
import { paperNumber } from './paper-number.ts';

const employment = { ...emptyDraft.employment, employerName: '演示建设有限公司' };
const application = makeApplication({ number: 'ZS20261122000012', draft: { ...emptyDraft, employment } });
const stopping = holdGroundCodes.filter(stopsClock);

describe('the time that does not count within the period of a decision', () => {
  it.each(stopping)(
    'because of %s is told to the person and the employer, with what it is for and how long',
    (ground) => {
      const hold = { ground, reason: '待专家组意见。', since: '2026-03-03', until: '2026-03-10' };
      const { title, statements, issuer, issuedOn } = holdNotice(application, hold, '2026-03-03');
      const text = statements.join('\n');
      expect(title).toBe('不计入审查期限告知书');
      expect(statements[0]).toBe(`${application.applicant.name}、演示建设有限公司：`);
      expect(text).toContain('受理编号：ZS20261122000012）需要依法');
      expect(text).toContain(holdGrounds[ground].needs);
      expect(text).toContain('《中华人民共和国行政许可法》第四十五条');
      expect(text).toContain('待专家组意见。');
      expect(statements.at(-1)).toBe('你和聘用企业无需操作，可以登录平台查看办理进度。');
      expect(text).toContain('自2026年3月3日至2026年3月10日，其间6个工作日不计入审查期限');
      expect([issuer, issuedOn]).toEqual(['江苏省住房和城乡建设厅', '2026年3月3日']);
    },
  );

  it('and that ends sooner is told anew, with the day from which the period goes on', () => {
    const hold = { ground: 'hearing', reason: '听证。', since: '2026-03-03', until: '2026-03-10' } as const;
    const alone = makeApplication({ number: 'ZS20261122000012' });
    const text = resumptionNotice(alone, hold, '2026-03-06').statements.join('\n');
    expect(text).toContain(`${alone.applicant.name}：`);
    expect(text).toContain('听证已经提前结束');
    expect(text).toContain('自2026年3月6日起继续计算审查期限');
    expect(text).toContain('原定至2026年3月10日止');
    for (const paper of [holdNotice, resumptionNotice]) {
      const { statements } = paper(alone, hold, '2026-03-06');
      expect(statements.at(-1)).toBe('你无需操作，可以登录平台查看办理进度。');
    }
  });

  it('has papers with numbers of their own', () => {
    expect(paperNumber('hold-notice', 'ZS20261122000012', 9)).toBe('苏建注止〔2026〕ZS000012-9号');
    expect(paperNumber('resumption-notice', 'ZS20261122000012', 10)).toBe('苏建注恢〔2026〕ZS000012-10号');
  });

  it('is told of no reason that the law does not name', () => {
    expect(stopping).toEqual(['hearing', 'inspection', 'appraisal', 'expert-review']);
  });
});
