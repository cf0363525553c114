import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestTable } from '../records/test-table.ts';
import { readEducationRow } from './education-row.ts';
import { readInsuranceRow } from './insurance-row.ts';

const engine = await startTestTable();
const { importPersonList } = await import('./import-list.ts');
const { educationList } = await import('./import-education.ts');
const { insuranceList } = await import('./import-insurance.ts');
const { educationOfPerson } = await import('../register/person-lists.ts');
const { personFile } = await import('../register/person-file.ts');
const { table } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const keyOf = (idNumber: string) => createHash('sha256').update(idNumber).digest('hex').slice(0, 40);
const circumstances = { personIdOf: (idNumber: string) => Promise.resolve(keyOf(idNumber)), now, importerId: null };

// Invented people; the check digits are right.
const zhang = { 姓名: '张明远', 证件号码: '320106198803150016' };
const wang = { 姓名: '王璐', 证件号码: '320205199207080027' };

const course = (cells: Record<string, string> = {}, line = 2) => ({
  line,
  cells: {
    ...zhang,
    职业: '二级注册建造师',
    记录编号: 'XS20260001',
    课程类别: '必修课',
    学时: '30',
    完成日期: '2026-01-05',
    培训机构: '江苏演示继续教育中心',
    ...cells,
  },
});

const insured = (cells: Record<string, string> = {}, line = 2) => ({
  line,
  cells: { ...zhang, 缴费月份: '2026-02', 参保单位: '甲公司', 统一社会信用代码: '91320508000010014J', ...cells },
});

describe('a row of continuing education', () => {
  const read = (cells: Record<string, string>) => readEducationRow(course(cells), '2026-03-02');

  it.each([[{ 课程类别: '选修' }], [{ 学时: '0.5' }], [{ 完成日期: '2026/3/2' }]])('such as %o is accepted', (cells) =>
    expect(read(cells as Record<string, string>).ok).toBe(true),
  );

  it.each([
    [{ 课程类别: '公共课' }, '“课程类别”不正确'],
    [{ 学时: '0' }, '“学时”不正确'],
    [{ 学时: '301' }, '“学时”不正确'],
    [{ 学时: '三十' }, '“学时”不正确'],
    [{ 学时: '1e2' }, '“学时”不正确'],
    [{ 完成日期: '2026-03-03' }, '“完成日期”在今天之后'],
    [{ 完成日期: '1988-03-15' }, '“完成日期”早于出生日期'],
    [{ 记录编号: 'A1' }, '“记录编号”不正确'],
    [{ 培训机构: '' }, '“培训机构”没有填写'],
    [{ 证件号码: '1' }, '“证件号码”不是正确的'],
  ])('such as %o is rejected', (cells: Record<string, string>, message) => {
    expect(read(cells)).toMatchObject({ ok: false, message: expect.stringContaining(message) as string });
  });
});

describe('a row of social insurance', () => {
  const read = (cells: Record<string, string>) => readInsuranceRow(insured(cells), '2026-03-02');

  it.each(['2026-02', '202602', '2026/2', '2026年2月', '2026/2/1', '2026-02-01'])('of %s is of February', (month) => {
    expect(read({ 缴费月份: month })).toMatchObject({ ok: true, value: { month: '2026-02' } });
  });

  it.each([
    [{ 缴费月份: '2026-13' }, '“缴费月份”不是存在的月份'],
    [{ 缴费月份: '2026' }, '“缴费月份”不是存在的月份'],
    [{ 缴费月份: '2026-04' }, '“缴费月份”在本月之后'],
    [{ 统一社会信用代码: '91320508000010014K' }, '“统一社会信用代码”不是正确的'],
    [{ 参保单位: '<b>' }, '“参保单位”不正确'],
  ])('such as %o is rejected', (cells: Record<string, string>, message) => {
    expect(read(cells)).toMatchObject({ ok: false, message: expect.stringContaining(message) as string });
  });
});

describe('an import', () => {
  it('keeps courses once, corrects what the list corrects, and leaves its own person to another', async () => {
    const run = async (...rows: ReturnType<typeof course>[]) => {
      const result = await importPersonList(rows, educationList, {
        ...circumstances,
        importerId: keyOf(wang.证件号码),
      });
      return result.ok ? result.value : null;
    };
    const rows = [course(), course({ 课程类别: '选修课' }, 3), course(wang, 4), course({}, 5)];
    expect(await run(...rows)).toMatchObject({ imported: 2, unchanged: 0, rejected: [{ line: 4 }, { line: 5 }] });
    expect(await run(course())).toEqual({ imported: 0, unchanged: 1, rejected: [] });
    expect(await run(course({ 学时: '35' }))).toMatchObject({ imported: 1 });
    const records = await educationOfPerson(keyOf(zhang.证件号码));
    expect(records.map(({ kind, hours }) => [kind, hours]).toSorted()).toEqual([
      ['compulsory', 35],
      ['elective', 30],
    ]);
    expect(JSON.stringify(records)).not.toContain(zhang.证件号码);
  });

  it('keeps each month once, and the newest name of its unit', async () => {
    const run = async (...rows: ReturnType<typeof insured>[]) => {
      const result = await importPersonList(rows, insuranceList, circumstances);
      return result.ok ? result.value : null;
    };
    expect(await run(insured(), insured({ 缴费月份: '2026-01' }, 3))).toMatchObject({ imported: 2 });
    expect(await run(insured())).toMatchObject({ imported: 0, unchanged: 1 });
    expect(await run(insured({ 参保单位: '甲公司（更名）' }))).toMatchObject({ imported: 1 });
    const months = (await personFile(keyOf(zhang.证件号码)).lists()).insured;
    expect(months.map(({ month, unitName }) => [month, unitName])).toEqual([
      ['2026-01', '甲公司'],
      ['2026-02', '甲公司（更名）'],
    ]);
  });

  it('counts what stands under a former identity number, once, in a circle too', async () => {
    const [former, present] = [keyOf(zhang.证件号码), keyOf(wang.证件号码)];
    await importPersonList([course(), course(wang)], educationList, circumstances);
    await table.entities.formerPerson.put({ personId: present, formerPersonId: former }).go();
    await table.entities.formerPerson.put({ personId: former, formerPersonId: present }).go();
    const numbers = (await educationOfPerson(present)).filter(({ kind }) => kind === 'compulsory');
    expect(numbers).toHaveLength(1);
    expect((await personFile(present).lists()).insured).toHaveLength(2);
  });
});
