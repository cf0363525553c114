import type { Input } from '../forms/contract.ts';
import { matterCodes } from '../../../domain/catalogue.ts';
import { professionCodes } from '../../../domain/professions.ts';
import type { DepartmentQueue } from '../../../domain/staff-access.ts';
import { caseAddress } from './addresses.ts';

type Wanted = NonNullable<Input<'department', 'claimNext'>['body']>;

/** Which cases an officer works through, beside the queue. */
export type NextFilter = Omit<Wanted, 'queue'>;

const filterNames = ['profession', 'matter', 'employer'] as const satisfies readonly (keyof NextFilter)[];

/** The page of a case that was taken as the next one: it says with which queue and filter to go on. */
export function nextCaseAddress(id: string, queue: DepartmentQueue, filter: NextFilter): string {
  const query = new URLSearchParams({ next: 'yes' });
  for (const name of filterNames) {
    const value = filter[name];
    if (value !== undefined) query.set(name, value);
  }
  return `${caseAddress(id, queue)}&${query.toString()}`;
}

/** The filter that an address says, for the next case of the same kind; null where the case was not taken as the next one. */
export function nextFilterOf(search: string): NextFilter | null {
  return new URLSearchParams(search).get('next') === null ? null : filterOf(search);
}

/** Which cases an address asks for. */
export function filterOf(search: string): NextFilter {
  const query = new URLSearchParams(search);
  const employer = query.get('employer');
  const profession = professionCodes.find((code) => code === query.get('profession'));
  const matter = matterCodes.find((code) => code === query.get('matter'));
  return {
    ...(profession === undefined ? {} : { profession }),
    ...(matter === undefined ? {} : { matter }),
    ...(employer === null ? {} : { employer }),
  };
}
