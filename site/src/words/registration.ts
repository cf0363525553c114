import type { RegistrationView } from '../../../api/people.ts';
import { isStanding, type ShownStatus, shownStatusNames } from '../../../domain/holds.ts';
import { type Revocation, revocationNames } from '../../../domain/grounds.ts';
import type { TermStatusView } from '../../../api/terms.ts';
import { type ProfessionCode, professions } from '../../../domain/professions.ts';

/** What everybody may know of a registration. */
export interface ShownRegistration {
  readonly number: string;
  readonly profession: ProfessionCode;
  readonly terms: readonly TermStatusView[];
  readonly specialties: readonly string[];
  readonly holderName: string;
  readonly employerName: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** Where alone it is valid; null: the whole province. */
  readonly zone: string | null;
  readonly status: ShownStatus;
  /** The day of cancellation; null: not cancelled. */
  readonly cancelledOn: string | null;
  /** How it was taken from its holder; null: it was not. */
  readonly revocation: Revocation | null;
  /** The days of a suspension that stands or will; null: none. */
  readonly suspendedFrom: string | null;
  readonly suspendedUntil: string | null;
  /** For those whom it concerns: why, and the project that holds it. */
  readonly suspensionReason?: string | null;
  readonly lock?: RegistrationView['lock'];
}

/** What the number of a registration looks like, for whoever copies one. */
export const registrationNumberHint = `例如 ${professions['constructor-2'].series.sample} 或者 ${professions['cost-2'].series.sample}，数字前的文字可以不填。`;

/** How each of them is marked in lists. */
export const statusBadges: Readonly<Record<ShownStatus, string>> = {
  valid: 'badge badge-good',
  renewing: 'badge badge-good',
  suspended: 'badge badge-todo',
  expired: 'badge',
  cancelled: 'badge',
  revoked: 'badge',
};

/** Registrations in two groups: those that stand, whether they may be practised on now or not, and those that have ended. */
export function byStanding<Item extends Pick<ShownRegistration, 'status'>>(
  items: readonly Item[],
): { readonly valid: readonly Item[]; readonly ended: readonly Item[] } {
  return {
    valid: items.filter(({ status }) => isStanding(status)),
    ended: items.filter(({ status }) => !isStanding(status)),
  };
}

/** What the register says of an entry, in words. */
export function statusText({ status, revocation }: Pick<ShownRegistration, 'status' | 'revocation'>): string {
  return revocation === null ? shownStatusNames[status] : `已被依法${revocationNames[revocation]}`;
}

/** A registration as labels and values, in the order of the certificate. */
export function registrationDetails(
  registration: ShownRegistration,
): { label: string; value: string; wide?: boolean }[] {
  const { zone, cancelledOn, suspendedFrom, suspendedUntil, suspensionReason, lock } = registration;
  return [
    { label: '姓名', value: registration.holderName },
    { label: '注册类别', value: professions[registration.profession].name },
    { label: '注册编号', value: registration.number },
    { label: '状态', value: statusText(registration) },
    ...(cancelledOn === null ? [] : [{ label: '注销日期', value: cancelledOn }]),
    ...(suspendedFrom === null
      ? []
      : [{ label: '暂停执业', value: `${suspendedFrom} 至 ${suspendedUntil ?? ''}`, wide: true }]),
    ...(suspensionReason == null ? [] : [{ label: '暂停执业的理由', value: suspensionReason, wide: true }]),
    ...(lock == null
      ? []
      : [{ label: '在建项目锁定', value: `${lock.project}，至 ${lock.until}：${lock.reason}`, wide: true }]),
    { label: '聘用企业', value: registration.employerName, wide: true },
    ...(zone === null ? [] : [{ label: '注册范围', value: zone, wide: true }]),
    ...termDetails(registration),
  ];
}

/** How long a registration is valid: of one specialty, or of each by itself with what has become of it. */
function termDetails(registration: Pick<ShownRegistration, 'terms' | 'specialties' | 'validFrom' | 'validUntil'>) {
  const { terms, specialties, validFrom, validUntil } = registration;
  if (terms.length > 1) return terms.map((term) => ({ label: termName(term), value: termText(term), wide: true }));
  return [
    ...(specialties.length > 0 ? [{ label: '注册专业', value: specialties.join('、'), wide: true }] : []),
    { label: '有效期', value: `${validFrom} 至 ${validUntil}`, wide: true },
  ];
}

/** The specialty of a term as labels name it. */
export function termName({ specialty }: Pick<TermStatusView, 'specialty'>): string {
  return specialty === null ? '有效期' : `${specialty}专业`;
}

/** The days of a term, and what has become of it. */
export function termText({ validFrom, validUntil, cancelledOn, status }: TermStatusView): string {
  const days = `${validFrom} 至 ${validUntil}`;
  if (cancelledOn !== null) return `${cancelledOn} 注销`;
  return status === 'valid' ? days : `${days}，${shownStatusNames[status]}`;
}

/** Where the certificate of a registration is: there, being made, never made here because an older register made it, or void. */
export function certificateOf({
  status,
  applicationId,
  certificateReady,
}: Pick<RegistrationView, 'status' | 'applicationId' | 'certificateReady'>):
  'ready' | 'rendering' | 'elsewhere' | 'void' {
  if (status === 'cancelled' || status === 'revoked') return 'void';
  if (applicationId === null) return 'elsewhere';
  return certificateReady ? 'ready' : 'rendering';
}

/** The employer's qualification that a registration names, 无 where it is still owed; null where the profession asks for none. */
export function employerQualificationText({
  profession,
  employerQualification: named,
}: Pick<RegistrationView, 'profession' | 'employerQualification'>): string | null {
  if (professions[profession].supplement !== 'company-qualification') return null;
  return named === null ? '无' : `${named.type}（${named.number}）`;
}
