import type { DepartmentQueue } from '../../../domain/staff-access.ts';
import { caseAddress } from './addresses.ts';
import { type DeskFilter, filterOf } from './queue-filter.ts';

/** The page of a case that was taken as the next one: it says with which queue and filter to go on. */
export function nextCaseAddress(id: string, queue: DepartmentQueue, filter: DeskFilter): string {
  return `${caseAddress(id, queue)}&${new URLSearchParams({ next: 'yes', ...filter }).toString()}`;
}

/** The filter with which an address goes on; null where the case was not taken as the next one. */
export function nextFilterOf(search: string): DeskFilter | null {
  return new URLSearchParams(search).get('next') === null ? null : filterOf(search);
}
