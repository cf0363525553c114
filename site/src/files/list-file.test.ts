import { expect, it } from 'vitest';
import { partsOfList, readList } from './list-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it('a list of the chosen kind is read, and another says which columns it lacks', () => {
  expect(readList('employers', bytes('企业名称,统一社会信用代码\n江苏演示建设有限公司,X'))).toEqual({
    ok: true,
    rows: [{ line: 2, cells: { 企业名称: '江苏演示建设有限公司', 统一社会信用代码: 'X' } }],
  });
  const other = readList('employers', bytes('企业名称,备注\n江苏演示建设有限公司,X'));
  expect(other).toMatchObject({ ok: false, message: expect.stringContaining('统一社会信用代码') as string });
  const doubled = readList('employers', bytes('企业名称,企业名称,统一社会信用代码\n甲,乙,X'));
  expect(doubled).toEqual({ ok: false, message: '有两列都叫“企业名称”，请只保留一列后重新选择。' });
  expect(readList('employers', bytes('企业名称,统一社会信用代码\n'))).toMatchObject({ ok: false });
  expect(readList('employers', new Uint8Array([0x50, 0x4b, 3, 4]))).toMatchObject({ ok: false });
});

it('a list is sent in parts that lose and repeat no row', () => {
  const rows = Array.from({ length: 401 }, (_, index) => ({ line: index + 2, cells: {} }));
  const parts = partsOfList(rows);
  expect(parts.map(({ length }) => length)).toEqual([200, 200, 1]);
  expect(parts.flat()).toEqual(rows);
});
