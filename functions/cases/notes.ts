import { randomUUID } from 'node:crypto';
import type { CaseNote } from '../../api/claims.ts';
import type { ClaimOutcome } from '../../domain/claims.ts';
import type { StaffCaller } from '../platform/caller.ts';
import type { CaseNoteItem, TransactionEntities } from '../records/entities.ts';

/** The operation that appends a note which only staff see to the history of a case. */
export function noteOperation(
  { caseNote }: Pick<TransactionEntities, 'caseNote'>,
  applicationId: string,
  { caller, now }: { readonly caller: StaffCaller; readonly now: Date },
  { kind, text }: NonNullable<ClaimOutcome['note']>,
) {
  const { staffId, name: staffName } = caller;
  return caseNote
    .create({ applicationId, at: now.toISOString(), noteId: randomUUID(), kind, text, staffId, staffName })
    .commit();
}

/** A note as staff see it. */
export function noteView({ noteId: id, at, kind, staffName, text }: CaseNoteItem): CaseNote {
  return { id, at, kind, staffName, text };
}
