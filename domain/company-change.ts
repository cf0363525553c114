import type { CalendarDate } from './calendar-dates.ts';
import { isSameName, type KnownEmployer } from './employer-names.ts';
import { forbiddingAct, fourEyesText } from './four-eyes.ts';
import {
  type DecisionRefusal,
  type Decision,
  done,
  refuse,
  refuseChanged,
  type Refused,
  refuseViolations,
} from './refusal.ts';
import type { RegisterEntry } from './registration.ts';
import { isValidOn } from './registration-terms.ts';

/** What can be done to a 企业信息变更: one matter for everybody who is registered with a company. */
export const companyChangeActions = [
  'begin',
  'submit',
  'withdraw',
  'recommend',
  'approve',
  'reject',
  'send-back',
  'complete',
] as const;
export type CompanyChangeAction = (typeof companyChangeActions)[number];

/** The states of a 企业信息变更, and what each is called. */
export const companyChangeStateNames = {
  draft: '草稿',
  'under-review': '审核中',
  'awaiting-decision': '待审批',
  'carrying-out': '正在逐项变更',
  completed: '已完成',
  rejected: '不予变更',
  withdrawn: '已撤回',
} as const;
export type CompanyChangeState = keyof typeof companyChangeStateNames;
export const companyChangeStates = [
  'draft',
  'under-review',
  'awaiting-decision',
  'carrying-out',
  'completed',
  'rejected',
  'withdrawn',
] as const satisfies readonly CompanyChangeState[];

/** One thing that was done: by whom, and of the staff which member. */
export interface CompanyChangeAct {
  readonly action: CompanyChangeAction;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly actorParty: 'employer' | 'staff' | 'system';
  readonly actorName: string;
  readonly staffId: string | null;
  readonly reason: string | null;
}

/** A 企业信息变更 as rules see it: under another name (begun by the company), or with another credit code after a merger (begun by the department). */
export interface CompanyChange {
  readonly id: string;
  readonly initiator: 'employer' | 'department';
  /** The company as the register has it. */
  readonly from: KnownEmployer;
  /** The company as the register will have it: of a new name the same credit code. */
  readonly to: KnownEmployer;
  /** Why, with the document that it rests on. */
  readonly ground: string;
  /** The evidence that the company has uploaded; null: none, as in what the department begins. */
  readonly evidenceFileId: string | null;
  readonly state: CompanyChangeState;
  readonly version: number;
  readonly acts: readonly CompanyChangeAct[];
}

/** Who does what, on which version (null: the system, on what is there). */
export interface CompanyChangeCommand {
  readonly action: Exclude<CompanyChangeAction, 'begin'>;
  readonly actor: 'employer' | 'review' | 'decision' | 'system';
  readonly actorName: string;
  readonly staffId: string | null;
  readonly version: number | null;
  readonly now: Date;
  readonly reason: string | null;
  /** Of a submission: the evidence, once it has been inspected. */
  readonly evidence?: { readonly id: string; readonly isReady: boolean } | null;
}

/** A step of it. Who may not take it after what they did themselves, domain/four-eyes.ts says. */
interface Transition {
  readonly from: readonly CompanyChangeState[];
  readonly actor: (change: CompanyChange) => CompanyChangeCommand['actor'];
  readonly to: CompanyChangeState;
}

const beginner = ({ initiator }: CompanyChange) => (initiator === 'employer' ? 'employer' : 'review');
const undecided = ['draft', 'under-review', 'awaiting-decision'] as const;

const transitions: Readonly<Record<CompanyChangeCommand['action'], Transition>> = {
  submit: { from: ['draft'], actor: beginner, to: 'under-review' },
  withdraw: { from: undecided, actor: beginner, to: 'withdrawn' },
  recommend: { from: ['under-review'], actor: () => 'review', to: 'awaiting-decision' },
  approve: { from: ['awaiting-decision'], actor: () => 'decision', to: 'carrying-out' },
  reject: { from: ['awaiting-decision'], actor: () => 'decision', to: 'rejected' },
  'send-back': { from: ['awaiting-decision'], actor: () => 'decision', to: 'under-review' },
  complete: { from: ['carrying-out'], actor: () => 'system', to: 'completed' },
};

