import type { CaseRecord } from './case-record.ts';
import { rowOf } from './catalogue.ts';
import { isSameName, type KnownEmployer } from './employer-names.ts';
import { claimsFormerIdentity } from './registration-rules.ts';
import type { Violation } from './violation.ts';

type Named = Pick<CaseRecord, 'profession' | 'matter' | 'draft'>;

/** True where the applicant writes who the employer is and the form names another company, or writes its name otherwise, than is vouched for. Elsewhere the register says it. */
export function isMisnamed(application: Named, { creditCode, name }: KnownEmployer): boolean {
  const row = rowOf(application);
  if (!row.asksEmployment && !claimsFormerIdentity({ row, draft: application.draft })) return false;
  const { employerCreditCode, employerName } = application.draft.employment;
  return employerCreditCode !== creditCode || !isSameName(employerName ?? '', name);
}

/** An employer confirms under the name that the identity platform vouches for: the certificate prints it. */
export function employerNameVerified(application: Named, employer: KnownEmployer): Violation[] {
  if (!isMisnamed(application, employer)) return [];
  const { employerName } = application.draft.employment;
  return [
    {
      code: 'employer-name-differs',
      field: 'employment.employerName',
      message: `申请表上的企业名称“${employerName ?? ''}”与贵单位证照名称“${employer.name}”不一致，不能确认。请点击【按证照名称更正】，由申请人重新阅读并确认后再盖章。`,
    },
  ];
}

/** A company that another one has taken the place of after a merger employs nobody any more. */
export function employerPresent(successor: KnownEmployer | null): Violation[] {
  if (successor === null) return [];
  return [
    {
      code: 'employer-succeeded',
      field: 'employment.employerCreditCode',
      message: `该企业已并入“${successor.name}”（${successor.creditCode}），请将聘用企业改为该企业后提交。`,
    },
  ];
}
