import type { CaseRecord } from './case-record.ts';
import { brokenCommitments, readsAnew } from './commitments.ts';
import { rowOf } from './catalogue.ts';
import type { Attachments, CaseFacts, SealedForm } from './case-facts.ts';
import type {
  AnswerCommand,
  ConfirmCommand,
  CorrectEmployerCommand,
  EmployerAnswerCommand,
  StepCommand,
  SubmitCommand,
} from './command.ts';
import { answeredCorrection, answersText } from './correction-answer.ts';
import { deemedAcceptance, extension } from './department-silence.ts';
import { noticeOf } from './correction-notice.ts';
import { namedFields } from './editable.ts';
import { companyProfileComplete, employerInZone, supplementComplete } from './eligibility.ts';
import { statementAnswerNames } from './statement.ts';
import { employerNameVerified, isMisnamed } from './named-employer.ts';
import { noticeText } from './issued-notice.ts';
import { printableText } from './form-and-letter.ts';
import { objectionProven } from './release.ts';
import { type Prepared, prepare, textToRead } from './preparation.ts';
import { type Decision, done, refuse, refuseViolations } from './refusal.ts';
import type { Violation } from './violation.ts';

/** What a step makes of an application besides its state, and the reason that stands in the timeline. */
export interface StepContent {
  readonly changes: Partial<CaseRecord>;
  readonly reason: string | null;
}

/** What a step of the lifecycle says and brings: refused when it does not meet the rules. That it is allowed now has been decided. */
export function stepContent(facts: CaseFacts, command: StepCommand): Decision<StepContent> {
  const { application } = facts;
  switch (command.action) {
    case 'submit':
      return submission(facts, command);
    case 'confirm':
      return confirmation(facts, command);
    case 'correct-employer':
      return correctedEmployer(facts, command);
    case 'answer-correction':
      return 'person' in command ? answer(facts, command) : employerAnswer(facts, command);
    case 'request-correction': {
      const notice = noticeOf(application, command, facts.notices);
      if (!notice.ok) return notice;
      const { items, laterReason } = notice.value;
      return done({ changes: { correction: notice.value }, reason: noticeText({ items, laterReason }) });
    }
    case 'give-statement': {
      const { statement: text, evidence } = command;
      const attachments = {
        ...application.attachments,
        ...(evidence === null ? {} : { 'statement-evidence': evidence }),
      };
      const statement = { answer: text === null ? 'none' : 'given', text } as const;
      return done({ changes: { statement, attachments }, reason: text ?? statementAnswerNames.none });
    }
    case 'lapse-statement':
      return done({ changes: { statement: { answer: 'silent', text: null } }, reason: null });
    case 'recommend':
      return done({
        changes: { recommendation: command.recommendation },
        reason: command.recommendation.opinion,
      });
    case 'send-back':
      return done({ changes: { recommendation: null }, reason: command.reason });
    case 'deem-accepted':
      return done(deemedAcceptance(facts, command.now));
    case 'extend-review':
      return done(extension(facts, command));
    case 'accept':
    case 'approve': {
      const unproven = objectionProven(application);
      return unproven.length > 0 ? refuseViolations(unproven) : done({ changes: {}, reason: command.reason });
    }
    case 'documents-ready':
    case 'return':
    case 'release':
    case 'object':
    case 'lapse-release':
    case 'refuse':
    case 'lapse-correction':
    case 'reject':
    case 'uphold-objection':
    case 'withdraw':
    case 'expire':
      return done({ changes: {}, reason: command.reason });
    case 'conclude-publicity':
      return facts.openObjections > 0 ? refuseUnanswered() : done({ changes: {}, reason: command.reason });
  }
}

function refuseUnanswered() {
  return refuse('not-in-this-state', '公示期内提出的异议尚未答复，请先答复再准予。');
}

/** Nothing is left of what others added to the submission before, or were asked of it. */
function submission({ application, digest }: CaseFacts, command: SubmitCommand): Decision<StepContent> {
  const { person, now, formDigest } = command;
  const prepared = prepare(application, person, now);
  if (prepared.violations.length > 0) return refuseViolations(prepared.violations);
  if (digest(textToRead(prepared.application)) !== formDigest) {
    return refuse('form-changed', '申请表内容在您阅读之后有变化，请重新阅读并确认。');
  }
  const { registrations, timeliness, formerPersonId, asksFormerIdentity, draft } = prepared.application;
  return done({
    changes: {
      ...writtenBy(prepared),
      submission: application.submission + 1,
      registrations,
      timeliness,
      formerPersonId,
      asksFormerIdentity,
      attachments: prepared.application.attachments,
      supplement: null,
      correction: null,
      recommendation: null,
      extension: null,
      employerCreditCode: draft.employment.employerCreditCode ?? application.employerCreditCode,
      submittedAt: application.submittedAt ?? now.toISOString(),
    },
    reason: null,
  });
}

