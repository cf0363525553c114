import { describe, expect, it } from 'vitest';
import { ListEncodingError, listText } from '../domain/list-text.ts';
import { findListKind, ListFormatError, listKinds, readRows } from './list-rows.ts';

const kinds = Object.values(listKinds);

describe('a list', () => {
  it('of each kind is told by its name', () => {
    expect(findListKind('registrations')).toBe(listKinds.registrations);
    expect(findListKind('qualifications')).toBe(listKinds.qualifications);
    for (const name of [undefined, '', 'toString', 'applications']) expect(findListKind(name)).toBeUndefined();
  });

  it.each(kinds)(
    'of $content is read by the names of its columns, in any order and with others beside them',
    (kind) => {
      const columns = [...kind.columns.toReversed(), '备注'];
      const cells = columns.map((column) => `${column}的内容`);
      const text = [columns.map((column) => ` ${column} `).join(','), cells.join(','), ''].join('\r\n');
      expect(readRows(kind, `\u{feff}${text}`)).toEqual([
        { line: 2, cells: Object.fromEntries(kind.columns.map((column) => [column, `${column}的内容`])) },
      ]);
      expect(readRows(kind, text)).toEqual(readRows(kind, `\u{feff}${text}`));
    },
  );

  it.each(kinds.flatMap((kind) => kind.columns.map((column) => ({ kind, column, content: kind.content }))))(
    'of $content that lacks $column is none',
    ({ kind, column }) => {
      const header = kind.columns.filter((each) => each !== column).join(',');
      const read = () => readRows(kind, header);
      expect(read).toThrow(ListFormatError);
      expect(read).toThrow(`not a list of ${kind.content}: the first line lacks the columns ${column}`);
    },
  );

  it('keeps the line of every row, past empty lines, and fills up short rows', () => {
    const kind = { ...listKinds.registrations, columns: ['姓名', '专业'] };
    const rows = readRows(kind, '姓名,专业\n\n张明远\n"王璐","建筑工程,\n机电工程"\n李四,x,y');
    expect(rows).toEqual([
      { line: 3, cells: { 姓名: '张明远', 专业: '' } },
      { line: 5, cells: { 姓名: '王璐', 专业: '建筑工程,\n机电工程' } },
      { line: 6, cells: { 姓名: '李四', 专业: 'x' } },
    ]);
  });

  it('cuts cells that the API would refuse the whole request for, and takes an empty file for no list', () => {
    const kind = { ...listKinds.registrations, columns: ['姓名'] };
    expect(readRows(kind, `姓名\n${'长'.repeat(500)}`)[0]?.cells['姓名']).toHaveLength(400);
    expect(() => readRows(kind, '')).toThrow(ListFormatError);
    expect(() => readRows(kind, '姓名\n"张')).toThrow(ListFormatError);
    expect(readRows(kind, '姓名\n')).toEqual([]);
  });

  const [columns, cells] = ['姓名,证件号码', '张演示,1101'];
  const kind = { ...listKinds.registrations, columns: ['姓名', '证件号码'] };
  const wanted = (line: number) => [{ line, cells: { 姓名: '张演示', 证件号码: '1101' } }];

  it.each([
    ['sep= before it', `sep=,\r\n${columns}\r\n${cells}`, 3],
    ['sep=; before it and a byte order mark', `\u{feff}sep=;\r\n${`${columns}\r\n${cells}`.replaceAll(',', ';')}`, 3],
    ['tabs', `${columns}\n${cells}`.replaceAll(',', '\t'), 2],
    ['semicolons', `${columns}\n${cells}`.replaceAll(',', ';'), 2],
    ['a title and an office above the header', `二级注册人员名单,\r\n制表：某局,2026年\r\n${columns}\r\n${cells}`, 4],
    ['blanks in the names of columns', `姓\u3000 名,"证件\n号码"\n${cells}`, 3],
    ['rows that were emptied', `${columns}\r\n,,,\r\n${cells}\r\n,,,,,\r\n , \r\n`, 3],
    ['cells that were kept as text', `${columns}\n张演示,${['"=', '1101', '"'].join('""')}`, 2],
    ['cells with an apostrophe', `${columns}\n张演示,'1101`, 2],
    ['cells with a Chinese apostrophe', `${columns}\n张演示,’1101`, 2],
    ['cells of formulas', `${columns}\n张演示,=T("1101")`, 2],
    ['cells with invisible signs', `${columns}\n张演示\u200b,\u202d1101\u202c`, 2],
    ['bars, quoted sep= before it', `"sep=|"\r\n${`${columns}\r\n${cells}`.replaceAll(',', '|')}`, 3],
    ['Chinese commas', `${columns}\n${cells}`.replaceAll(',', '，'), 2],
    ['a title with quotes and other separators', `关于"二级"的名单;2026;第一批;全省\r\n${columns}\r\n${cells}`, 3],
    ['what forms put beside names', `*姓名,证件号码（必填）：\n${cells}`, 2],
    ['invisible signs in the names of columns', `\u200b姓名\u200b,证件号码\n${cells}`, 2],
    ['its header again, its sum and its maker below', `${columns}\n${cells}\n${columns}\n合计：,1\n制表人：李四,\n`, 2],
    ['an emptied formula', `${columns}\n${cells}\n="",'\n`, 2],
  ])('with %s is read', (_, text, line) => expect(readRows(kind, text)).toEqual(wanted(line)));

  it.each([
    ['UTF-8', Buffer.from(`${columns}\n${cells}`)],
    ['UTF-8 with a byte order mark', Buffer.from(`\u{feff}${columns}\n${cells}`)],
    ['UTF-16 with a byte order mark', Buffer.from(`\u{feff}${columns}\n${cells}`, 'utf16le')],
    ['UTF-8, filled up with zeros', Buffer.from(`${columns}\n${cells}\u001a${'\0'.repeat(500)}`)],
    [
      'UTF-16 with half a character behind it',
      Buffer.from([...Buffer.from(`\u{feff}${columns}\n${cells}`, 'utf16le'), 0x0a]),
    ],
    ['UTF-16 without', Buffer.from(`${columns}\n${cells}`, 'utf16le')],
    ['UTF-16, the other byte first', Buffer.from(`\u{feff}${columns}\n${cells}`, 'utf16le').swap16()],
    [
      'GB18030',
      // 姓名,证件号码 / 张演示,1101
      Buffer.from('d0d5c3fb2cd6a4bcfebac5c2eb0ad5c5d1ddcabe2c31313031', 'hex'),
    ],
  ])('in %s is read', (_, bytes) => expect(readRows(kind, listText(bytes))).toEqual(wanted(2)));

  it('with a column twice is refused, since which of them counts nobody knows', () =>
    expect(() => readRows(kind, '姓名,证件号码, 姓 名\n甲,1,乙')).toThrow('two columns are named 姓名'));

  it.each([
    ['a workbook', Buffer.from('PK\u0003\u0004…', 'latin1')],
    ['a workbook of before', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['what is no text', Buffer.from([0x81, 0x20, 0xff, 0xff, 0x80])],
  ])('in %s is refused with what to save it as', (_, bytes) => {
    expect(() => listText(bytes)).toThrow(ListEncodingError);
    expect(() => listText(bytes)).toThrow('CSV UTF-8');
  });
});
