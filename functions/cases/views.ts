import { emptyDraft, type PractitionerProfile, type Release, unknownPerson } from '../../domain/application-parts.ts';
import type { ApplicationSummary, ApplicationView, FileView } from '../../api/application.ts';
import type { FieldError } from '../../api/problems.ts';
import type { Correction } from '../../domain/application.ts';
import { effectOf } from '../../domain/catalogue.ts';
import { type Action, type Actor, awaitedParty } from '../../domain/lifecycle.ts';
import { isMisnamed } from '../../domain/named-employer.ts';
import { permittedActions } from '../../domain/permission.ts';
import { lifecycleFacts } from '../../domain/lifecycle-facts.ts';
import { maskIdentityNumber } from '../../domain/identifiers.ts';
import type { Caller } from '../platform/caller.ts';
import { type Case, employerRole, isFormerIdentity } from './case.ts';
import type { ApplicationEventItem, ApplicationHead, ApplicationItem, FileItem } from '../records/entities.ts';
import { actsOf } from './facts.ts';
import { isApplicant, seesReduced, visibleDocuments, visibleDraft, visibleEvents, visibleFiles } from './visibility.ts';
import { visibleChanges } from './visible-changes.ts';

/** One row of a list of applications, for whoever it is: with the employer as it was submitted. */
export function summaryView(
  item: Omit<ApplicationHead, 'correction' | 'recommendation'> & { readonly correction?: Correction | null },
): ApplicationSummary {
  const { initiator = 'practitioner', correction = null } = item;
  return {
    id: item.applicationId,
    number: item.number ?? null,
    profession: item.profession,
    matter: item.matter,
    initiator,
    state: item.state,
    waitsFor: awaitedParty(item.state, lifecycleFacts({ ...item, initiator, correction })),
    applicantName: item.applicantName,
    employerName: item.employerName === '' ? null : item.employerName,
    version: item.version,
    stalled: item.stalled?.stateVersion === item.stateVersion,
    updatedAt: item.updatedAt,
    submittedAt: item.submittedAt ?? null,
  };
}

/** The rules that a draft does not meet, and what is told of it besides. */
export interface Advice {
  readonly violations: readonly FieldError[];
  readonly warnings: readonly FieldError[];
}

/** What is said of an application that the caller cannot change. */
export const noAdvice: Advice = { violations: [], warnings: [] };

/**
 * A case as one party sees it: only the applicant sees the whole identity number, only staff the recommendation, and who is asked to
 * let somebody go no more than who leaves for whom.
 */
export function caseView(
  found: Case,
  caller: Caller,
  { violations, warnings }: Advice,
  checks: ApplicationView['checks'] = [],
): ApplicationView {
  const { item, application } = found;
  const own = isApplicant(item, caller);
  const reduced = seesReduced(item, caller);
  const draft = visibleDraft(found, caller);
  const employment = reduced
    ? { ...emptyDraft.employment, employerName: draft.employment.employerName }
    : draft.employment;
  return {
    ...summaryView({
      ...item,
      applicantName: item.applicant.name,
      employerName: application.draft.employment.employerName ?? '',
    }),
    draft: {
      ...draft,
      specialties: [...draft.specialties],
      employment,
      entry: draft.entry,
      registrationNumber: draft.registrationNumber,
      formerIdNumber: own ? draft.formerIdNumber : masked(draft.formerIdNumber),
      cancellation: draft.cancellation,
      declarations: reduced ? {} : draft.declarations,
    },
    applicant: applicantView(application.applicant, own, reduced),
    qualification:
      item.qualification === null ? null : { ...item.qualification, specialties: [...item.qualification.specialties] },
    registrations: application.registrations.map((each) => ({
      ...each,
      terms: each.terms.map((term) => ({ ...term })),
      specialties: [...each.specialties],
    })),
    timeliness:
      application.timeliness === null
        ? null
        : { inTime: [...application.timeliness.inTime], late: [...application.timeliness.late] },
    release: releaseView(application.release, seesObjection(caller, reduced)),
    statement: caller.party === 'legal-person' || reduced ? null : application.statement,
    supplement: reduced ? null : item.supplement,
    correction: item.correction === null || reduced ? null : correctionView(item.correction),
    recommendation: caller.party === 'staff' ? application.recommendation : null,
    files: visibleFiles(found, caller).map(fileView).sort(newestFirst),
    documents: visibleDocuments(found, caller).map(({ documentId, kind, title, createdAt }) => ({
      id: documentId,
      kind,
      title,
      createdAt,
      missing: (found.openCompletions.find((open) => open.documentId === documentId)?.missing ?? []).map((each) => ({
        ...each,
      })),
    })),
    timeline: visibleEvents(found, caller).map((event) => timelineEntry(event, found, caller)),
    actions: [...actionsOf(found, caller)],
    dueAt: found.openWorkItem?.dueAt ?? null,
    checks: caller.party === 'staff' ? checks : [],
    problems: [...violations],
    warnings: [...warnings],
    registrationNumber: item.registrationNumbers?.[0] ?? null,
    owesQualification: caller.party === 'legal-person' && !reduced && found.owedQualification !== undefined,
  };
}