/** The form is read again wherever it says something else than what was confirmed before. */
function answer({ application, digest }: CaseFacts, command: AnswerCommand): Decision<StepContent> {
  const { person, now, formDigest } = command;
  const correction = answeredCorrection(application, command.answers);
  if (!correction.ok) return correction;
  const prepared = prepare(application, person, now);
  if (prepared.violations.length > 0) return refuseViolations(prepared.violations);
  if (readsAnew(application, prepared.application) && digest(textToRead(prepared.application)) !== formDigest) {
    return refuse('form-changed', '补正使申请表和承诺书有变化，请重新阅读并确认后再提交补正。');
  }
  return done({
    changes: {
      ...writtenBy(prepared),
      attachments: stillSealed(application, prepared.application),
      correction: correction.value,
    },
    reason: answersText(correction.value),
  });
}

function writtenBy({ application }: Prepared): Partial<CaseRecord> {
  const { applicant, qualification, draft } = application;
  return { applicant, qualification, draft, working: draft };
}

/** The attachments after an answer. Where the form says something else than what was sealed, the old seal is no part of the application any more. */
function stillSealed(before: CaseRecord, after: CaseRecord): Attachments {
  if (!brokenCommitments(before, after).includes('sealed')) return after.attachments;
  return Object.fromEntries(Object.entries(after.attachments).filter(([slot]) => slot !== 'sealed-form'));
}

/** The employer confirms with the sealed form of this step (manual 二（二）1) and the supplement of the profession (二（二）2). */
function confirmation({ application }: CaseFacts, command: ConfirmCommand): Decision<StepContent> {
  const { employer, supplement } = command;
  const row = rowOf(application);
  const violations = [
    ...employerNameVerified(application, employer),
    ...companyProfileComplete(employer),
    ...employerInZone(row, employer.division),
    ...supplementComplete(row, supplement, employer),
    ...printableText('企业名称', employer.name),
  ];
  if (violations.length > 0) return refuseViolations(violations);
  const sealed = readySeal(command.sealedForm);
  if (!sealed.ok) return sealed;
  const attachments = { ...application.attachments, 'sealed-form': sealed.value };
  return done({ changes: { supplement, attachments }, reason: null });
}

/** The applicant reads and confirms anew what names the employer otherwise: the form goes back with the right name in it. */
function correctedEmployer({ application }: CaseFacts, command: CorrectEmployerCommand): Decision<StepContent> {
  const { name: employerName, creditCode: employerCreditCode } = command.employer;
  if (!isMisnamed(application, command.employer)) {
    return refuse('not-in-this-state', '申请表上的企业名称与证照名称一致，无需更正，请刷新页面后继续办理。');
  }
  const violations = printableText('企业名称', employerName);
  if (violations.length > 0) return refuseViolations(violations);
  const { working } = application;
  return done({
    changes: { working: { ...working, employment: { ...working.employment, employerName, employerCreditCode } } },
    reason: `聘用企业由“${application.draft.employment.employerName ?? ''}”更正为“${employerName}”，请申请人重新阅读并确认申请表后提交。`,
  });
}

function readySeal(file: SealedForm): Decision<string> {
  if (file === null) return refuse('not-found', '没有找到上传的申请表，请重新上传。');
  if (!file.isOfThisStep) {
    return refuse('file-not-ready', '此前上传的申请表不能再次使用。请下载现在的申请表，重新签字盖章后上传。');
  }
  switch (file.status) {
    case 'ready':
      return done(file.id);
    case 'pending':
      return refuse('file-not-ready', '签字盖章的申请表正在检查，请稍候几秒再提交。');
    case 'rejected':
      return refuse('file-not-ready', file.message ?? '签字盖章的申请表未通过检查，请重新上传。');
  }
}

/** Where the notice names the supplement, one that comes with the answers takes the place of the old one. */
function employerAnswer({ application }: CaseFacts, command: EmployerAnswerCommand): Decision<StepContent> {
  const { employer, supplement, attachments } = command;
  const correction = answeredCorrection(application, command.answers);
  if (!correction.ok) return correction;
  const changes = { correction: correction.value, attachments };
  const reason = answersText(correction.value);
  if (supplement === null) return done({ changes, reason });
  if (!namedFields(application).has('supplement')) return refuseViolations([supplementNotNamed]);
  const violations = supplementComplete(rowOf(application), supplement, employer);
  return violations.length > 0 ? refuseViolations(violations) : done({ changes: { ...changes, supplement }, reason });
}

const supplementNotNamed: Violation = {
  code: 'not-named-in-notice',
  field: 'supplement',
  message: '补正通知没有要求补正企业补充信息，不能修改，请只提交通知所列的内容。',
};
