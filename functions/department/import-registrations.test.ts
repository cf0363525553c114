import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { registrationCounter } from '../../domain/numbering.ts';
import { rowFor } from '../../domain/test-facts.ts';
import { makeApplication, putApplication } from '../cases/test-case.ts';
import { startTestTable } from '../records/test-table.ts';

const engine = await startTestTable();
const { importPersonList } = await import('./import-list.ts');
const { registrationList } = await import('./import-registrations.ts');
const { loadCase } = await import('../cases/case.ts');
const { drawNumber } = await import('../records/counters.ts');
const { openGuardsOf } = await import('../records/open-guards.ts');
const { carryOut } = await import('../cases/carry-out.ts');
const { GuardEntity, ListedHolderEntity, RegistrationEntity } = await import('../records/entities.ts');

afterAll(async () => await engine.stop());

const now = new Date('2026-03-02T01:00:00.000Z');
const personIdOf = (idNumber: string) =>
  Promise.resolve(createHash('sha256').update(idNumber).digest('hex').slice(0, 40));

// Invented people and companies; the check digits are right.
const zhang = { 姓名: '张明远', 证件号码: '320106198803150016' };
const wang = { 姓名: '王璐', 证件号码: '320205199207080027' };
const zone = rowFor('constructor-2', 'demo-zone').zone?.name ?? '';

let count = 0;
/** A row with a number of its own. */
function makeRow(cells: Record<string, string> = {}, line = 2) {
  count += 1;
  return {
    line,
    cells: {
      ...zhang,
      职业: '二级注册建造师',
      注册编号: `苏23220212024${String(count).padStart(5, '0')}`,
      专业: '机电工程、建筑工程',
      聘用企业: '演示建设有限公司',
      统一社会信用代码: '91320508000010014J',
      有效期起: '2024-03-01',
      有效期止: '2027-02-28',
      资格证号: 'YSZS20210001',
      注册范围: '',
      ...cells,
    },
  };
}

