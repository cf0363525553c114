import { owesQualification } from './application-parts.ts';
import { type ApplicationState, isFinal } from './states.ts';
import type { ApplicationContent } from './application-fields.ts';
import { applicationChanges, type FieldChange } from './application-changes.ts';
import { type ApprovalChanges, approvalChanges, claimChanges } from './approval.ts';
import { beginApplication, beginCancellation } from './beginning.ts';
import { barAfterFalseMaterial, falseMaterialText } from './bars.ts';
import { shanghaiDate } from './calendar-dates.ts';
import { refusedClaim } from './claim.ts';
import type { CaseRecord } from './case-record.ts';
import { rowOf } from './catalogue.ts';
import type { CaseFacts } from './case-facts.ts';
import type { BeginningCommand, CaseCommand, StepCommand } from './command.ts';
import { commitmentNames, commitmentsAfter, missingCommitments, standingOf } from './commitments.ts';
import { completeDocument } from './completing.ts';
import { discard, save } from './drafting.ts';
import { noticesAfter } from './notices-after.ts';
import { amendEmployer } from './employer-amendment.ts';
import { fileSlots } from './file-slots.ts';
import type { IssuedNotice } from './issued-notice.ts';
import { issueCertificates } from './issuing.ts';
import { holdReview, resumeReview } from './review-hold.ts';
import { type Action, isGrant, isStaffRole, nextState } from './lifecycle.ts';
import { lifecycleFacts } from './lifecycle-facts.ts';
import { locksOf } from './open-locks.ts';
import { type CaseEvent, type LockChanges, nothingElse, type Outcome } from './outcome.ts';
import { refusedAction } from './permission.ts';
import { tooOldToGrant } from './age-rules.ts';
import { lapseOf, protectionChange } from './renewal-protection.ts';
import { type Decision, done, refuse, refuseChanged, refuseViolations } from './refusal.ts';
import { releaseAfter } from './release.ts';
import { stepContent } from './step-content.ts';
import { supplyQualification } from './supplying.ts';

/**
 * Decides a command on a case: everything that follows from it, or why it is refused. Pure: what it needs to know is in the facts and the command, and
 * what carries the outcome out decides nothing more (functions/cases/commit.ts).
 */
export function decide(facts: CaseFacts, command: CaseCommand): Decision<Outcome> {
  if (command.action === 'save') return save(facts, command);
  if (command.action === 'discard') return discard(facts, command);
  if (command.action === 'supplement') return supplyQualification(facts, command);
  if (command.action === 'complete-document') return completeDocument(facts, command);
  if (command.action === 'amend-employer') return amendEmployer(facts, command);
  if (command.action === 'issue-certificate') return issueCertificates(facts, command);
  if (command.action === 'hold-review') return holdReview(facts, command);
  if (command.action === 'resume-review') return resumeReview(facts, command);
  return decideStep(facts, command);
}

/** Decides what begins an application. */
export function decideBeginning(command: BeginningCommand): Decision<Outcome> {
  return command.action === 'create' ? beginApplication(command) : beginCancellation(command);
}

function decideStep(facts: CaseFacts, command: StepCommand): Decision<Outcome> {
  const refused = refusedAction(facts, command) ?? refusedByClaim(facts, command);
  if (refused !== undefined) return refused;
  const content = stepContent(facts, command);
  if (!content.ok) return content;
  const { changes } = content.value;
  const { application: before } = facts;
  const isFalse = 'falseMaterial' in command && command.falseMaterial;
  if (isFalse && before.initiator !== 'practitioner') return refuseBlame();
  const bar = isFalse ? barAfterFalseMaterial(before, command.now) : null;
  const reason =
    bar === null ? content.value.reason : `${content.value.reason ?? ''}\n${falseMaterialText(bar)}`.trim();
  const after = committed(facts, command, changes, reason);
  // Whether the review was extended is asked of what was there: the extension itself is what a step brings.
  const factsAfter = lifecycleFacts({ ...after, extension: before.extension });
  const to = nextState(before.state, command.action, command.actor, factsAfter);
  if (to === undefined) return refuseChanged();
  const tooOld = command.action === 'approve' ? tooOldToGrant(after, shanghaiDate(command.now)) : [];
  if (tooOld.length > 0) return refuseViolations(tooOld);
  const uncommitted = refusedGrant(command, after);
  if (uncommitted !== undefined) return uncommitted;
  const approval = to === 'approved' ? approved(after, command) : done(undecided(before, after, to));
  if (!approval.ok) return approval;
  const { registrationNumbers, ...follows } = approval.value;
  const known = 'person' in command ? command.person.entries : [];
  const protection = protectionChange(before, { ...after, state: to }, known, shanghaiDate(command.now));
  return done({
    ...nothingElse,
    ...follows,
    register: { ...follows.register, protection },
    bar: follows.bar ?? bar,
    before,
    after: {
      ...after,
      state: to,
      registrationNumbers: to === 'approved' ? registrationNumbers : before.registrationNumbers,
    },
    event: { ...eventOf(facts, command, { ...after, state: to }, reason), lapsedOn: lapseOf(protection) },
    endsStep: true,
    locks: locksAfter(command, after, to),
    owedQualification: owedAfter(facts, command.action, after, to),
    publicity: publicityAfter(before.state, to),
    draws: [
      ...follows.draws,
      ...(command.action === 'submit' && before.number === null ? (['application-number'] as const) : []),
    ],
  });
}

/** A step of the department is refused to everybody but whoever has taken the case. */
function refusedByClaim({ claim }: CaseFacts, { officer, now }: StepCommand) {
  return officer === undefined ? undefined : refusedClaim(claim, officer, now);
}

