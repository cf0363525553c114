import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { qualificationIdOf } from '../records/qualifications.ts';
import { startTestTable } from '../records/test-table.ts';
import { readQualificationRow } from './qualification-row.ts';

const engine = await startTestTable();
const { importPersonList } = await import('./import-list.ts');
const { qualificationList } = await import('./import-qualifications.ts');
const { QualificationEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const personIdOf = (idNumber: string) =>
  Promise.resolve(createHash('sha256').update(idNumber).digest('hex').slice(0, 40));

// Invented people; the check digits are right.
const zhang = { 姓名: '张明远', 证件号码: '320106198803150016' };
const wang = { 姓名: '王璐', 证件号码: '320205199207080027' };

let count = 0;
/** A row with a certificate of its own. */
function makeRow(cells: Record<string, string> = {}, line = 2) {
  count += 1;
  return {
    line,
    cells: {
      ...zhang,
      职业: '二级注册建造师',
      资格证号: `YSZS2021${String(count).padStart(6, '0')}`,
      专业: '建筑工程、市政公用工程',
      取得日期: '2021-08-12',
      取得省份: '江苏省',
      ...cells,
    },
  };
}

type Rows = Parameters<typeof importPersonList>[0];
async function run(rows: Rows) {
  const result = await importPersonList(rows, qualificationList, { personIdOf, now, importerId: null });
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

async function qualificationsOf(idNumber: string) {
  const personId = await personIdOf(idNumber);
  return (await QualificationEntity.query.person({ personId }).go({ pages: 'all' })).data;
}

function message(cells: Record<string, string>): string {
  const reading = readQualificationRow(makeRow(cells), '2026-03-02');
  return reading.ok ? 'accepted' : reading.message;
}

describe('a row', () => {
  it('is understood in the words of the list', () => {
    const cells = { 专业: ' 市政公用工程；建筑工程;建筑工程 ', 取得日期: '2021/8/2', 取得省份: '浙江' };
    expect(readQualificationRow(makeRow(cells, 7), '2026-03-02')).toMatchObject({
      ok: true,
      value: {
        ...{ line: 7, holderName: '张明远', profession: 'constructor-2', obtainedOn: '2021-08-02', province: '浙江省' },
        specialties: ['建筑工程', '市政公用工程'],
      },
    });
  });

  it.each([
    [{ 职业: 'architect-2', 专业: '' }],
    [{ 证件号码: ' 32010619900307008x ' }],
    [{ 证件号码: 'Ｈ０１２３４５６７', 证件类型: '港澳居民来往内地通行证' }],
    [{ 证件号码: '0123456701（B）' }],
    [{ 姓名: 'JOHN SAMPLE', 证件号码: 'gbr 000000019', 证件类型: '护照' }],
    [{ 取得日期: '2026年3月2日' }],
    [{ 取得日期: '2021/8/2 0:00' }],
    [{ 取得日期: '2021-08-02 00:00:00' }],
    [{ 资格证号: 'yszs2021-0001' }],
    [{ 姓名: '阿依古丽·买买提' }],
  ])('such as %o is accepted', (cells: Record<string, string>) => expect(message(cells)).toBe('accepted'));

  it.each([
    [{ 姓名: '' }, '“姓名”没有填写'],
    [{ 姓名: '<b>张</b>' }, '“姓名”不正确'],
    [{ 姓名: '张😀' }, '“姓名”中有无法打印的字符（😀）'],
    [{ 证件号码: '320106198803150017' }, '“证件号码”不是正确的'],
    [{ 证件号码: '320106198802300018' }, '“证件号码”不是正确的'],
    [{ 证件号码: '000000019' }, '“证件号码”不是正确的'],
    [{ 证件号码: 'H01234567', 证件类型: '居民身份证' }, '而“证件号码”是港澳居民来往内地通行证的号码'],
    [{ 职业: '一级注册建造师' }, '“职业”不正确'],
    [{ 资格证号: 'AB' }, '“资格证号”不正确'],
    [{ 专业: '' }, '应填写“专业”'],
    [{ 专业: '建筑工程、土木建筑工程' }, '“土木建筑工程”不是二级注册建造师的专业'],
    [{ 职业: '二级注册建筑师', 专业: '建筑工程' }, '二级注册建筑师没有专业'],
    [{ 取得日期: '2021-02-29' }, '“取得日期”不是存在的日期'],
    [{ 取得日期: '44410' }, '“取得日期”是表格软件的日期序号'],
    [{ 证件号码: '3.20105E+17' }, '“证件号码”被表格软件改成了科学计数法'],
    [{ 资格证号: '2.02112E+13' }, '“资格证号”被表格软件改成了科学计数法'],
    [{ 取得日期: '2026-03-03' }, '“取得日期”在今天之后'],
    [{ 取得日期: '1988-03-15' }, '“取得日期”早于出生日期'],
    [{ 取得省份: '南京市' }, '“取得省份”不是省级行政区名称'],
  ])('such as %o is rejected', (cells: Record<string, string>, expected) => expect(message(cells)).toContain(expected));

  it('without its columns says which one is missing', () => {
    expect(readQualificationRow({ line: 3, cells: {} }, '2026-03-02')).toEqual({
      ok: false,
      line: 3,
      message: '“姓名”没有填写。',
    });
  });

  it('has the same id for the same certificate, in the form of an id', () => {
    const certificate = { profession: 'cost-2', certificateNumber: '苏ZJ20210001' } as const;
    expect(qualificationIdOf(certificate)).toBe(qualificationIdOf({ ...certificate }));
    expect(qualificationIdOf(certificate)).not.toBe(qualificationIdOf({ ...certificate, profession: 'architect-2' }));
    expect(qualificationIdOf(certificate)).toMatch(/^[a-z0-9-]{4,64}$/);
  });
});

describe('an import', () => {
  it('keeps good rows and reports bad ones with line and reason', async () => {
    const good = makeRow({}, 2);
    const answer = await run([good, makeRow({ 证件号码: '1' }, 3), makeRow({ 取得省份: '火星' }, 4)]);
    expect(answer).toMatchObject({ imported: 1, unchanged: 0, rejected: [{ line: 3 }, { line: 4 }] });
    const stored = (await qualificationsOf(zhang['证件号码'])).find(
      ({ certificateNumber }) => certificateNumber === good.cells['资格证号'],
    );
    expect(stored).toMatchObject({ holderName: '张明远', obtainedOn: '2021-08-12', province: '江苏省' });
  });

  it('changes nothing when it is done again, and updates what has changed', async () => {
    const row = makeRow();
    expect(await run([row])).toEqual({ imported: 1, unchanged: 0, rejected: [] });
    expect(await run([row])).toEqual({ imported: 0, unchanged: 1, rejected: [] });
    expect(await run([{ ...row, cells: { ...row.cells, 专业: '公路工程' } }])).toMatchObject({ imported: 1 });
    const stored = (await qualificationsOf(zhang['证件号码'])).filter(
      ({ certificateNumber }) => certificateNumber === row.cells['资格证号'],
    );
    expect(stored.map(({ specialties }) => specialties)).toEqual([['公路工程']]);
  });

  it('rejects a certificate that another person holds, of the same profession only', async () => {
    const row = makeRow();
    await run([row]);
    const foreign = { ...row, cells: { ...row.cells, ...wang } };
    const answer = await run([foreign]);
    expect(answer.rejected[0]?.message).toContain('已登记在另一个证件号码名下');
    const other = { ...foreign, cells: { ...foreign.cells, 职业: '二级注册建筑师', 专业: '' } };
    expect(await run([other])).toMatchObject({ imported: 1 });
  });

  it('gives a certificate to one of two people who are imported at once', async () => {
    const row = makeRow();
    const foreign = { ...row, cells: { ...row.cells, ...wang } };
    const answers = await Promise.all([run([row]), run([foreign])]);
    expect(answers.map(({ imported }) => imported).toSorted()).toEqual([0, 1]);
  });

  it('rejects the second of two rows with the same certificate', async () => {
    const row = makeRow();
    const answer = await run([row, { ...row, line: 5 }]);
    expect(answer).toEqual({
      imported: 1,
      unchanged: 0,
      rejected: [{ line: 5, message: '与第2行的资格证号重复，请只保留一行。' }],
    });
  });

  it('takes a hundred rows', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => makeRow({}, index + 2));
    expect(await run(rows)).toEqual({ imported: 100, unchanged: 0, rejected: [] });
  });

  it('never stores an identity number', async () => {
    await run([makeRow()]);
    expect(JSON.stringify(await qualificationsOf(zhang['证件号码']))).not.toContain(zhang['证件号码']);
  });
});
