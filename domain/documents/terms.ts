import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import type { DocumentField } from '../documents.ts';
import { type SpecialtyTerm, standingTerms } from '../registration-terms.ts';

/** How long a registration is valid, as forms and case pages show it: its specialties with the last day of each, or of the only one. */
export function registeredTerms(terms: readonly SpecialtyTerm[]): DocumentField[] {
  const standing = standingTerms(terms);
  const shown = standing.length === 0 ? terms : standing;
  const [only] = shown;
  if (shown.length === 1 && only !== undefined) {
    return [...specialtyField('已注册专业', only), { label: '有效期至', value: chineseDate(only.validUntil) }];
  }
  return [
    {
      label: '已注册专业',
      value: shown.map((term) => `${nameOf(term)}（有效期至${chineseDate(term.validUntil)}）`).join('、'),
      wide: true,
    },
  ];
}

/** How long a registration is valid, as its certificate prints it: a line for each specialty that is not cancelled. */
export function certifiedTerms(terms: readonly SpecialtyTerm[]): DocumentField[] {
  const standing = standingTerms(terms);
  const [only] = standing;
  if (standing.length === 1 && only !== undefined) {
    return [...specialtyField('注册专业', only), { label: '有效期', value: periodOf(only) }];
  }
  return standing.map((term) => ({ label: '注册专业', value: `${nameOf(term)}（有效期${periodOf(term)}）` }));
}

function specialtyField(label: string, { specialty }: SpecialtyTerm): DocumentField[] {
  return specialty === null ? [] : [{ label, value: specialty, wide: true }];
}

function nameOf({ specialty }: SpecialtyTerm): string {
  return specialty ?? '';
}

function periodOf({ validFrom, validUntil }: { readonly validFrom: CalendarDate; readonly validUntil: CalendarDate }) {
  return `${chineseDate(validFrom)}至${chineseDate(validUntil)}`;
}
