import type { ApplicationDraft } from './application-parts.ts';
import type { CaseRecord } from './case-record.ts';
import { ownFilesOf, rowOf } from './catalogue.ts';
import { correctedDraft, onlyOpenFields } from './corrected-draft.ts';
import { type FileSlot, type FileSlotRule, fileSlotRules } from './file-slots.ts';
import { openFields } from './open-fields.ts';
import { type Decision, done, refuse, type Refused, refuseViolations } from './refusal.ts';

/** True while the applicant may change the application: a draft, returned, or a correction addressed to them. */
export function isEditable({ state, correction }: Pick<CaseRecord, 'state' | 'correction'>): boolean {
  return (
    state === 'draft' ||
    state === 'returned' ||
    (state === 'awaiting-correction' && correction?.addressee === 'practitioner')
  );
}

/** True while the person is asked for a statement, which files may come with. */
export function isStating({ state }: Pick<CaseRecord, 'state'>): boolean {
  return state === 'awaiting-statement';
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

/** The refusal of a file for a slot that is not the party's, that the matter does not ask for, or that a notice of correction does not name; undefined when it may come. */
export function refusedUpload(
  application: CaseRecord,
  slot: FileSlot,
  party: FileSlotRule['party'] | 'department',
): Refused<'invalid-request' | 'rules-not-met'> | undefined {
  const { name, party: owner } = fileSlotRules[slot];
  if (owner !== party) return refuse('invalid-request', `${name}不由当前账号上传。`);
  const row = rowOf(application);
  const slots: readonly FileSlot[] = isStating(application)
    ? ['statement-evidence']
    : [...ownFilesOf(row), ...row.employerFiles];
  if (!slots.includes(slot)) {
    return refuse('invalid-request', `该事项不需要上传${name}。`);
  }
  if (!isCorrecting(application) || namedFields(application).has(`files.${slot}`)) return undefined;
  return refuse('rules-not-met', `补正通知没有要求补正${name}，不能重新上传。`, [
    { field: 'slot', code: 'not-named-in-notice', message: `补正通知没有要求补正${name}。` },
  ]);
}

/** The draft as it may be saved. Of an application in correction others have committed to what no notice names. */
export function draftToKeep(application: CaseRecord, draft: ApplicationDraft): Decision<ApplicationDraft> {
  if (!isCorrecting(application)) return done(draft);
  const open = namedFields(application);
  const violations = onlyOpenFields(rowOf(application), application.draft, draft, open);
  return violations.length > 0 ? refuseViolations(violations) : done(correctedDraft(application.draft, draft, open));
}
