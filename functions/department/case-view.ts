import type { DepartmentCaseView } from '../../api/department-case-view.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { claimView } from '../cases/claim-items.ts';
import { noteView } from '../cases/notes.ts';
import { caseView, noAdvice } from '../cases/views.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, type Result } from '../platform/refusal.ts';
import { checksOf } from './checks.ts';
import { readCase } from './read-case.ts';

/** A case as a member of staff sees it, read once, so that all it says is of one moment. */
export async function viewCase(id: string, caller: StaffCaller, now: Date): Promise<Result<DepartmentCaseView>> {
  const found = await readCase(id, caller);
  if (!found.ok) return found;
  return done({
    ...caseView(found.value, caller, noAdvice, await checksOf(found.value, shanghaiDate(now))),
    claim: claimView(found.value.openWorkItem, now),
    notes: found.value.notes.map(noteView),
  });
}
