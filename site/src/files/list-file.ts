import { importLists, type ImportListName, rowsPerImportPart } from '../../../domain/import-lists.ts';
import { type FileRow, ListProblem, readListRows } from '../../../domain/list-rows.ts';
import { ListEncodingError, listText } from '../../../domain/list-text.ts';

/** What a chosen file holds, or why it is no such list. */
export type ReadList =
  { readonly ok: true; readonly rows: readonly FileRow[] } | { readonly ok: false; readonly message: string };

const saveAs = '请在表格软件中另存为“CSV UTF-8（逗号分隔）”后重新选择。';

/** Reads the rows of a list from the bytes of a file, as spreadsheet programs write it. */
export function readList(list: ImportListName, bytes: Uint8Array): ReadList {
  try {
    const rows = readListRows(importLists[list].columns, listText(bytes));
    return rows.length === 0 ? { ok: false, message: '文件中没有数据行，请核对。' } : { ok: true, rows };
  } catch (error) {
    if (error instanceof ListEncodingError) return { ok: false, message: `无法读取这个文件。${saveAs}` };
    if (!(error instanceof ListProblem)) throw error;
    return { ok: false, message: messageOf(error) };
  }
}

function messageOf({ lacking, doubled }: ListProblem): string {
  if (doubled !== undefined) return `有两列都叫“${doubled}”，请只保留一列后重新选择。`;
  if (lacking.length > 0) return `第一行缺少这些列：${lacking.join('、')}。请核对名单种类和列名。`;
  return `这个文件不是正确的CSV文件。${saveAs}`;
}

/** The rows of the parts in which a file is sent, in their order. */
export function partsOfList(rows: readonly FileRow[]): FileRow[][] {
  const count = Math.ceil(rows.length / rowsPerImportPart);
  return Array.from({ length: count }, (_, part) =>
    rows.slice(part * rowsPerImportPart, (part + 1) * rowsPerImportPart),
  );
}
