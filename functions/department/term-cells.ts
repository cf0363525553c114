import type { CalendarDate } from '../../domain/calendar-dates.ts';
import { type ProfessionCode, professions } from '../../domain/professions.ts';
import type { RegistrationTerm } from '../../domain/registration-terms.ts';
import { cell, type Cells, partsOf, readDate, readSpecialties, RowProblem } from './list-cells.ts';

const columns = { validFrom: '有效期起', validUntil: '有效期止' } as const;

/**
 * The terms of a registration: its specialties, and one 有效期 for all of them or one for each, in the order in which the specialties are written.
 * `today` is the date in Asia/Shanghai: nothing is registered in the future. Throws RowProblem.
 */
export function readTerms(cells: Cells, profession: ProfessionCode, today: CalendarDate): readonly RegistrationTerm[] {
  const text = cells['专业']?.trim() ?? '';
  const specialties = readSpecialties(text, profession);
  const written = specialties.length === 0 ? [null] : partsOf(text);
  const begins = readDates(cells, 'validFrom', written);
  const ends = readDates(cells, 'validUntil', written);
  const terms = written.map((specialty, index) => {
    const validFrom = dateAt(begins, index);
    const validUntil = dateAt(ends, index);
    const of = written.length === 1 || (begins.length === 1 && ends.length === 1) ? '' : `${specialty ?? ''}的`;
    if (validFrom > today) throw new RowProblem(`${of}“有效期起”在今天之后，请核对。`);
    if (validUntil < validFrom) throw new RowProblem(`${of}“有效期止”早于“有效期起”，请核对。`);
    return { specialty, validFrom, validUntil, cancelledOn: null, cancellationGround: null };
  });
  const [first] = terms;
  if (first?.specialty === null) return terms;
  // In the catalogue's order and each once, so that the same row always reads the same.
  return professions[profession].specialties.flatMap(
    (known) => terms.find(({ specialty }) => specialty === known) ?? [],
  );
}

function readDates(
  cells: Cells,
  column: keyof typeof columns,
  written: readonly (string | null)[],
): readonly CalendarDate[] {
  const name = columns[column];
  const dates = partsOf(cell(cells, name)).map((part) => readDate(part, name));
  // Each specialty has a date of its own only where none is written twice.
  const fits = dates.length === written.length && new Set(written).size === written.length;
  if (dates.length === 1 || fits) return dates;
  throw new RowProblem(
    `“${name}”有${dates.length}个日期，与“专业”不对应：各专业相同的填写一个，不同的按专业的顺序逐一填写，用顿号分隔。`,
  );
}

function dateAt(dates: readonly CalendarDate[], index: number): CalendarDate {
  const date = dates[dates.length === 1 ? 0 : index];
  if (date === undefined) throw new Error('there is no date for a specialty');
  return date;
}
