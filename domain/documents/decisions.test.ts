import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../application-parts.ts';
import { effectOf, matterRows, rowOf } from '../catalogue.ts';
import { noticesAfter } from '../notices-after.ts';
import { professions } from '../professions.ts';
import { makeApplication, makeQualification, makeRegistration } from '../test-facts.ts';
import { approvalDecision, expiryNotice } from './decisions.ts';
import { paperNumber } from './paper-number.ts';

const remedies = '如不服本决定，可以自收到之日起六十日内依法向江苏省人民政府申请行政复议';
const granting = matterRows.filter((row) => effectOf(row).approvalNotice === 'approval-decision');

describe('the decision to approve', () => {
  it.each(granting.map((row) => [row.profession, row.matter] as const))(
    'of %s, %s says what is approved, by which law, under which number, and how it can be contested',
    (profession, matter) => {
      const registration = makeRegistration({ profession });
      const application = makeApplication({
        ...{ profession, matter, number: 'ZS20261122000012', registrations: [registration] },
        qualification: makeQualification(profession),
        draft: { ...emptyDraft, specialties: professions[profession].specialties.slice(0, 1) },
      });
      const { verb, grants } = effectOf(application);
      const { title, statements, issuer } = approvalDecision(
        { ...application, registrationNumbers: ['苏1'] },
        '2026-03-05',
      );
      const text = statements.join('\n');
      expect(title).toBe(`准予${verb}决定书`);
      expect(text).toContain(`受理编号：ZS20261122000012）`);
      expect(text).toContain(`决定准予${verb}。`);
      expect(text).toContain('第三十八条第一款');
      for (const regulation of professions[profession].regulations) expect(text).toContain(regulation);
      expect(text).toContain('注册编号：苏1。');
      expect(text.includes('经审查和公示')).toBe(rowOf(application).publicityDays > 0);
      expect(text.includes('资格证号：YS20200001')).toBe(grants === 'qualification');
      expect(statements.at(-1)).toContain(remedies);
      expect(issuer).toBe('江苏省住房和城乡建设厅');
    },
  );

  it('follows every approval that is final, and none before the publicity is over', () => {
    for (const row of matterRows) {
      const asked = (state: 'in-publicity' | 'approved', action: 'approve' | 'conclude-publicity') =>
        noticesAfter(action, { ...row, state });
      expect(asked('approved', 'approve')).toEqual([effectOf(row).approvalNotice]);
      expect(asked('approved', 'conclude-publicity')).toEqual([effectOf(row).approvalNotice]);
      expect(asked('in-publicity', 'approve')).toEqual([]);
    }
  });

  it('has a number of its own', () => {
    expect(paperNumber('approval-decision', 'ZS20261122000012', 9)).toBe('苏建注准〔2026〕ZS000012-9号');
  });
});

describe('the notice that an application has expired', () => {
  const application = makeApplication({ matter: 'renewal', number: 'YX20261122000012' });
  const saying = (
    from: 'awaiting-employer' | 'returned' | 'awaiting-correction',
    addressee: 'employer' | null = null,
  ) => expiryNotice(application, { from, addressee }, '2026-03-05').statements.join('\n');

  it.each([
    ['awaiting-employer', null, '聘用企业未在规定期限（15个工作日）内上传签字盖章的申请表', false],
    ['returned', null, '申请被聘用企业退回后未在规定期限（15个工作日）内重新提交', false],
    ['awaiting-correction', null, '申请人未在规定期限（15个工作日）内按补正通知书补正', true],
    ['awaiting-correction', 'employer', '聘用企业未在规定期限（15个工作日）内按补正通知书补正', true],
  ] as const)('in %s, asked of %s, says why: %s', (from, addressee, why, contested) => {
    const text = saying(from, addressee);
    for (const part of [why, '2026年3月5日失效', '可以在具备条件后重新申请']) expect(text).toContain(part);
    expect(text.includes('行政复议')).toBe(contested);
  });

  it('goes to the employer that has begun a cancellation itself', () => {
    const draft = { ...emptyDraft, employment: { ...emptyDraft.employment, employerName: '甲公司' } };
    const own = makeApplication({ matter: 'cancellation', initiator: 'employer', draft });
    const { statements, title } = expiryNotice(own, { from: 'awaiting-employer', addressee: null }, '2026-03-05');
    expect(title).toBe('申请失效告知书');
    expect(statements.slice(0, 2).join('')).toContain('甲公司：你单位提交的');
    expect(noticesAfter('expire', { ...own, state: 'expired' })).toEqual(['expiry-notice']);
  });
});