function applicantView(applicant: PractitionerProfile, own: boolean, reduced: boolean): ApplicationView['applicant'] {
  if (reduced) return { ...unknownPerson, name: applicant.name };
  if (own) return applicant;
  // The number would say it too.
  return { ...applicant, idNumber: maskIdentityNumber(applicant.idNumber), birthDate: null, sex: null };
}

function releaseView(release: Release | null, whole: boolean): Release | null {
  return release === null || whole ? release : { ...release, reason: null };
}

function masked(idNumber: string | null): string | null {
  return idNumber === null ? null : maskIdentityNumber(idNumber);
}

/** What the caller may do now: the lifecycle's answer for each of the caller's roles; of the staff, without what four eyes forbid. */
export function actionsOf(found: Pick<Case, 'application' | 'item' | 'events'>, caller: Caller): Action[] {
  const { application, item, events } = found;
  const facts = { application, acts: actsOf(events) };
  const officer = caller.party === 'staff' ? caller : undefined;
  const permitted = actorsOf(caller, item).flatMap((actor) => permittedActions(facts, actor, officer));
  // Of both one is refused: the employer confirms its name, or has it corrected.
  const refused = caller.party === 'legal-person' && isMisnamed(application, caller) ? 'confirm' : 'correct-employer';
  return permitted.filter((action) => action !== refused);
}

/** A file as its owner and the other parties of the case see it. */
export function fileView(file: FileItem): FileView {
  const { fileId: id, slot, name, type, size, status, message, uploadedAt } = file;
  return { id, slot, name, type, size, status, message: message ?? null, uploadedAt };
}

function actorsOf(caller: Caller, item: ApplicationItem): Actor[] {
  switch (caller.party) {
    case 'person':
      return [isFormerIdentity(item, caller.personId) ? 'former-identity' : 'practitioner'];
    case 'legal-person':
      return [employerRole(item, caller.creditCode) ?? []].flat();
    case 'staff':
      return caller.roles.flatMap((role) => (role === 'registrar' ? [] : [role]));
    case 'anyone':
      return [];
  }
}

function newestFirst(left: FileView, right: FileView): number {
  return left.uploadedAt < right.uploadedAt ? 1 : -1;
}

function correctionView({ laterReason, items, ...correction }: Correction) {
  return { ...correction, laterReason, items: items.map(({ field, ...item }) => ({ ...item, field })) };
}

function timelineEntry(event: ApplicationEventItem, { item, events }: Case, caller: Caller) {
  const reduced = seesReduced(item, caller);
  // The reviewer's opinion is the department's own until the decision says it.
  const inner = (event.action === 'recommend' || event.action === 'send-back') && caller.party !== 'staff';
  // What somebody says against their employer is for the department.
  const stated = event.action === 'give-statement' && caller.party === 'legal-person';
  const hidden = inner || stated || (event.action === 'object' && !seesObjection(caller, reduced));
  return {
    id: String(event.version).padStart(4, '0'),
    at: event.at,
    action: event.action,
    title: titleOf(event),
    actor: event.actorName,
    from: event.from ?? null,
    to: event.to,
    reason: hidden || (reduced && event.action !== 'object') ? null : (event.reason ?? null),
    changes: reduced ? [] : [...visibleChanges(event, events, caller)],
  };
}

/** Why a former employer objects is for the department, the applicant and itself, not for its competitor. */
function seesObjection(caller: Caller, reduced: boolean): boolean {
  return caller.party !== 'legal-person' || reduced;
}

function titleOf(event: ApplicationEventItem): string {
  const verb = effectOf(event).verb;
  const title =
    event.action === 'approve' && event.to === 'in-publicity' ? '准予{verb}，进入公示' : actionTitles[event.action];
  return title.replace('{verb}', verb);
}

/** `{verb}` is what the matter grants. */
const actionTitles: Readonly<Record<ApplicationEventItem['action'], string>> = {
  approve: '准予{verb}',
  reject: '不予{verb}',
  'uphold-objection': '公示异议成立，不予{verb}',
  'conclude-publicity': '公示期满，准予{verb}',
  create: '新建申请',
  submit: '确认并提交申请',
  'documents-ready': '申请表和承诺书已生成',
  confirm: '企业确认并上传签字盖章的申请表',
  return: '企业退回',
  'correct-employer': '聘用企业按证照名称更正',
  release: '原聘用企业同意解除聘用',
  object: '原聘用企业提出异议',
  'lapse-release': '原聘用企业逾期未答复，继续办理',
  'give-statement': '本人已答复陈述申辩告知',
  'lapse-statement': '本人逾期未提出陈述申辩，继续办理',
  accept: '予以受理',
  'deem-accepted': '逾期未审查，视为受理',
  refuse: '不予受理',
  'request-correction': '一次性告知补正',
  'answer-correction': '提交补正',
  'lapse-correction': '逾期未答复，按现有材料继续审核',
  recommend: '完成审核',
  'send-back': '退回重新审核',
  'extend-review': '延长审查期限',
  withdraw: '撤回申请',
  expire: '逾期未办理，申请失效',
  'issue-certificate': '电子证书已签发',
  supplement: '企业材料补正：补充资质',
  'amend-employer': '企业信息变更，注册已随之变更',
  'reissue-certificate': '电子证书已换发',
  'complete-document': '已在文书上补写无法打印的字',
  'hold-review': '依法中止计算审查期限',
  'resume-review': '恢复计算审查期限',
};
