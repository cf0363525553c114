import type { CommandResult } from '../../api/application.ts';
import { type CorrectionItem, lifecycleFacts } from '../../domain/application.ts';
import { refusals, refuse, type Result } from '../platform/refusal.ts';
import { commit, onCase, type StaffAct } from './decisions.ts';

/** A notice of correction as an officer writes it. */
export interface CorrectionRequest {
  readonly addressee: 'practitioner' | 'employer';
  readonly items: readonly Pick<CorrectionItem, 'subject' | 'problem'>[];
}

/**
 * Tells a party at once everything that must be mended (一次性告知, Administrative Licensing Law art. 32). The acceptance officer
 * asks before acceptance, the reviewer after it; the answer leads back to whoever asked.
 */
export async function requestCorrection(act: StaffAct, request: CorrectionRequest): Promise<Result<CommandResult>> {
  return await onCase(act, async (found) => {
    const from = found.item.state === 'under-review' ? 'under-review' : 'awaiting-acceptance';
    const actor = from === 'under-review' ? 'review' : 'acceptance';
    if (!act.caller.roles.includes(actor)) return refusals.wrongRole();
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
    const items = request.items.map((item) => ({ ...item, answer: null }));
    return await commit(found, act, {
      action: 'request-correction',
      actor,
      reason: items.map(({ subject, problem }, index) => `${index + 1}．${subject}：${problem}`).join('\n'),
      changes: { correction: { from, addressee: request.addressee, items } },
    });
  });
}
