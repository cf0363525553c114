import type { RegistrationView } from '../../../api/people.ts';
import { csvText, textCell } from '../../../domain/csv-text.ts';
import { professions } from '../../../domain/professions.ts';
import { statusText, termName, termText } from './registration.ts';

const columns: readonly { readonly title: string; readonly of: (entry: RegistrationView) => string }[] = [
  { title: '姓名', of: ({ holderName }) => holderName },
  { title: '注册类别', of: ({ profession }) => professions[profession].name },
  { title: '注册编号', of: ({ number }) => textCell(number) },
  { title: '注册专业', of: ({ specialties }) => specialties.join('、') },
  { title: '状态', of: statusText },
  { title: '有效期起', of: ({ validFrom }) => validFrom },
  { title: '有效期止', of: ({ validUntil }) => validUntil },
  {
    title: '各专业有效期',
    of: ({ terms }) => (terms.length < 2 ? '' : terms.map((term) => `${termName(term)}${termText(term)}`).join('；')),
  },
  { title: '注销日期', of: ({ cancelledOn }) => cancelledOn ?? '' },
];

/** A company's people as CSV, in the order in which they are listed. */
export function staffTable(entries: readonly RegistrationView[]): string {
  return csvText(
    columns.map(({ title }) => title),
    entries.map((entry) => columns.map(({ of }) => of(entry))),
  );
}
