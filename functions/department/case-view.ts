import type { DepartmentCaseView } from '../../api/department-case-view.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { standingHold } from '../../domain/hold-grounds.ts';
import { OpinionEntity } from '../records/entities.ts';
import { claimView } from '../cases/claim-items.ts';
import { noteView } from '../cases/notes.ts';
import { caseView, noAdvice } from '../cases/views.ts';
import type { StaffCaller } from '../platform/caller.ts';
import { done, type Result } from '../platform/refusal.ts';
import { findingsOf } from './case-findings.ts';
import { personFile } from '../register/person-file.ts';
import { checksOf } from './checks.ts';
import { readCase } from './read-case.ts';

/** A case as a member of staff sees it, read once, so that all it says is of one moment. */
export async function viewCase(id: string, caller: StaffCaller, now: Date): Promise<Result<DepartmentCaseView>> {
  const found = await readCase(id, caller);
  if (!found.ok) return found;
  const { item, openWorkItem } = found.value;
  const today = shanghaiDate(now);
  const person = personFile(item.personId);
  const [checks, { data: opinion }] = await Promise.all([
    checksOf(found.value, person, today),
    OpinionEntity.get({ applicationId: id, staffId: caller.staffId }).go({ consistent: true }),
  ]);
  const isOfThisStep = opinion?.stateVersion === item.stateVersion;
  return done({
    ...caseView(found.value, caller, noAdvice, checks),
    findings: await findingsOf(found.value, person, checks, today),
    claim: claimView(openWorkItem, now),
    hold: standingHold(openWorkItem?.hold ?? null, today),
    opinion:
      opinion === null || !isOfThisStep
        ? null
        : { decision: opinion.decision ?? null, reasons: [...opinion.reasons], text: opinion.text },
    notes: found.value.notes.map(noteView),
  });
}
