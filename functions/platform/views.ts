import type { ApplicationSummary, ApplicationView, FileView } from '../../api/application.ts';
import type { FieldError } from '../../api/problems.ts';
import { lifecycleFacts, rowOf } from '../../domain/application.ts';
import { maskIdentityNumber } from '../../domain/identifiers.ts';
import { type Action, type Actor, allowedActions } from '../../domain/lifecycle.ts';
import type { Caller } from './caller.ts';
import type { Case } from './case.ts';
import type { ApplicationEventItem, ApplicationItem, FileItem } from './entities.ts';

/** One row of a list of applications. */
export function summaryView(item: ApplicationItem): ApplicationSummary {
  return {
    id: item.applicationId,
    number: item.number ?? null,
    profession: item.profession,
    matter: item.matter,
    state: item.state,
    applicantName: item.applicant.name,
    employerName: item.draft.employment.employerName,
    version: item.version,
    updatedAt: item.updatedAt,
    submittedAt: item.submittedAt ?? null,
  };
}

/** A case as one party sees it: only the applicant sees the whole identity number, only staff the recommendation. */
export function caseView(found: Case, caller: Caller, problems: readonly FieldError[]): ApplicationView {
  const { item, application } = found;
  const own = caller.party === 'person';
  return {
    ...summaryView(item),
    draft: { ...item.draft, specialties: [...item.draft.specialties], entry: item.draft.entry ?? null },
    applicant: {
      ...item.applicant,
      idNumber: own ? item.applicant.idNumber : maskIdentityNumber(item.applicant.idNumber),
    },
    qualification:
      item.qualification === null ? null : { ...item.qualification, specialties: [...item.qualification.specialties] },
    supplement: item.supplement,
    correction: item.correction === null ? null : { ...item.correction, items: [...item.correction.items] },
    recommendation: caller.party === 'staff' ? application.recommendation : null,
    files: found.files
      .filter((file) => isVisible(file, caller, item))
      .map(fileView)
      .sort(newestFirst),
    documents: found.documents.map(({ documentId, kind, title, createdAt }) => ({
      id: documentId,
      kind,
      title,
      createdAt,
    })),
    timeline: found.events.map((event) => timelineEntry(event, caller)),
    actions: [...actionsOf(found, caller)],
    dueAt: found.openWorkItem?.dueAt ?? null,
    problems: [...problems],
    registrationNumber: item.registrationNumber ?? null,
    owesQualification: caller.party === 'legal-person' && found.openSupplement !== undefined,
  };
}

/** What the caller may do now: the lifecycle's answer for each of the caller's roles. */
export function actionsOf({ application }: Pick<Case, 'application'>, caller: Caller): Action[] {
  const facts = lifecycleFacts(application);
  const allowed = actorsOf(caller).flatMap((actor) => allowedActions(application.state, actor, facts));
  const mayDecide = caller.party !== 'staff' || application.recommendation?.reviewerId !== caller.staffId;
  // Four eyes: who recommended does not decide.
  return mayDecide ? allowed : allowed.filter((action) => !decisions.includes(action));
}

/** A file as its owner and the other parties of the case see it. */
export function fileView(file: FileItem): FileView {
  const { fileId: id, slot, name, type, size, status, message, uploadedAt } = file;
  return { id, slot, name, type, size, status, message: message ?? null, uploadedAt };
}

const decisions: readonly Action[] = ['approve', 'reject', 'send-back'];

function actorsOf(caller: Caller): Actor[] {
  switch (caller.party) {
    case 'person':
      return ['practitioner'];
    case 'legal-person':
      return ['employer'];
    case 'staff':
      return caller.roles.flatMap((role) => (role === 'registrar' ? [] : [role]));
    case 'anyone':
      return [];
  }
}

/** Files of the other party are seen once attached; one's own also while being checked. */
function isVisible(file: FileItem, caller: Caller, item: ApplicationItem): boolean {
  const own =
    caller.party === 'person'
      ? file.party === 'practitioner'
      : caller.party === 'legal-person' && file.party === 'employer';
  return own || Object.values(item.attachments).includes(file.fileId);
}

function newestFirst(left: FileView, right: FileView): number {
  return left.uploadedAt < right.uploadedAt ? 1 : -1;
}

function timelineEntry(event: ApplicationEventItem, caller: Caller) {
  // The reviewer's opinion is the department's own until the decision says it.
  const inner = event.action === 'recommend' || event.action === 'send-back';
  return {
    id: String(event.version).padStart(4, '0'),
    at: event.at,
    action: event.action,
    title: titleOf(event),
    actor: event.actorName,
    from: event.from ?? null,
    to: event.to,
    reason: inner && caller.party !== 'staff' ? null : (event.reason ?? null),
  };
}

function titleOf(event: ApplicationEventItem): string {
  const special = rowOf(event).effect === 'qualification' ? entryTitles[event.action] : undefined;
  return special ?? actionTitles[event.action];
}

const entryTitles: Readonly<Partial<Record<ApplicationEventItem['action'], string>>> = {
  approve: '准予录入',
  reject: '不予录入',
};

const actionTitles: Readonly<Record<ApplicationEventItem['action'], string>> = {
  create: '新建申请',
  submit: '确认并提交申请',
  'documents-ready': '申请表和承诺书已生成',
  confirm: '企业确认并上传签字盖章的申请表',
  return: '企业退回',
  accept: '予以受理',
  refuse: '不予受理',
  'request-correction': '一次性告知补正',
  'answer-correction': '提交补正',
  recommend: '完成审核',
  approve: '准予注册，进入公示',
  reject: '不予注册',
  'send-back': '退回重新审核',
  'uphold-objection': '公示异议成立，不予注册',
  'conclude-publicity': '公示期满，准予注册',
  withdraw: '撤回申请',
  expire: '逾期未办理，申请失效',
  'issue-certificate': '电子证书已签发',
  supplement: '企业材料补正：补充资质',
  'reissue-certificate': '电子证书已换发',
};
