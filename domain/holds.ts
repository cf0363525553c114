import { type CalendarDate, chineseDate, shanghaiDate } from './calendar-dates.ts';
import { revocationOf, type Revocation } from './grounds.ts';
import type { ProjectLock, Suspension } from './hold-periods.ts';
import { refusedOwn } from './permission.ts';
import { type Decision, done, refuse, refuseChanged, type Refused } from './refusal.ts';
import type { RegisterEntry, Registration } from './registration.ts';
import { isValidStatus, type RegistrationStatus } from './registration-terms.ts';
import type { StaffRole } from './staff-access.ts';

/** A suspension that one officer has proposed and another has not decided yet. */
export interface SuspensionProposal extends Suspension {
  readonly staffId: string;
  readonly officerName: string;
}

/** What officers do to an entry of the register besides deciding applications, with the role that may, and its name in the history. */
export const holdActions = {
  'propose-suspension': { role: 'review', title: '提出暂停执业' },
  'confirm-suspension': { role: 'decision', title: '决定暂停执业' },
  'decline-suspension': { role: 'decision', title: '不予暂停执业' },
  'lift-suspension': { role: 'decision', title: '解除暂停执业' },
  lock: { role: 'review', title: '在建项目锁定' },
  unlock: { role: 'review', title: '解除在建项目锁定' },
} as const satisfies Readonly<Record<string, { readonly role: StaffRole; readonly title: string }>>;
export type HoldAction = keyof typeof holdActions;

/** What an officer asks for. */
export type HoldRequest =
  | ({ readonly action: 'propose-suspension' } & Suspension)
  | ({ readonly action: 'lock' } & ProjectLock)
  | {
      readonly action: 'confirm-suspension' | 'decline-suspension' | 'lift-suspension' | 'unlock';
      readonly reason: string;
    };

/** The same with who asks, on which version of the entry, and what is proposed for it. */
export interface HoldCommand {
  readonly entry: RegisterEntry;
  readonly proposal: SuspensionProposal | null;
  readonly request: HoldRequest;
  readonly version: number;
  readonly officer: {
    readonly staffId: string;
    readonly personId: string | null;
    readonly name: string;
    readonly roles: readonly string[];
  };
  readonly now: Date;
}

/** What follows: the entry after it, what becomes of the proposal, and what the history and the messages say. */
export interface HoldOutcome {
  readonly after: RegisterEntry;
  /** Null: none stands any more; undefined: it is as it was. */
  readonly proposal: SuspensionProposal | null | undefined;
  readonly told: string;
  /** To holder and employer; null: nobody outside is told. */
  readonly message: { readonly title: string; readonly text: string } | null;
}

/**
 * Decides what an officer asks for an entry. Refused to whoever has not the role, of one's own entry, on another version, and where it does not fit what
 * the entry says. A suspension takes two: who has proposed it does not decide it (审核与审批分离).
 */
export function decideHold(command: HoldCommand): Decision<HoldOutcome> {
  const { entry, request, version, officer } = command;
  const { role } = holdActions[request.action];
  if (!officer.roles.includes(role)) return refuse('wrong-party', '您的账号不能办理这一项，请由有相应权限的人员办理。');
  const own = refusedOwn({ personId: entry.personId }, officer);
  if (own !== undefined) return own;
  if (entry.cancelledOn !== null) return refuse('not-in-this-state', '该注册已注销，不能办理。');
  if (version !== entry.version) return refuseChanged();
  switch (request.action) {
    case 'propose-suspension':
      return propose(command, request);
    case 'confirm-suspension':
    case 'decline-suspension':
      return decideProposal(command, request.action === 'confirm-suspension', request.reason);
    case 'lift-suspension':
      return lift(command, request.reason);
    case 'lock':
      return lock(command, request);
    case 'unlock':
      return unlock(command, request.reason);
  }
}

function propose({ entry, proposal, officer, now }: HoldCommand, said: Suspension): Decision<HoldOutcome> {
  const { reason, document, from, until } = said;
  if (proposal !== null) return refuse('already-exists', '该注册已有一项暂停执业等待决定，请先办结。');
  if (standingSuspension(entry, shanghaiDate(now)) !== null) {
    return refuse('already-exists', '该注册已在暂停执业，需要变更的，请先解除。');
  }
  const wrong = wrongPeriod('until', from, until, now);
  if (wrong !== undefined) return wrong;
  return done({
    after: entry,
    proposal: { reason, document, from, until, staffId: officer.staffId, officerName: officer.name },
    told: `${periodText(said)}。依据：${document}。理由：${reason}`,
    message: null,
  });
}

function decideProposal({ entry, proposal, officer }: HoldCommand, isConfirmed: boolean, reason: string) {
  if (proposal === null) return refuse('not-in-this-state', '该注册没有等待决定的暂停执业，请刷新页面查看。');
  if (proposal.staffId === officer.staffId) {
    return refuse('same-person', '该暂停执业由您提出，须由其他人员决定（准备与决定不得为同一人）。');
  }
  if (!isConfirmed) return done({ after: entry, proposal: null, told: reason, message: null });
  const { reason: why, document, from, until } = proposal;
  const suspension = { reason: why, document, from, until };
  return done({
    after: { ...entry, suspension },
    proposal: null,
    told: `${periodText(suspension)}。${reason}`,
    message: {
      title: '注册暂停执业',
      text: `注册编号${entry.number}的注册${periodText(suspension)}，其间不得以该注册的名义执业。依据：${document}。理由：${why}。有异议的，请依法申请行政复议或者提起行政诉讼。`,
    },
  });
}

