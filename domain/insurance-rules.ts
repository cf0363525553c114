import { insuranceFinding, monthText } from './social-insurance.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

/** The applicant is told when the list has another employer for the last full month. Officers see it marked red. */
export function insuredHere({ row, today, draft, insured }: SubmissionFacts): Violation[] {
  const { employerCreditCode } = draft.employment;
  if (!row.asksEmployment || employerCreditCode === null) return [];
  const finding = insuranceFinding(insured, employerCreditCode, today);
  if (finding.kind !== 'other') return [];
  return [
    {
      code: 'insured-elsewhere',
      field: 'employment.employerCreditCode',
      message: `社会保险名单中，您${monthText(finding.month)}的社会保险由“${finding.unitName}”缴纳（自${monthText(finding.since)}起），不是申请中的聘用企业。请核对聘用企业；确已转入的，请上传聘用企业缴费的社保证明，审核人员会核对。`,
    },
  ];
}
