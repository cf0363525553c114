import type { CaseFacts } from './case-facts.ts';
import type { DiscardCommand, SaveCommand } from './command.ts';
import { draftToKeep, isEditable, refuseLocked } from './editable.ts';
import { locksOf } from './open-locks.ts';
import { nothingElse, type Outcome } from './outcome.ts';
import { type Decision, done, refuse, refuseChanged } from './refusal.ts';

/** Saves what the applicant has filled in, while the application is theirs; in a correction only what its notice names may change. */
export function save({ application }: CaseFacts, { draft, version, now }: SaveCommand): Decision<Outcome> {
  if (!isEditable(application)) return refuseLocked();
  if (version !== null && version !== application.version) return refuseChanged();
  const kept = draftToKeep(application, draft);
  if (!kept.ok) return kept;
  const working = kept.value;
  // Before the first submission there is nothing else that anybody could see.
  const shown = application.submission === 0 ? { draft: working } : {};
  const after = {
    ...application,
    ...shown,
    working,
    version: application.version + 1,
    updatedAt: now.toISOString(),
  };
  return done({ ...nothingElse, before: application, after });
}

/** Deletes a draft that was never submitted: nobody but the applicant has seen it. */
export function discard({ application }: CaseFacts, { version }: DiscardCommand): Decision<Outcome> {
  if (application.state !== 'draft') return refuse('not-in-this-state', '已提交的申请不能删除，请使用“撤回”。');
  if (version !== null && version !== application.version) return refuseChanged();
  const locks = { ...nothingElse.locks, releases: locksOf(application) };
  return done({ ...nothingElse, before: application, after: null, locks });
}
