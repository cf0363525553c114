import { describe, expect, it } from 'vitest';
import type { ProfessionCode } from '../professions.ts';
import { makeApplication, makeRegistration } from '../test-facts.ts';
import { certificateContent } from './certificate.ts';
import { acceptanceNotice, cancellationNotice, nonAcceptanceNotice, rejectionNotice } from './notices.ts';

describe('a certificate', () => {
  it.each([
    ['architect-2', '中华人民共和国二级注册建筑师注册证书', '江苏省注册建筑师管理委员会'],
    ['structural-2', '二级注册结构工程师注册执业证书', '江苏省住房和城乡建设厅'],
    ['constructor-2', '二级建造师注册证书', '江苏省住房和城乡建设厅'],
    ['cost-2', '二级造价工程师注册证书', '江苏省住房和城乡建设厅'],
  ] as const)('of %s is a %s, given by %s', (profession: ProfessionCode, title, issuer) => {
    const registration = makeRegistration({ profession });
    const application = makeApplication({ profession, matter: 'renewal' });
    expect(certificateContent(application, registration, '2026-03-05', 'https://example.cn')).toMatchObject({
      title,
      issuer,
    });
  });
});

describe('a notice', () => {
  const application = makeApplication({ matter: 'cancellation', registrations: [makeRegistration()] });
  const contested = [
    nonAcceptanceNotice(application, '2026-03-05', '材料不全'),
    rejectionNotice(application, '2026-03-05', '材料不实'),
    cancellationNotice(application, '2026-03-05'),
  ];

  it('that refuses or ends something names who reviews it, the court and their periods', () => {
    for (const { statements, issuer } of contested) {
      expect(statements.at(-1)).toBe(
        '如不服本决定，可以自收到之日起六十日内依法向江苏省人民政府申请行政复议，或者六个月内依法向南京铁路运输法院提起行政诉讼。',
      );
      expect(issuer).toBe('江苏省住房和城乡建设厅');
    }
  });

  it('that accepts does not', () => {
    expect(acceptanceNotice(application, '2026-03-05', null).statements.join('')).not.toContain('行政复议');
  });
});
