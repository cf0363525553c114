import type * as z from 'zod';
import type { departmentEndpoints as endpoints } from '../../api/department.ts';
import type { BulkWish } from '../../api/department-jobs.ts';
import type { By, CaseCommand } from '../../domain/command.ts';
import { roleOfBulkAction } from '../../domain/bulk.ts';
import { simpleCommand } from '../cases/carry-out.ts';
import type { Case } from '../cases/case.ts';
import type { StaffCaller } from '../platform/caller.ts';

export type OfficerRole = 'acceptance' | 'review' | 'decision';

/** A step of an officer on a case: in which role, and the command on the case as it is read. One case and many are handled by the same. */
export interface CaseStep {
  readonly role: OfficerRole;
  readonly command: (by: By, found: Case) => CaseCommand | Promise<CaseCommand>;
}

/** Acceptance for review (受理). */
export const acceptStep: CaseStep = {
  role: 'acceptance',
  command: (by) => ({ ...by, action: 'accept', reason: null }),
};

/** The opinion of a reviewer (审核意见), under the reviewer's name. */
export function recommendStep(
  { outcome, opinion }: Pick<z.output<typeof endpoints.recommend.body>, 'outcome' | 'opinion'>,
  { staffId: reviewerId, name: reviewerName }: StaffCaller,
): CaseStep {
  const recommendation = { outcome, opinion, reviewerId, reviewerName };
  return { role: 'review', command: (by) => ({ ...by, action: 'recommend', recommendation }) };
}

/** The decision: approval, rejection, or back to review. */
export function decideStep({
  decision: action,
  opinion: reason,
  falseMaterial,
}: Pick<z.output<typeof endpoints.decide.body>, 'decision' | 'opinion' | 'falseMaterial'>): CaseStep {
  return {
    role: 'decision',
    command: (by, found) =>
      simpleCommand(found, action === 'approve' ? { ...by, action, reason } : { ...by, action, reason, falseMaterial }),
  };
}

/** The step that somebody wishes to take on many cases. Nobody is said to have lied by many refusals at once. */
export function stepOf(wish: BulkWish, officer: StaffCaller): CaseStep {
  switch (wish.action) {
    case 'accept':
      return acceptStep;
    case 'recommend':
      return recommendStep(wish, officer);
    case 'decide':
      return decideStep({ ...wish, falseMaterial: false });
  }
}

/** True when an officer's roles allow what they wish for many cases. */
export function mayTake({ action }: BulkWish, { roles }: StaffCaller): boolean {
  return roles.includes(roleOfBulkAction[action]);
}
