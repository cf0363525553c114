import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { addYears, ageOn, shanghaiDate } from '../../domain/calendar-dates.ts';
import { hasUsualForm } from '../../domain/numbering.ts';
import { parseResidentIdentityNumber } from '../../domain/identifiers.ts';
import { professionCodes, professions } from '../../domain/professions.ts';
import { type RegisterEntry, registrationSnapshot } from '../../domain/registration.ts';
import { lastDaysOf } from '../../domain/registration-terms.ts';
import { typedRegistrationNumber } from '../../domain/typed.ts';
import { comparableCode } from '../../domain/verification-code.ts';
import { sampleRegister } from '../../tests/support/parties/sample-register.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { importPersonList } = await import('./import-list.ts');
const { registrationList } = await import('./import-registrations.ts');
const { RegistrationEntity } = await import('../records/entities.ts');
const { entryOf } = await import('../records/register-items.ts');
const { loadCase } = await import('../cases/case.ts');
const { carryOut } = await import('../cases/carry-out.ts');
const { verifyCertificate } = await import('../public/verification.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const rows = sampleRegister(shanghaiDate(now));
const column = (name: string) => rows.map(({ cells }) => cells[name] ?? '');

async function importAll() {
  const reports = [];
  // As many rows as a request has (api/department.ts).
  for (const part of [rows.slice(0, 100), rows.slice(100)]) {
    const sent = part.map(({ line, cells }) => ({ line, cells: { ...cells } }));
    const result = await importPersonList(sent, registrationList, {
      personIdOf: (idNumber) => Promise.resolve(keyOf(idNumber)),
      now,
      importerId: null,
    });
    if (!result.ok) throw new Error(result.refusal.detail);
    reports.push(result.value);
  }
  return {
    imported: reports.reduce((sum, { imported }) => sum + imported, 0),
    unchanged: reports.reduce((sum, { unchanged }) => sum + unchanged, 0),
    rejected: reports.flatMap(({ rejected }) => rejected),
    remarks: reports.flatMap(({ remarks = [] }) => remarks),
  };
}

/** Numbers of registrations whose first specialty ends before another one, valid now. */
function severalTerms(): string[] {
  const today = shanghaiDate(now);
  return rows
    .filter(({ cells }) => new Set(cells['有效期止']?.split('、')).size > 1 && (cells['有效期止'] ?? '') > today)
    .map(({ cells }) => typedRegistrationNumber(cells['注册编号'] ?? ''));
}

async function entryAt(number: string): Promise<RegisterEntry> {
  const { data } = await RegistrationEntity.query.byNumber({ number }).go({ hydrate: true });
  const [item] = data;
  if (item === undefined) throw new Error(`nobody is registered under ${number}`);
  return entryOf(item);
}

/** An application about an entry that waits for its decision, which approves it. */
async function approve(
  entry: RegisterEntry,
  matter: 'renewal' | 'change-employer',
  { specialties = [], company }: { readonly specialties?: readonly string[]; readonly company?: string },
): Promise<void> {
  const { personId, number, profession, employerName, employerCreditCode, holderName } = entry;
  const named = { employerName: company ?? employerName, employerCreditCode: company ?? employerCreditCode };
  const item = makeApplication();
  const draft = { ...item.draft, registrationNumber: number, specialties };
  const application = makeApplication({
    ...{ personId, profession, matter, state: 'awaiting-decision', employerCreditCode: named.employerCreditCode },
    ...{ draft: { ...draft, employment: { ...draft.employment, ...named } }, attachments: { photo: 'photo-1' } },
    release: { party: 'former-employer', employerName, employerCreditCode, answer: 'released', reason: null },
    ...{ applicant: { ...item.applicant, name: holderName }, registrations: [registrationSnapshot(entry)] },
  });
  await putApplication(application);
  const found = await loadCase(application.applicationId);
  if (found === undefined) throw new Error('the application is not there');
  const outcome = await carryOut({
    ...{ found, action: 'approve', actor: 'decision', actorName: '审批员甲', version: application.version },
    ...{ reason: '同意。', now, changes: {}, idempotencyKey: null, officer: { staffId: 'decision-1', personId: null } },
  });
  if (!outcome.ok) throw new Error(outcome.refusal.detail);
}

const keyOf = (idNumber: string) => createHash('sha256').update(idNumber).digest('hex').slice(0, 40);

describe('a sample register of two hundred invented rows of genuine form', () => {
  it('has what a real one has, and is always the same', () => {
    expect(sampleRegister(shanghaiDate(now))).toEqual(rows);
    for (const name of ['注册编号', '证件号码', '资格证号']) expect(new Set(column(name)).size).toBe(200);
    expect(new Set(column('职业')).size).toBe(professionCodes.length);
    const numbers = column('注册编号');
    for (const form of [/^苏232\d{9}$/, /^苏232\d{13}$/, /^建［造］2\d{13}$/, /^苏[建结]232\d{10}$/, /^320\d{5}$/]) {
      expect(numbers.filter((number) => form.test(number)).length).toBeGreaterThan(5);
    }
    expect(column('专业').filter((text) => text.includes('、')).length).toBeGreaterThan(20);
    expect(column('专业').filter((text) => text.includes('水利工程')).length).toBeGreaterThan(5);
    const ages = column('证件号码').map((id) => ageOn(parseResidentIdentityNumber(id)?.birthDate ?? '', '2026-03-02'));
    for (const age of [64, 65]) expect(ages.filter((each) => each === age).length).toBeGreaterThan(5);
    const renamed = Map.groupBy(rows, ({ cells }) => cells['统一社会信用代码']);
    const names = [...renamed.values()].map((group) => new Set(group.map(({ cells }) => cells['聘用企业'])).size);
    expect(names.filter((count) => count === 2)).toHaveLength(8);
    expect(column('有效期止').filter((until) => until < '2026-03-02').length).toBeGreaterThan(20);
    expect(severalTerms().length).toBeGreaterThan(5);
  });

  it('is taken over whole, with a remark on each number of another form, and changes nothing the second time', async () => {
    const other = rows.filter(({ cells }) => {
      const profession = professionCodes.find((each) => professions[each].name === cells['职业']);
      if (profession === undefined) throw new Error('a row of no profession');
      return !hasUsualForm(typedRegistrationNumber(cells['注册编号'] ?? ''), profession);
    });
    const report = await importAll();
    expect(report).toMatchObject({ imported: 200, unchanged: 0, rejected: [] });
    const remarked = (part: string) => report.remarks.filter(({ message }) => message.includes(part));
    expect(remarked('编号形式').map(({ line }) => line)).toEqual(other.map(({ line }) => line));
    // Constructors whose term in the list runs beyond their 65th birthday.
    expect(remarked('65周岁生日当日').length).toBeGreaterThan(3);
    expect(other.length).toBeGreaterThan(3);
    expect(await importAll()).toMatchObject({ imported: 0, unchanged: 200, rejected: [], remarks: [] });
  });

  it('is found by the numbers as they are written and typed', async () => {
    for (const { cells } of rows.slice(0, 20)) {
      const number = typedRegistrationNumber(cells['注册编号'] ?? '');
      const { data } = await RegistrationEntity.query.byNumber({ number }).go({ hydrate: true });
      expect(data).toMatchObject([{ holderName: cells['姓名'], employerName: cells['聘用企业'] }]);
    }
  });

  it('keeps the term of each specialty, by which its holders renew, move and verify', async () => {
    for (const number of severalTerms().slice(0, 3)) {
      const before = await entryAt(number);
      const [first, ...others] = before.terms;
      if (first?.specialty == null) throw new Error('a term without a specialty');
      await approve(before, 'renewal', { specialties: [first.specialty] });
      const renewed = await entryAt(number);
      const until = addYears(first.validUntil, professions[before.profession].validYears);
      expect(renewed.terms).toEqual([{ ...first, validUntil: until }, ...others]);
      expect(renewed.validUntil).toBe(lastDaysOf(renewed.terms).at(-1));

      await approve(renewed, 'change-employer', { company: '虚构接收单位有限公司' });
      const moved = await entryAt(number);
      expect(moved).toMatchObject({ employerName: '虚构接收单位有限公司', terms: renewed.terms });

      const verify = (code: string) => verifyCertificate(number, comparableCode(code), now);
      expect(await verify(moved.verificationCode)).toMatchObject({
        value: { status: 'valid', terms: moved.terms.map(({ specialty, validUntil }) => ({ specialty, validUntil })) },
      });
      expect(await verify(before.verificationCode)).toMatchObject({ value: { status: 'replaced' } });
    }
  });
});
