import { emptyDraft } from './application-parts.ts';
import { describe, expect, it } from 'vitest';
import { applicationFields } from './application-fields.ts';
import { findMatterRow, matterRows, ownFilesOf } from './catalogue.ts';
import { fileSlotRules } from './file-slots.ts';
import { correctionSubjects, subjectsKnown, toldAtOnce } from './correction-notice.ts';
import { employmentComplete } from './employment-rules.ts';
import { noticeText } from './issued-notice.ts';
import { fieldsOfAnotherApplication } from './open-fields.ts';

const architect = findMatterRow('architect-2', 'initial')!;

describe('the subjects of a notice of correction', () => {
  it.each(matterRows)('of $profession × $matter are the files of the row, each with its owner', (row) => {
    const filesOf = (addressee: 'practitioner' | 'employer') =>
      correctionSubjects(row, addressee).filter(({ field }) => field.startsWith('files.'));
    const named = (slots: readonly (keyof typeof fileSlotRules)[]) =>
      slots.map((slot) => ({ field: `files.${slot}`, label: fileSlotRules[slot].name }));
    expect(filesOf('practitioner')).toEqual(named(ownFilesOf(row)));
    expect(filesOf('employer')).toEqual(named(row.employerFiles));
  });

  it('are called as the rules call them', () => {
    const labels = new Map(correctionSubjects(architect, 'practitioner').map(({ field, label }) => [field, label]));
    const missing = employmentComplete({ ...emptyDraft.employment, contractKind: 'fixed-term' });
    expect(missing.length).toBeGreaterThan(5);
    const others = missing.filter(({ field }) => !fieldsOfAnotherApplication.includes(field));
    expect(others.length).toBeGreaterThan(3);
    for (const { field, message } of others) expect(message).toBe(`请填写${labels.get(field)}。`);
  });

  it('leave out what the identity platform vouches for, and what the matter has not', () => {
    const fields = (profession: 'architect-2' | 'constructor-2', matter: 'initial' | 'out-of-province-entry') =>
      correctionSubjects(findMatterRow(profession, matter)!, 'practitioner').map(({ field }) => field);
    expect(fields('architect-2', 'initial')).not.toContain('profile.idNumber');
    // Others committed to exactly this employer: with another one it is another application.
    expect(fields('architect-2', 'initial')).not.toContain('employment.employerCreditCode');
    expect(fields('architect-2', 'initial')).not.toContain('specialties');
    expect(fields('constructor-2', 'initial')).toContain('specialties');
    expect(fields('architect-2', 'out-of-province-entry')).toContain('entry.passedYear');
    expect(fields('architect-2', 'out-of-province-entry')).not.toContain('employment.contractEnd');
  });

  it('of the employer are the sealed form and what the profession asks it for', () => {
    const employers = (profession: 'architect-2' | 'constructor-2' | 'cost-2') =>
      correctionSubjects(findMatterRow(profession, 'initial')!, 'employer').map(({ label }) => label);
    expect(employers('architect-2')).toEqual(['签字盖章的申请表', '资质类型及资质证号']);
    expect(employers('cost-2')).toEqual(['签字盖章的申请表', '是否为造价咨询企业']);
    expect(employers('constructor-2')).toEqual(['签字盖章的申请表']);
  });

  it('have codes of their own', () => {
    const codes = applicationFields.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('are refused where the addressee cannot mend them', () => {
    const items = [{ field: 'files.contract' }, { field: null }, { field: 'employment.salary' }];
    expect(subjectsKnown(architect, 'practitioner', items).map(({ field }) => field)).toEqual(['items.2.field']);
    expect(subjectsKnown(architect, 'employer', items).map(({ field }) => field)).toEqual([
      'items.0.field',
      'items.2.field',
    ]);
  });
});

describe('everything is told at once', () => {
  it.each([
    [0, null, false],
    [0, '新发现', false],
    [1, '新发现', false],
    [1, null, true],
    [2, null, true],
  ])('after %i notices with the reason %s: refused %s', (earlier, reason, refused) => {
    const violations = toldAtOnce(earlier, reason);
    expect(violations.map(({ code, field }) => [code, field])).toEqual(
      refused ? [['later-reason-missing', 'laterReason']] : [],
    );
  });

  it('and a later notice says why', () => {
    const items = [{ field: null, subject: '劳动合同', problem: '缺少第三页' }];
    expect(noticeText({ items, laterReason: null })).toBe('1．劳动合同：缺少第三页');
    expect(noticeText({ items, laterReason: '合同为补正时新上传。' })).toBe(
      '1．劳动合同：缺少第三页\n以上内容未能在首次补正通知中一并告知，原因：合同为补正时新上传。',
    );
  });
});