type Row = ReturnType<typeof makeRow>;
async function run(...rows: Row[]) {
  const result = await importPersonList(rows, registrationList, { personIdOf, now, importerId: null });
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

const stored = async ({ cells }: Row) =>
  (await RegistrationEntity.query.byNumber({ number: cells.注册编号 }).go({ hydrate: true })).data;

const message = async (cells: Record<string, string>) => (await run(makeRow(cells))).rejected[0]?.message ?? 'accepted';

describe('a row of the register that came before', () => {
  it('becomes an entry of the register, valid for the same days, with an address to verify it', async () => {
    const row = makeRow({ 专业: '机电工程、建筑工程' });
    expect(await run(row)).toEqual({ imported: 1, unchanged: 0, rejected: [] });
    const [item] = await stored(row);
    expect(item).toMatchObject({
      personId: await personIdOf(zhang.证件号码),
      profession: 'constructor-2',
      specialties: ['建筑工程', '机电工程'],
      employerCreditCode: '91320508000010014J',
      validFrom: '2024-03-01',
      validUntil: '2027-02-28',
      version: 1,
    });
    expect(item?.verificationCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
    expect([item?.zone, item?.applicationId, item?.certificateDocumentId]).toEqual([undefined, undefined, undefined]);
    expect(JSON.stringify(item)).not.toContain(zhang.证件号码);
    // Whose it is stands apart, for exports and reports alone; the same list again completes what was taken over without.
    const personId = await personIdOf(zhang.证件号码);
    const holder = { personId, idType: '居民身份证', idNumber: zhang.证件号码 };
    expect((await ListedHolderEntity.get({ personId }).go()).data).toEqual(holder);
    await ListedHolderEntity.delete({ personId }).go();
    await run(row);
    expect((await ListedHolderEntity.get({ personId }).go()).data).toEqual(holder);
  });

  it('has a term for each specialty where the list gives one for each, in the order in which they are written', async () => {
    const cells = {
      专业: '机电工程、建筑工程',
      有效期起: '2024-03-01、2023/6/1',
      有效期止: '2027-02-28、2026年5月31日',
    };
    const row = makeRow(cells);
    expect(await run(row)).toEqual({ imported: 1, unchanged: 0, rejected: [] });
    expect(await run(row)).toEqual({ imported: 0, unchanged: 1, rejected: [] });
    expect((await stored(row))[0]).toMatchObject({
      terms: [
        { specialty: '建筑工程', validFrom: '2023-06-01', validUntil: '2026-05-31', cancelledOn: null },
        { specialty: '机电工程', validFrom: '2024-03-01', validUntil: '2027-02-28', cancelledOn: null },
      ],
      ...{ validFrom: '2023-06-01', validUntil: '2027-02-28' },
    });
    expect(await message({ ...cells, 有效期止: '2027-02-28、2026-05-31、2026-05-31' })).toContain(
      '“有效期止”有3个日期',
    );
    expect(await message({ ...cells, 专业: '机电工程、机电工程' })).toContain('与“专业”不对应');
    expect(await message({ ...cells, 有效期止: '2027-02-28、2023-05-31' })).toContain('建筑工程的“有效期止”早于');
  });

  it('keeps the zone to which it is confined', async () => {
    const row = makeRow({ 注册编号: '苏示2322021202400001', 注册范围: zone });
    await run(row);
    expect((await stored(row))[0]?.zone).toBe(zone);
  });

  it.each([
    [{ 有效期止: '2026-03-02' }],
    [{ 有效期止: '2020-02-29', 有效期起: '2017-03-01' }], // expired registrations are history that registration again rests on
    [{ 有效期起: '2026-03-02' }],
    [{ 统一社会信用代码: '91320508000010014j' }],
  ])('such as %o is accepted', async (cells: Record<string, string>) => expect(await message(cells)).toBe('accepted'));

  it.each([
    [{ 姓名: '' }, '“姓名”没有填写'],
    [{ 证件号码: '320106198803150017' }, '“证件号码”不是正确的'],
    [{ 职业: '一级注册建造师' }, '“职业”不正确'],
    [{ 注册编号: '' }, '“注册编号”没有填写'],
    [{ 注册编号: '苏'.repeat(31) }, '“注册编号”不正确：应为1至30个'],
    [{ 注册编号: '<苏232>' }, '“注册编号”不正确'],
    [{ 专业: '土木建筑工程' }, '“土木建筑工程”不是二级注册建造师的专业'],
    [{ 聘用企业: '' }, '“聘用企业”没有填写'],
    [{ 统一社会信用代码: '91320508000010014K' }, '“统一社会信用代码”不是正确的'],
    [{ 有效期起: '2026-03-03' }, '“有效期起”在今天之后'],
    [{ 有效期止: '2024-02-29' }, '“有效期止”早于“有效期起”'],
    [{ 有效期止: '2027-02-29' }, '“有效期止”不是存在的日期'],
    [{ 资格证号: 'AB' }, '“资格证号”不正确'],
    [{ 注册范围: '上海市' }, '“注册范围”不正确'],
  ])('such as %o is rejected', async (cells: Record<string, string>, expected) =>
    expect(await message(cells)).toContain(expected),
  );
});

describe('a number as the register has it', () => {
  it.each(['苏232060705726', '苏232111218946', '苏2322019202101082'])(
    '%s is taken over without a word',
    async (number) =>
      expect(await run(makeRow({ 注册编号: number }))).toEqual({ imported: 1, unchanged: 0, rejected: [] }),
  );

  it('of another form is taken over with a remark, once: whoever has it keeps it', async () => {
    const row = makeRow({ 注册编号: '苏造（2019）字第7号' }, 5);
    const report = await run(row);
    expect(report).toMatchObject({ imported: 1, unchanged: 0, rejected: [], remarks: [{ line: 5 }] });
    expect(report.remarks?.[0]?.message).toMatch(/“苏造\(2019\)字第7号”.*例如 苏232.*请对照注册证书核对/);
    expect(await run(row)).toEqual({ imported: 0, unchanged: 1, rejected: [] });
    const other = await run({ ...row, cells: { ...row.cells, ...wang } });
    expect(other).toMatchObject({ imported: 0, rejected: [{ line: 5 }] });
    expect(other.remarks).toBeUndefined();
  });

  it('is one number, whichever brackets it was typed with', async () => {
    const cells = { 职业: '二级注册造价工程师', 专业: '交通运输工程、水利工程' };
    const row = makeRow({ ...cells, 注册编号: '建（造）22213200000012' });
    expect(await run(row)).toEqual({ imported: 1, unchanged: 0, rejected: [] });
    expect(await run({ ...row, cells: { ...row.cells, 注册编号: '建［造］22213200000012' } })).toMatchObject({
      unchanged: 1,
    });
  });
});

describe('an import of the register', () => {
  it('keeps good rows, reports bad ones with their line, and the second of two with one number', async () => {
    const row = makeRow();
    expect(await run(row, makeRow({ 姓名: '' }, 3), { ...row, line: 4 })).toEqual({
      imported: 1,
      unchanged: 0,
      rejected: [
        { line: 3, message: '“姓名”没有填写。' },
        { line: 4, message: '与第2行的注册编号重复，请只保留一行。' },
      ],
    });
  });

  it('changes nothing when it is done again, and overwrites nothing that differs', async () => {
    const row = makeRow();
    await run(row);
    const before = await stored(row);
    expect(await run(row)).toEqual({ imported: 0, unchanged: 1, rejected: [] });
    for (const cells of [
      wang,
      { 有效期止: '2030-01-01' },
      { 姓名: '张远' },
      { 统一社会信用代码: '91320000MA1DEM0X0W' },
    ]) {
      const answer = await run({ ...row, cells: { ...row.cells, ...cells } });
      expect(answer).toMatchObject({ imported: 0, unchanged: 0, rejected: [{ line: 2 }] });
      expect(answer.rejected[0]?.message).toContain('已在注册名册中，内容与这一行不同');
    }
    expect(await stored(row)).toEqual(before);
  });

  it('gives a number to one of two people who are imported at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const row = makeRow();
      const answers = await Promise.all([run(row), run({ ...row, cells: { ...row.cells, ...wang } })]);
      expect(answers.map(({ imported }) => imported).toSorted()).toEqual([0, 1]);
      expect(answers.map(({ rejected }) => rejected.length).toSorted()).toEqual([0, 1]);
      expect(await stored(row)).toHaveLength(1);
    }
  });

  it('calls the same row unchanged, not taken, when two registrars import it at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const row = makeRow();
      const answers = await Promise.all([run(row), run(row)]);
      expect(answers.map(({ imported }) => imported).toSorted()).toEqual([0, 1]);
      expect(answers.flatMap(({ rejected }) => rejected)).toEqual([]);
    }
  });

  it('keeps a person with one employer, also between rows that stand beside each other', async () => {
    const other = { ...wang, 聘用企业: '演示工程有限公司', 统一社会信用代码: '91320000MA1DEM0X0W' };
    const report = await run(makeRow(wang), makeRow(other, 3));
    expect(report).toMatchObject({ imported: 1, rejected: [{ line: 3 }] });
    expect(report.rejected[0]?.message).toContain('在“演示建设有限公司”有有效注册');
  });

  it('takes a hundred rows', async () => {
    // As many people: the rows of one are kept one after the other.
    const rows = Array.from({ length: 100 }, (_, index) => makeRow({ 证件号码: `USA${10_000 + index}` }, index + 2));
    expect(await run(...rows)).toEqual({ imported: 100, unchanged: 0, rejected: [] });
  });
});

