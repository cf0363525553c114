import type { CalendarDate } from './calendar-dates.ts';
import { textCell } from './csv-text.ts';
import { cityNames, cityOfCompany } from './divisions.ts';
import { shownRevocation, shownStatus, shownStatusNames, standingSuspension, lockOn } from './holds.ts';
import { revocationNames } from './grounds.ts';
import { professions } from './professions.ts';
import type { RegisterEntry } from './registration.ts';
import { registrationStatus } from './registration-terms.ts';

/** An entry with whose it is, on the day of an export; null: the register does not say. */
export interface ExportedEntry {
  readonly entry: RegisterEntry;
  readonly person: { readonly idType: string; readonly idNumber: string } | null;
  readonly today: CalendarDate;
}

/** The columns of an export of the register, in their order. */
const columns: readonly { readonly title: string; readonly of: (row: ExportedEntry) => string }[] = [
  { title: '注册编号', of: ({ entry }) => textCell(entry.number) },
  { title: '姓名', of: ({ entry }) => entry.holderName },
  { title: '证件类型', of: ({ person }) => person?.idType ?? '' },
  { title: '证件号码', of: ({ person }) => textCell(person?.idNumber ?? '') },
  { title: '注册类别', of: ({ entry }) => professions[entry.profession].name },
  { title: '注册专业', of: ({ entry }) => entry.specialties.join('、') },
  { title: '状态', of: statusCell },
  { title: '有效期起', of: ({ entry }) => entry.validFrom },
  { title: '有效期止', of: ({ entry }) => entry.validUntil },
  { title: '各专业有效期', of: termsCell },
  { title: '注销日期', of: ({ entry }) => entry.cancelledOn ?? '' },
  { title: '聘用企业', of: ({ entry }) => entry.employerName },
  { title: '统一社会信用代码', of: ({ entry }) => textCell(entry.employerCreditCode) },
  { title: '企业所在设区市', of: ({ entry }) => cityNames[cityOfCompany(entry.employerCreditCode) ?? ''] ?? '' },
  { title: '注册范围', of: ({ entry }) => entry.zone ?? '江苏省' },
  { title: '暂停执业', of: suspensionCell },
  { title: '在建项目锁定', of: lockCell },
];

/** The heading of an export. */
export const exportHeader: readonly string[] = columns.map(({ title }) => title);

/** The row of an entry as the heading has it. */
export function exportRow(row: ExportedEntry): readonly string[] {
  return columns.map((column) => column.of(row));
}

function statusCell({ entry, today }: ExportedEntry): string {
  const revocation = shownRevocation(entry);
  if (revocation !== null) return `已被依法${revocationNames[revocation]}`;
  return shownStatusNames[shownStatus(registrationStatus(entry, today), entry, today)];
}

function termsCell({ entry }: ExportedEntry): string {
  if (entry.terms.length < 2) return '';
  return entry.terms
    .map(({ specialty, validUntil, cancelledOn }) =>
      cancelledOn === null ? `${specialty ?? ''}至${validUntil}` : `${specialty ?? ''}${cancelledOn}注销`,
    )
    .join('；');
}

function suspensionCell({ entry, today }: ExportedEntry): string {
  const suspension = standingSuspension(entry, today);
  return suspension === null ? '' : `${suspension.from}至${suspension.until}`;
}

function lockCell({ entry, today }: ExportedEntry): string {
  const lock = lockOn(entry, today);
  return lock === null ? '' : `${lock.project}，至${lock.until}`;
}
