import type { CompanyChangeResult, CompanyChangeView } from '../../api/company-change.ts';
import { type CompanyChange, type CompanyChangeCommand, companyChangeActionsOf } from '../../domain/company-change.ts';
import type { CompanyCaller, StaffCaller } from '../platform/caller.ts';
import type { FoundChange } from './company-changes.ts';

/** A change as one side sees it: what the staff say to each other stays with them, and whose hand it was. */
export function companyChangeView(
  { change, createdAt, files, job }: FoundChange,
  caller: CompanyCaller | StaffCaller,
): CompanyChangeView {
  const isStaff = caller.party === 'staff';
  const evidence = files.find(({ fileId }) => fileId === change.evidenceFileId);
  const { id, initiator, from, to, ground, state, version } = change;
  const actors: CompanyChangeCommand['actor'][] = isStaff
    ? caller.roles.flatMap((role) => (role === 'review' || role === 'decision' ? [role] : []))
    : ['employer'];
  const staffId = isStaff ? caller.staffId : null;
  return {
    ...{ id, initiator, from: { ...from }, to: { ...to }, ground, state, version, createdAt },
    evidence: evidence === undefined ? null : { id: evidence.fileId, name: evidence.name },
    actions: [...new Set(actors.flatMap((actor) => companyChangeActionsOf(change, { actor, staffId })))],
    timeline: change.acts.map(({ action, at, actorParty, actorName, reason }) => ({
      action,
      at,
      actor: actorParty === 'staff' && !isStaff ? '住房和城乡建设主管部门' : actorName,
      reason: (action === 'recommend' || action === 'send-back') && !isStaff ? null : reason,
    })),
    progress: job === undefined ? null : { done: job.counts.done, total: Math.max(job.total ?? 0, job.counts.done) },
  };
}

/** What a command answers about a change as it stands. */
export function changeResult({ id, version, state }: CompanyChange): CompanyChangeResult {
  return { id, version, state };
}