/** The application with what a step brings, and with how every commitment stands then. */
function committed(
  { application, digest }: CaseFacts,
  { action, actor, now }: StepCommand,
  changes: Partial<CaseRecord>,
  reason: string | null,
): CaseRecord {
  const version = application.version + 1;
  const content = {
    ...application,
    period: null,
    ...changes,
    release: releaseAfter(application, action, reason),
    version,
    stateVersion: version,
    updatedAt: now.toISOString(),
  };
  const given = { ...content, commitments: commitmentsAfter(action, actor, content, digest) };
  return { ...given, standing: standingOf(given, digest) };
}

function refuseBlame() {
  return refuse('invalid-request', '这项申请不是注册人员本人提出的，不能认定其提供虚假材料，请取消勾选。');
}

function approved(after: CaseRecord, command: StepCommand): Decision<ApprovalChanges> {
  if (!('holder' in command) || command.holder === null) throw new Error('an approval without what the register holds');
  return approvalChanges(after, command.holder, command.now);
}

function undecided(before: CaseRecord, after: CaseRecord, to: ApplicationState): ApprovalChanges {
  const { register, draws, bar } = nothingElse;
  return { register, draws, bar, qualification: claimChanges(before, after, to), registrationNumbers: [] };
}

/** Nothing is granted, nor recommended to be, before every party that takes part has committed to what the application says now. */
function refusedGrant(command: StepCommand, after: CaseRecord) {
  const recommends = command.action === 'recommend' && command.recommendation.outcome === 'approve';
  if (!recommends && !isGrant(command.action)) return undefined;
  const missing = missingCommitments(after).map((kind) => commitmentNames[kind]);
  if (missing.length === 0) return undefined;
  const next = recommends ? '不能建议准予。请要求补正，或者建议不予' : '不能批准。请退回重新审核，由其补正';
  return refuse('not-committed', `该申请现在的内容还缺少${missing.join('、')}，${next}。`);
}

function locksAfter(command: StepCommand, after: CaseRecord, to: ApplicationState): LockChanges {
  const own = locksOf(after);
  if (isFinal(to)) return { takes: [], releases: own, engages: null };
  const [lock] = own;
  const others = 'person' in command ? command.person.others : null;
  const { employerCreditCode } = after;
  if (lock === undefined || others === null || employerCreditCode === null) return nothingElse.locks;
  return { takes: [], releases: [], engages: { lock, employerCreditCode, others } };
}

/** An employer says what its supplement is when it confirms or answers; what it owes is not owed any more after an end other than by approval. */
function owedAfter(
  facts: CaseFacts,
  action: Action,
  { supplement }: CaseRecord,
  to: ApplicationState,
): Outcome['owedQualification'] {
  const owes = owesQualification(supplement);
  if (!facts.owesQualification) return owes && (action === 'confirm' || action === 'answer-correction') ? 'open' : null;
  return !owes || (isFinal(to) && to !== 'approved') ? 'close' : null;
}

function publicityAfter(from: ApplicationState, to: ApplicationState): Outcome['publicity'] {
  if (to === 'in-publicity') return 'begins';
  if (from !== 'in-publicity') return null;
  return to === 'approved' ? 'concluded' : 'ended';
}

function eventOf(facts: CaseFacts, command: StepCommand, after: CaseRecord, reason: string | null): CaseEvent {
  const { action, actor, actorName, officer, reasons = [] } = command;
  const { application: before } = facts;
  const asks = action === 'request-correction' || before.state === 'awaiting-correction';
  return {
    action,
    actorParty: partyOf(actor),
    actorName,
    staffId: officer?.staffId ?? null,
    from: before.state,
    to: after.state,
    reason,
    reasons,
    changes: comparedChanges(facts, action, after),
    notice: action === 'request-correction' ? issuedNotice(after) : null,
    addressee: asks ? (after.correction?.addressee ?? null) : null,
    hold: null,
    lapsedOn: null,
    notices: noticesAfter(action, after),
  };
}

function partyOf(actor: StepCommand['actor']): CaseEvent['actorParty'] {
  return isStaffRole(actor) ? 'staff' : actor;
}

/** What differs from the submission before; null at the first one, and of what compares nothing. */
function comparedChanges(facts: CaseFacts, action: Action, after: CaseRecord): readonly FieldChange[] | null {
  const { application: before, fileNames } = facts;
  if ((action !== 'submit' && action !== 'answer-correction') || before.submission === 0) return null;
  return applicationChanges(rowOf(before), contentOf(before, fileNames), contentOf(after, fileNames));
}

function contentOf(application: CaseRecord, fileNames: CaseFacts['fileNames']): ApplicationContent {
  const { draft, applicant, qualification, supplement, attachments } = application;
  const attached = fileSlots.flatMap((slot) => {
    const id = attachments[slot];
    const name = id === undefined ? undefined : fileNames[id];
    return id === undefined || name === undefined ? [] : [[slot, { id, name }] as const];
  });
  return { draft, applicant, qualification, supplement, files: Object.fromEntries(attached) };
}

function issuedNotice({ correction, draft, applicant }: CaseRecord): IssuedNotice | null {
  if (correction === null) return null;
  const { addressee, items, laterReason, from } = correction;
  return {
    addresseeName: addressee === 'employer' ? (draft.employment.employerName ?? '') : applicant.name,
    items: items.map(({ field, subject, problem }) => ({ field, subject, problem })),
    laterReason,
    accepted: from === 'under-review',
  };
}
