/** The lists that registrars import as files: what each is called, and its columns as the first line of the file names them. */
export const importLists = {
  qualifications: {
    name: '职业资格名单',
    columns: ['姓名', '证件号码', '职业', '资格证号', '专业', '取得日期', '取得省份'],
  },
  registrations: {
    name: '原有注册名册',
    columns: [
      ...['姓名', '证件号码', '职业', '注册编号', '专业', '聘用企业', '统一社会信用代码', '有效期起', '有效期止'],
      ...['资格证号', '注册范围'],
    ],
  },
  education: {
    name: '继续教育学时',
    columns: ['姓名', '证件号码', '职业', '记录编号', '课程类别', '学时', '完成日期', '培训机构'],
  },
  insurance: {
    name: '社会保险缴费名单',
    columns: ['姓名', '证件号码', '缴费月份', '参保单位', '统一社会信用代码'],
  },
  employers: { name: '企业名录', columns: ['企业名称', '统一社会信用代码'] },
} as const satisfies Record<string, { readonly name: string; readonly columns: readonly string[] }>;

/** Columns that a list about people may have besides. */
export const optionalColumns = ['证件类型'] as const;

export type ImportListName = keyof typeof importLists;

/** The names of the lists, in the order in which a province takes its register over. */
export const importListNames = [
  ...(['qualifications', 'registrations', 'education', 'insurance', 'employers'] as const),
] as const satisfies readonly ImportListName[];

// A part is one item of the table and one request: 200 rows of at most 600 bytes are 120 KB, of 400 KB that an item and 256 KB that a request may have.
export const rowsPerImportPart = 200;

/** The most rows of one file: what one execution has room for (ADR 29), rounded down. */
export const mostImportRows = 500_000;
