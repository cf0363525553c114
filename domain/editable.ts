import type { ApplicationDraft } from './application-parts.ts';
import type { CaseRecord } from './case-record.ts';
import { rowOf } from './catalogue.ts';
import { correctedDraft, onlyOpenFields } from './corrected-draft.ts';
import { openFields } from './open-fields.ts';
import { type Decision, done, refuse, refuseViolations } from './refusal.ts';

/** True while the applicant may change the application: a draft, returned, or a correction addressed to them. */
export function isEditable({ state, correction }: Pick<CaseRecord, 'state' | 'correction'>): boolean {
  return (
    state === 'draft' ||
    state === 'returned' ||
    (state === 'awaiting-correction' && correction?.addressee === 'practitioner')
  );
}

/** The refusal of a change while another party holds the application. */
export function refuseLocked() {
  return refuse('not-in-this-state', '申请已提交，当前不能修改。如需修改，请先撤回，或等待企业退回、补正通知。');
}

/** True while an answer to a notice of correction is prepared. */
export function isCorrecting({ state }: Pick<CaseRecord, 'state'>): boolean {
  return state === 'awaiting-correction';
}

/** What the notice of correction names, or nothing is named by. */
export function namedFields({ correction }: Pick<CaseRecord, 'correction'>): ReadonlySet<string> {
  return openFields(correction?.items ?? []);
}

/** The draft as it may be saved. Of an application in correction others have committed to what no notice names. */
export function draftToKeep(application: CaseRecord, draft: ApplicationDraft): Decision<ApplicationDraft> {
  if (!isCorrecting(application)) return done(draft);
  const open = namedFields(application);
  const violations = onlyOpenFields(rowOf(application), application.draft, draft, open);
  return violations.length > 0 ? refuseViolations(violations) : done(correctedDraft(application.draft, draft, open));
}