function lift({ entry, now }: HoldCommand, reason: string): Decision<HoldOutcome> {
  if (standingSuspension(entry, shanghaiDate(now)) === null) {
    return refuse('not-in-this-state', '该注册没有暂停执业，无需解除。');
  }
  const text = `注册编号${entry.number}的注册已解除暂停执业，可以继续执业。理由：${reason}`;
  return done({
    after: { ...entry, suspension: null },
    proposal: undefined,
    told: reason,
    message: { title: '暂停执业已解除', text },
  });
}

function lock({ entry, now }: HoldCommand, { project, reason, until }: ProjectLock): Decision<HoldOutcome> {
  const today = shanghaiDate(now);
  if (lockOn(entry, today) !== null) {
    return refuse('already-exists', '该注册已因在建项目锁定，需要变更的，请先解除再重新锁定。');
  }
  const wrong = wrongPeriod('until', today, until, now);
  if (wrong !== undefined) return wrong;
  const text = `注册编号${entry.number}的注册因在建项目“${project}”锁定至${chineseDate(until)}，其间不能变更聘用企业或者注销。项目完工或者更换负责人后，可以申请解除。`;
  return done({
    after: { ...entry, lock: { project, reason, until } },
    proposal: undefined,
    told: `${project}，至${chineseDate(until)}止。理由：${reason}`,
    message: { title: '注册因在建项目锁定', text },
  });
}

function unlock({ entry, now }: HoldCommand, reason: string): Decision<HoldOutcome> {
  const held = lockOn(entry, shanghaiDate(now));
  if (held === null) return refuse('not-in-this-state', '该注册没有因在建项目锁定，无需解除。');
  const text = `注册编号${entry.number}的注册已解除在建项目“${held.project}”的锁定，可以办理变更和注销。`;
  return done({
    after: { ...entry, lock: null },
    proposal: undefined,
    told: reason,
    message: { title: '在建项目锁定已解除', text },
  });
}

function wrongPeriod(
  field: string,
  from: CalendarDate,
  until: CalendarDate,
  now: Date,
): Refused<'rules-not-met'> | undefined {
  if (until >= from && until >= shanghaiDate(now)) return undefined;
  const message = '截止日期不能早于起始日期或者今天，请核对后填写。';
  return refuse('rules-not-met', message, [{ field, code: 'hold-period-invalid', message }]);
}

function periodText({ from, until }: Pick<Suspension, 'from' | 'until'>): string {
  return `自${chineseDate(from)}至${chineseDate(until)}暂停执业`;
}

/** The suspension that is in force on a day or will be; null: none. */
export function standingSuspension(
  { suspension }: Pick<RegisterEntry, 'suspension'>,
  today: CalendarDate,
): Suspension | null {
  return suspension !== null && suspension.until >= today ? suspension : null;
}

/** What keeps a registration from moving or ending on a day; null: nothing. */
export function lockOn(
  { lock: held }: { readonly lock?: ProjectLock | null },
  today: CalendarDate,
): ProjectLock | null {
  return held != null && held.until >= today ? held : null;
}

/** What a registration is shown as: whether it stands, may be practised on, has ended, or was taken from its holder. */
export const shownStatuses = ['valid', 'renewing', 'suspended', 'expired', 'cancelled', 'revoked'] as const;
export type ShownStatus = (typeof shownStatuses)[number];

/** The same in words; how a registration was taken from its holder, `revocationNames` says. */
export const shownStatusNames: Readonly<Record<ShownStatus, string>> = {
  valid: '有效',
  renewing: '有效（延续申请审查中）',
  suspended: '暂停执业',
  expired: '已过期',
  cancelled: '已注销',
  revoked: '已被依法吊销、撤销或者撤回',
};

/** True for a registration that has not ended, whether it may be practised on now or not. */
export function isStanding(status: ShownStatus): boolean {
  return status === 'suspended' || (status !== 'revoked' && isValidStatus(status));
}

/** What everybody is shown of an entry that has a validity on a day: a suspension in force, and a revocation, have words of their own. */
export function shownStatus(
  status: RegistrationStatus,
  entry: Pick<Registration, 'cancellationGround'> & Pick<RegisterEntry, 'suspension'>,
  today: CalendarDate,
): ShownStatus {
  if (status === 'cancelled') return revocationOf(entry.cancellationGround) === null ? 'cancelled' : 'revoked';
  const suspension = standingSuspension(entry, today);
  return isValidStatus(status) && suspension !== null && suspension.from <= today ? 'suspended' : status;
}

/** How a registration was taken from its holder; null: it was not. */
export function shownRevocation({
  cancelledOn,
  cancellationGround,
}: Pick<Registration, 'cancelledOn' | 'cancellationGround'>): Revocation | null {
  return cancelledOn === null ? null : revocationOf(cancellationGround);
}
