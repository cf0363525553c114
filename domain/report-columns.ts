import type { ApprovedChange } from './approved-changes.ts';
import { groundName } from './grounds.ts';
import { professions } from './professions.ts';

/** A column of what is reported to the ministry's platform (报送). */
interface ReportColumn {
  readonly title: string;
  readonly of: (change: ApprovedChange, at: string) => string;
}

/**
 * The columns in their order, each under the key by which a row keeps its cell. What is reported of a change is written when it is approved: a column that
 * is added later is empty in older rows.
 */
export const reportColumns = {
  change: { title: '变动类型', of: ({ title }) => title },
  profession: { title: '注册类别', of: ({ entry }) => professions[entry.profession].name },
  number: { title: '注册编号', of: ({ entry }) => entry.number },
  name: { title: '姓名', of: ({ entry }) => entry.holderName },
  idType: { title: '证件类型', of: ({ person }) => person?.idType ?? '' },
  idNumber: { title: '证件号码', of: ({ person }) => person?.idNumber ?? '' },
  employer: { title: '聘用企业', of: ({ entry }) => entry.employerName },
  creditCode: { title: '统一社会信用代码', of: ({ entry }) => entry.employerCreditCode },
  specialties: { title: '注册专业', of: ({ entry }) => entry.specialties.join('、') },
  validFrom: { title: '有效期起', of: ({ entry }) => entry.validFrom },
  validUntil: { title: '有效期止', of: ({ entry }) => entry.validUntil },
  cancelledOn: { title: '注销日期', of: ({ entry }) => entry.cancelledOn ?? '' },
  ground: {
    title: '注销原因',
    of: ({ entry }) => (entry.cancellationGround === null ? '' : groundName(entry.cancellationGround)),
  },
  approvedAt: { title: '批准时间', of: (_, at) => at },
} as const satisfies Readonly<Record<string, ReportColumn>>;

/** The cells of a row by the keys of their columns. */
export type ReportCells = Readonly<Partial<Record<keyof typeof reportColumns, string>>>;

/** What is reported of a change that was approved at an instant (ISO 8601 in UTC). */
export function reportCells(change: ApprovedChange, at: string): ReportCells {
  return Object.fromEntries(Object.entries(reportColumns).map(([key, column]) => [key, column.of(change, at)]));
}

/** The heading of a delivery: what names a row, then the columns. */
export const reportHeader: readonly string[] = ['行标识', ...Object.values(reportColumns).map(({ title }) => title)];

/** A row of a delivery as its heading has it. */
export function reportRow(row: string, cells: ReportCells): readonly string[] {
  const values = new Map<string, string>(Object.entries(cells));
  return [row, ...Object.keys(reportColumns).map((key) => values.get(key) ?? '')];
}

/** The most rows of one delivery: 40 transactions of 50, some four seconds of the 20 that a request has. */
export const mostReportRows = 2000;
export const reportRowsAtOnce = 50;

/** The number of a delivery as papers write it. */
export function deliveryNumber({ year, number }: { readonly year: number; readonly number: number }): string {
  return `苏建注报送〔${year}〕第${number}号`;
}

/** What a change has left of an entry, in one sentence for its history. */
export function changeText(cells: ReportCells): string {
  const { employer = '', specialties = '', validFrom = '', validUntil = '', cancelledOn = '', ground = '' } = cells;
  if (cancelledOn !== '') return `${cancelledOn}注销${ground === '' ? '' : `，${ground}`}。`;
  const trained = specialties === '' ? '' : `，${specialties}`;
  return `${employer}${trained}，有效期${validFrom}至${validUntil}。`;
}
