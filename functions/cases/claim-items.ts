import { type Claim, standingClaim } from '../../domain/claim.ts';
import { type DepartmentQueue, departmentQueues } from '../../domain/staff-access.ts';
import type { ClaimView } from '../../api/claims.ts';
import type { TransactionEntities, WorkItemItem } from '../records/entities.ts';

/** The claim that stands on a work item, whether it is over or not; null: nobody has taken it. */
export function claimOfItem(item: WorkItemItem | undefined): Claim | null {
  if (item?.claimedBy === undefined || item.claimedUntil === undefined) return null;
  return { staffId: item.claimedBy, name: item.claimedByName ?? '', until: item.claimedUntil };
}

/** What staff are shown of a claim as it holds at an instant: lists and cases say the same, because both ask here. */
export function claimView(item: WorkItemItem | undefined, now: Date): ClaimView | null {
  return standingClaim(claimOfItem(item), now);
}

/** The attributes of a work item that somebody has taken. */
export function claimAttributes({ staffId, name, until }: Claim) {
  return { claimedBy: staffId, claimedByName: name, claimedUntil: until };
}

/** The queue of the department in which a work item lies; undefined for one of another party. */
export function departmentQueueOf(item: WorkItemItem | undefined): DepartmentQueue | undefined {
  return departmentQueues.find((queue) => queue === item?.queue);
}

/** The condition of a write that the claim is as it was read; for ElectroDB's `where`. */
export function claimUnchanged(item: WorkItemItem) {
  const { claimedBy, claimedUntil } = item;
  return <Name>(
    stored: { readonly claimedBy: Name; readonly claimedUntil: Name },
    { eq, notExists }: { eq: (name: Name, value: string) => string; notExists: (name: Name) => string },
  ) =>
    claimedBy === undefined || claimedUntil === undefined
      ? notExists(stored.claimedBy)
      : `${eq(stored.claimedBy, claimedBy)} AND ${eq(stored.claimedUntil, claimedUntil)}`;
}

/** The condition of a transaction that changes nothing of an open step: that its claim is as it was read. */
export function claimCheck({ workItem }: Pick<TransactionEntities, 'workItem'>, open: WorkItemItem) {
  const { applicationId, stateVersion } = open;
  return workItem.check({ applicationId, stateVersion }).where(claimUnchanged(open)).commit();
}
