import type { FieldChange } from '../../domain/application-changes.ts';
import type { Caller } from '../platform/caller.ts';
import type { ApplicationEventItem } from '../records/entities.ts';

/**
 * The changes of an event as a caller may see them. A company that became the employer with this step, or ceased to be it, sees none:
 * one side of them is between the applicant and the other company.
 */
export function visibleChanges(
  event: ApplicationEventItem,
  events: readonly ApplicationEventItem[],
  caller: Caller,
): readonly FieldChange[] {
  const { changes = [] } = event;
  if (caller.party !== 'legal-person' || changes.length === 0) return changes;
  const before = events.findLast(({ version }) => version < event.version)?.employerCreditCode;
  const own = before === caller.creditCode && event.employerCreditCode === caller.creditCode;
  return own ? changes : [];
}
