import { describe, expect, it } from 'vitest';
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
        { line: 2, cells: Object.fromEntries(columns.map((column, index) => [column, cells[index]])) },
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
});