/** True when nothing more happens to it. */
export function isSettled(state: CompanyChangeState): boolean {
  return state === 'completed' || state === 'rejected' || state === 'withdrawn';
}

/** What an actor may do now, in the order of the table. */
export function companyChangeActionsOf(
  change: CompanyChange,
  { actor, staffId }: Pick<CompanyChangeCommand, 'actor' | 'staffId'>,
): CompanyChangeCommand['action'][] {
  const wishes = companyChangeActions.flatMap((action) => (action === 'begin' ? [] : [action]));
  return wishes.filter((action) => refusedAction(change, { action, actor, staffId, version: null }) === undefined);
}

/** Decides a command: the change after it, or why it is refused. */
export function decideCompanyChange(change: CompanyChange, command: CompanyChangeCommand): Decision<CompanyChange> {
  const refused = refusedAction(change, command);
  if (refused !== undefined) return refused;
  const { action, actor, actorName, staffId, now, reason, evidence = null } = command;
  const submitted = action === 'submit' ? evidenceOf(change, evidence) : done({});
  if (!submitted.ok) return submitted;
  const actorParty = actor === 'employer' || actor === 'system' ? actor : 'staff';
  return done({
    ...change,
    ...submitted.value,
    state: transitions[action].to,
    version: change.version + 1,
    acts: [...change.acts, { action, at: now.toISOString(), actorParty, actorName, staffId, reason }],
  });
}

/** The company begins it with what its licence shows; what the department begins rests on the document that it names. */
function evidenceOf(
  { initiator }: CompanyChange,
  evidence: { readonly id: string; readonly isReady: boolean } | null,
): Decision<Partial<CompanyChange>> {
  if (initiator === 'department') return done({});
  if (evidence === null) {
    const message = '请上传载明变更情况的证明材料，例如市场监督管理部门的变更登记通知书和新的营业执照。';
    return refuseViolations([{ code: 'material-missing', field: 'files.company-evidence', message }]);
  }
  if (!evidence.isReady)
    return refuse('file-not-ready', '证明材料正在检查或者未通过检查，请稍候或者重新上传后再提交。');
  return done({ evidenceFileId: evidence.id });
}

function refusedAction(
  change: CompanyChange,
  command: Pick<CompanyChangeCommand, 'action' | 'actor' | 'staffId' | 'version'>,
): Refused<DecisionRefusal> | undefined {
  const { action, staffId } = command;
  const { from, actor } = transitions[action];
  if (!from.includes(change.state)) {
    return refuse(
      'not-in-this-state',
      `这项企业信息变更当前为“${companyChangeStateNames[change.state]}”，不能进行此操作，请刷新页面查看最新进度。`,
    );
  }
  if (actor(change) !== command.actor) return refuse('wrong-party', '这一步不由当前账号办理。');
  if (command.version !== null && command.version !== change.version) return refuseChanged();
  // The same four eyes as over applications: a change has the same preparing and deciding acts.
  const forbidding =
    staffId === null || action === 'complete' ? undefined : forbiddingAct(action, change.acts, staffId);
  return forbidding === undefined ? undefined : refuse('same-person', fourEyesText(forbidding));
}

/** True for an entry that a change still has to amend on a day: valid, with the company as it was called or coded before. */
export function isConcerned(
  entry: Pick<RegisterEntry, 'employerCreditCode' | 'employerName'> & Parameters<typeof isValidOn>[0],
  { from, to }: Pick<CompanyChange, 'from' | 'to'>,
  today: CalendarDate,
): boolean {
  if (entry.employerCreditCode !== from.creditCode || !isValidOn(entry, today)) return false;
  return from.creditCode !== to.creditCode || !isSameName(entry.employerName, to.name);
}
