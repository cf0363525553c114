import type { Qualification } from '../../domain/application-parts.ts';
import { isFinal } from '../../domain/states.ts';
import type { ApplicationView } from '../../api/application.ts';
import { rowOf, effectOf } from '../../domain/catalogue.ts';
import { stateNameOf } from '../../domain/state-name.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import { maskIdentityNumber } from '../../domain/identifiers.ts';
import { claimsFormerIdentity } from '../../domain/registration-rules.ts';
import { type Case, readApplications } from '../cases/case.ts';
import { type ApplicationItem, CertificateClaimEntity, GuardEntity } from '../records/entities.ts';
import { certificateGuard } from '../records/qualifications.ts';
import type { PersonFile } from '../register/person-file.ts';
import { listChecks } from './list-checks.ts';
import { checkFormerIdentity } from '../register/former-identity.ts';

type Check = ApplicationView['checks'][number];

// Whoever shares something with five is found out by five; the others are counted, and of those no more are read than a page of keys.
const mostNamed = 5;
const mostCounted = 100;
/** How many keys are read of those who carry the same. */
export const sharersRead = { limit: mostCounted };

/**
 * What staff compare before they decide: a claim under a former identity with the register, a certificate with who else has it or claims it, and what
 * the registrar's lists say.
 */
export async function checksOf(found: Case, person: PersonFile, today: CalendarDate): Promise<Check[]> {
  const { item, application } = found;
  if (isFinal(item.state)) return [];
  const row = rowOf(application);
  if (claimsFormerIdentity({ row, draft: application.draft }) && item.formerPersonId !== undefined) {
    return [await checkFormerIdentity(application, item.formerPersonId, today)];
  }
  return effectOf(item).grants === 'qualification' && item.qualification !== null
    ? [await checkCertificate(item, item.qualification)]
    : await listChecks(found, person, today);
}

/** Who else has the certificate of an entry, or claims it in an application of their own. */
async function checkCertificate(item: ApplicationItem, certificate: Qualification): Promise<Check> {
  const guard = certificateGuard(certificate);
  const [{ data: taken }, { data: claims }] = await Promise.all([
    GuardEntity.get(guard).go({ consistent: true }),
    CertificateClaimEntity.query.certificate({ certificate: guard.value }).go({ ...sharersRead, consistent: true }),
  ]);
  const isElsewhere = taken !== null && taken.holder !== item.personId;
  const isOther = ({ applicationId }: { readonly applicationId: string }) => applicationId !== item.applicationId;
  const values = await namedOthers(claims, isOther, describedClaim);
  const passed = !isElsewhere && values.length === 0;
  return {
    code: 'certificate',
    title: titleOf(isElsewhere, values.length),
    passed,
    tone: passed ? 'good' : 'warn',
    facts: [
      ...(isElsewhere ? [{ label: '资格名单', value: '该资格证号已登记在另一人名下，不能批准' }] : []),
      ...values.map((value) => ({ label: '另一项录入申请', value })),
    ],
  };
}

function titleOf(isElsewhere: boolean, others: number): string {
  if (isElsewhere) return '该资格证号已登记在另一人名下，不能批准';
  return others === 0 ? '没有其他人登记或者申请录入该资格证号' : '另有申请录入同一资格证号，请核对后只批准其中一项';
}

function describedClaim({ number, state, ...item }: ApplicationItem): string {
  return `${number ?? ''}，${maskedName(item)}，${stateNameOf(state, rowOf(item).effect)}`;
}

/** Whom an application is about, as those are told who read another one. */
export function maskedName({ applicant }: Pick<ApplicationItem, 'applicant'>): string {
  return `${applicant.name}（${maskIdentityNumber(applicant.idNumber)}）`;
}

/** Of those who carry the same (`sharersRead` of them), the other applications in words: the first each by itself, the rest as a number. */
export async function namedOthers<Sharer extends { readonly applicationId: string }>(
  sharers: readonly Sharer[],
  isOther: (sharer: Sharer) => boolean,
  describe: (item: ApplicationItem) => string,
): Promise<string[]> {
  const others = sharers.filter(isOther);
  const found = await readApplications(others.slice(0, mostNamed).map(({ applicationId }) => applicationId));
  const left = others.length - mostNamed;
  const orMore = sharers.length < mostCounted ? '' : '以上';
  return [...found.map(describe), ...(left > 0 ? [`另有${left}项${orMore}`] : [])];
}
