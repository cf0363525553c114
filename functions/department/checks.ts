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
import { listChecks } from './list-checks.ts';
import { checkFormerIdentity } from '../register/former-identity.ts';

type Check = ApplicationView['checks'][number];

/**
 * What staff compare before they decide: a claim under a former identity with the register, a certificate with who else has it or claims it, and what
 * the registrar's lists say.
 */
export async function checksOf(found: Case, today: CalendarDate): Promise<Check[]> {
  const { item, application } = found;
  if (isFinal(item.state)) return [];
  const row = rowOf(application);
  if (claimsFormerIdentity({ row, draft: application.draft }) && item.formerPersonId !== undefined) {
    return [await checkFormerIdentity(application, item.formerPersonId, today)];
  }
  return effectOf(item).grants === 'qualification' && item.qualification !== null
    ? [await checkCertificate(item, item.qualification)]
    : await listChecks(found, today);
}

/** Who else has the certificate of an entry, or claims it in an application of their own. */
async function checkCertificate(item: ApplicationItem, certificate: Qualification): Promise<Check> {
  const guard = certificateGuard(certificate);
  const [{ data: taken }, { data: claims }] = await Promise.all([
    GuardEntity.get(guard).go({ consistent: true }),
    CertificateClaimEntity.query.certificate({ certificate: guard.value }).go({ pages: 'all', consistent: true }),
  ]);
  const isElsewhere = taken !== null && taken.holder !== item.personId;
  const others = claims.filter(({ applicationId }) => applicationId !== item.applicationId);
  const found = others.length === 0 ? [] : await readApplications(others.map(({ applicationId }) => applicationId));
  const passed = !isElsewhere && found.length === 0;
  return {
    code: 'certificate',
    title: titleOf(isElsewhere, found.length),
    passed,
    tone: passed ? 'good' : 'warn',
    facts: [
      ...(isElsewhere ? [{ label: '资格名单', value: '该资格证号已登记在另一人名下，不能批准' }] : []),
      ...found.map((other) => ({ label: '另一项录入申请', value: describedClaim(other) })),
    ],
  };
}

function titleOf(isElsewhere: boolean, others: number): string {
  if (isElsewhere) return '该资格证号已登记在另一人名下，不能批准';
  return others === 0 ? '没有其他人登记或者申请录入该资格证号' : '另有申请录入同一资格证号，请核对后只批准其中一项';
}

function describedClaim({ number, applicant, state, ...item }: ApplicationItem): string {
  const who = `${applicant.name}（${maskIdentityNumber(applicant.idNumber)}）`;
  return `${number ?? ''}，${who}，${stateNameOf(state, rowOf(item).effect)}`;
}
