import { type ShownStatus, shownStatuses } from '../../../domain/holds.ts';
import { type ProfessionCode, professionCodes } from '../../../domain/professions.ts';
import { monthForm } from '../../../domain/register-filter.ts';
import { named, typedMonth } from './register-filter.ts';

/** What a company's list of its people can be narrowed by, as it stands in the page's address. */
export interface StaffFilter {
  readonly text?: string;
  readonly profession?: ProfessionCode;
  readonly status?: ShownStatus;
  readonly month?: string;
  readonly soon?: 'true';
}

/** The filter in the query of an address. A value that is none of its list is not asked. */
export function staffFilterOf(search: string): StaffFilter {
  const query = new URLSearchParams(search);
  const text = query.get('text')?.trim();
  const month = typedMonth(query.get('month') ?? '');
  return {
    ...named('text', text === '' ? undefined : text),
    ...named(
      'profession',
      professionCodes.find((code) => code === query.get('profession')),
    ),
    ...named(
      'status',
      shownStatuses.find((status) => status === query.get('status')),
    ),
    ...named('month', monthForm.test(month) ? month : undefined),
    ...named('soon', query.get('soon') === 'true' ? ('true' as const) : undefined),
  };
}