describe('the numbers that are drawn here', () => {
  const cost = (number: string) =>
    makeRow({ 职业: '二级注册造价工程师', 专业: '安装工程', 注册编号: number, 有效期起: '2026-01-05' });
  const counter = registrationCounter(rowFor('cost-2', 'initial'), '2026-03-02');

  it('go on after those of the same year that were taken over', async () => {
    await run(cost('建[造]21263200000041'), cost('建[造]24263200000007'), cost('建[造]21253200009999'));
    expect(await drawNumber(counter)).toBe(42);
    await run(cost('建[造]21263200000002'));
    expect(await drawNumber(counter)).toBe(43);
  });

  it('are never given twice, not even when a row is taken over between the drawing and the approval', async () => {
    const next = (await drawNumber(counter)) + 1;
    const taken = `建[造]21263200${String(next).padStart(6, '0')}`;
    await GuardEntity.create({ kind: 'registration-number', value: taken, holder: 'somebody' }).go();
    const draft = { ...makeApplication().draft, specialties: ['土木建筑工程'] };
    const item = makeApplication({ profession: 'cost-2', state: 'in-publicity', draft });
    await putApplication(item);
    for (const guard of openGuardsOf(item)) await GuardEntity.put({ ...guard, holder: item.applicationId }).go();
    const approve = async () => {
      const command = { action: 'conclude-publicity', actor: 'system', actorName: 'x', reason: null } as const;
      const found = (await loadCase(item.applicationId))!;
      return await carryOut({ ...command, found, now, version: null, idempotencyKey: null });
    };
    expect((await approve()).ok).toBe(true);
    const { data } = await RegistrationEntity.query.person({ personId: item.personId }).go({ consistent: true });
    expect(data.map(({ number }) => number)).toEqual([`建[造]21263200${String(next + 1).padStart(6, '0')}`]);
  });
});
