import { emptyDraft, unknownPerson } from './application-parts.ts';
import { findMatterRow, matterNames } from './catalogue.ts';
import { registrationSnapshot } from './registration.ts';
import { shanghaiDate } from './calendar-dates.ts';
import type { CaseRecord } from './case-record.ts';
import type { BeginCancellationCommand, BeginningCommand, By, CreateCommand, UploadedEvidence } from './command.ts';
import { companyProfileComplete, profileComplete } from './eligibility.ts';
import { locksOf } from './open-locks.ts';
import { type CaseEvent, nothingElse, type Outcome, saysNothingElse } from './outcome.ts';
import { refusedOwn } from './permission.ts';
import { unprintableCharacters } from './printable.ts';
import { professions } from './professions.ts';
import { qualificationToBegin } from './qualification-rules.ts';
import { notBarred } from './bars.ts';
import { type Decision, done, refuse, refuseViolations } from './refusal.ts';
import { endingViolations } from './ending-rules.ts';
import { nothingStands } from './standing.ts';
import { registrationStatus } from './registration-terms.ts';

/**
 * Begins an application. Refused where the profession does not have the matter, while the profile is incomplete, while another application that
 * excludes it is open (DESIGN §4), and to who holds no qualification that the matter could rest on.
 */
export function beginApplication(command: CreateCommand): Decision<Outcome> {
  const { profession, matter, profile, registrationNumber } = command;
  const row = findMatterRow(profession, matter);
  if (row?.initiators.includes('practitioner') !== true) {
    return refuse('rules-not-met', `${professions[profession].name}不办理${matterNames[matter]}。`);
  }
  const strange = unprintableCharacters(profile.name);
  if (strange.length > 0) {
    return refuse(
      'unprintable-characters',
      `您的姓名中有无法打印的字符（${strange.join('')}），请联系住房和城乡建设主管部门窗口办理。`,
    );
  }
  const incomplete = profileComplete(profile);
  if (incomplete.length > 0) return refuseViolations(incomplete);
  const draft = { ...emptyDraft, registrationNumber };
  const begun = { profession, matter, initiator: 'practitioner', applicant: profile, draft, working: draft } as const;
  const after: CaseRecord = { ...blank(command), ...begun, personId: command.personId };
  const subject = locksOf(after).length > 1 ? '注册' : professions[profession].name;
  if (command.locked !== null) {
    return refuseOpen(command.locked, `您已有一项${subject}的申请正在办理，请在“事项查询”中继续办理或撤回后再申请。`);
  }
  const barred = notBarred(command.bars, row, shanghaiDate(command.now));
  if (barred.length > 0) return refuseViolations(barred);
  const unqualified = qualificationToBegin(row, command.qualifications);
  if (unqualified.length > 0) return refuseViolations(unqualified);
  return done(
    begins(after, { ...eventBy(command), action: 'create', actorParty: 'practitioner', from: null, to: 'draft' }),
  );
}

/**
 * Begins and submits a cancellation by an employer or the department, of a registration or of some of its specialties. Refused when the registration is
 * cancelled already, nothing would be left beside those specialties, the ground is not one of theirs, or another cancellation by the same party is open.
 */
export function beginCancellation(command: BeginCancellationCommand): Decision<Outcome> {
  const { entry, initiator, matter, specialties, cancellation, evidence, certificateSource, now } = command;
  const refused = refusedInitiator(command);
  if (refused !== undefined) return refused;
  const violations = endingViolations(command);
  if (violations.length > 0) return refuseViolations(violations);
  if (evidence !== null && evidence.status !== 'ready') return refuseEvidence(evidence);
  if (entry.cancelledOn !== null) return refuse('not-in-this-state', '该注册已注销，无需再次办理。');
  if (command.locked !== null) {
    return refuseOpen(command.locked, '该注册已有一项注销正在办理，请在原申请中继续办理或撤回。');
  }
  const { personId, profession, holderName, employerName, employerCreditCode, number } = entry;
  const draft = {
    ...emptyDraft,
    employment: { ...emptyDraft.employment, employerName, employerCreditCode },
    specialties,
    registrationNumber: number,
    cancellation,
  };
  const after: CaseRecord = {
    ...blank(command),
    personId,
    profession,
    matter,
    initiator,
    state: 'submitted',
    version: 1,
    stateVersion: 1,
    submission: 1,
    draft,
    working: draft,
    // Who cancels another's registration is told nothing of that person but the name.
    applicant: { ...unknownPerson, name: holderName },
    registrations: [registrationSnapshot(entry)],
    employerCreditCode,
    submittedAt: now.toISOString(),
    attachments: evidence === null ? {} : { 'ground-evidence': evidence.id },
    ...(certificateSource === null ? {} : { certificateSource }),
  };
  const outcome = begins(after, {
    ...eventBy(command),
    action: 'submit',
    actorParty: initiator === 'employer' ? 'employer' : 'staff',
    from: 'draft',
    to: 'submitted',
    notices: [],
  });
  return done({
    ...outcome,
    register: { ...outcome.register, relies: [entry] },
    draws: ['application-number'],
  });
}

function refuseEvidence({ status, message }: UploadedEvidence) {
  const text =
    status === 'pending' ? '注销依据材料正在检查，请稍候几秒再提交。' : '注销依据材料未通过检查，请重新上传。';
  return refuse('file-not-ready', message ?? text);
}

function refusedInitiator({ entry, employer, officer, initiator, matter, now }: BeginCancellationCommand) {
  const { profession } = entry;
  if (findMatterRow(profession, matter)?.initiators.includes(initiator) !== true) {
    return refuse('rules-not-met', `${professions[profession].name}不办理${matterNames[matter]}。`);
  }
  if (initiator === 'department') {
    if (officer === undefined) throw new Error('a cancellation by the department without its officer');
    return refusedOwn({ personId: entry.personId }, officer);
  }
  const incomplete = employer === null ? [] : companyProfileComplete(employer);
  if (incomplete.length > 0) return refuseViolations(incomplete);
  return registrationStatus(entry, shanghaiDate(now)) === 'expired'
    ? refuse('not-in-this-state', '该注册已到期失效，无需企业办理注销。')
    : undefined;
}

function refuseOpen(id: string, detail: string) {
  return refuse('already-exists', detail, [{ field: 'applicationId', code: 'open-application', message: id }]);
}

function begins(after: CaseRecord, event: CaseEvent): Outcome {
  return {
    ...nothingElse,
    before: null,
    after,
    event,
    locks: { ...nothingElse.locks, takes: locksOf(after) },
  };
}

function eventBy({ actorName, officer }: By): Omit<CaseEvent, 'action' | 'actorParty' | 'from' | 'to'> {
  const staffId = officer?.staffId ?? null;
  return { ...saysNothingElse, actorName, staffId };
}

function blank({ id, now }: BeginningCommand) {
  const at = now.toISOString();
  return {
    id,
    number: null,
    state: 'draft',
    version: 0,
    stateVersion: 0,
    submission: 0,
    qualification: null,
    registrations: [],
    release: null,
    timeliness: null,
    statement: null,
    asksFormerIdentity: false,
    attachments: {},
    supplement: null,
    correction: null,
    recommendation: null,
    extension: null,
    standing: nothingStands,
    createdAt: at,
    updatedAt: at,
    submittedAt: null,
    formerPersonId: null,
    employerCreditCode: null,
    commitments: {},
    period: null,
    registrationNumbers: [],
  } as const;
}
