import type { CommandResult } from '../../api/application.ts';
import type { CorrectionItem } from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { isFieldCode, labelOf } from '../../domain/application-fields.ts';
import { subjectsKnown, toldAtOnce } from '../../domain/correction-notice.ts';
import { noticeText } from '../../domain/issued-notice.ts';
import { refusals, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { commit, onCase, type StaffAct } from './decisions.ts';

/** A notice of correction as an officer writes it. */
export interface CorrectionRequest {
  readonly addressee: 'practitioner' | 'employer';
  readonly items: readonly Pick<CorrectionItem, 'field' | 'subject' | 'problem'>[];
  /** Why an earlier notice could not have said this; null in the first. */
  readonly laterReason: string | null;
}

/**
 * Tells a party at once everything that must be mended (一次性告知, Administrative Licensing Law art. 32). The acceptance officer
 * asks before acceptance, the reviewer after it; the answer leads back to whoever asked. A later notice needs its reason.
 */
export async function requestCorrection(act: StaffAct, request: CorrectionRequest): Promise<Result<CommandResult>> {
  return await onCase(act, async (found) => {
    const from = found.item.state === 'under-review' ? 'under-review' : 'awaiting-acceptance';
    const actor = from === 'under-review' ? 'review' : 'acceptance';
    if (!act.caller.roles.includes(actor)) return refusals.wrongRole();
    const row = rowOf(found.application);
    const { employerStep, initiator } = lifecycleFacts(found.application);
    if (request.addressee === 'employer' && !employerStep) {
      return refuse('invalid-request', '该事项没有聘用企业环节，请选择由申请人补正。', [
        { field: 'addressee', code: 'no-employer-step', message: '请选择由申请人补正。' },
      ]);
    }
    if (request.addressee === 'practitioner' && initiator !== 'practitioner') {
      return refuse('invalid-request', '该申请由聘用企业提出，请选择由聘用企业补正。', [
        { field: 'addressee', code: 'not-the-applicant', message: '请选择由聘用企业补正。' },
      ]);
    }
    const earlier = found.events.filter(({ action }) => action === 'request-correction').length;
    const violations = [
      ...subjectsKnown(row, request.addressee, request.items),
      ...toldAtOnce(earlier, request.laterReason),
    ];
    if (violations.length > 0) return refuseViolations(violations);
    const laterReason = earlier === 0 ? null : request.laterReason;
    const items = request.items.map(({ field = null, subject, problem }) => {
      // A chosen field is called as the forms call it.
      const label = field !== null && isFieldCode(field) ? labelOf(field, row.supplement) : subject;
      return { field, subject: label, problem, answer: null };
    });
    return await commit(found, act, {
      action: 'request-correction',
      actor,
      reason: noticeText({ items, laterReason }),
      changes: { correction: { from, addressee: request.addressee, items, laterReason } },
    });
  });
}
