import type { ApplicationView } from '../../api/application.ts';
import { type CalendarDate, chineseDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { hoursText, lacksHours } from '../../domain/continuing-education.ts';
import { educationOf } from '../../domain/education-rules.ts';
import { type InsuranceFinding, insuranceFinding, monthText } from '../../domain/social-insurance.ts';
import type { Case } from '../cases/case.ts';
import { socialInsurance } from '../cases/social-insurance.ts';
import { entryOf, qualificationOf } from '../records/register-items.ts';
import type { PersonFile } from '../register/person-file.ts';

type Check = ApplicationView['checks'][number];

/** What staff are shown of the registrar's lists beside an application: who pays the social insurance, and the hours of continuing education. */
export async function listChecks(found: Case, person: PersonFile, today: CalendarDate): Promise<Check[]> {
  const { application } = found;
  const row = rowOf(application);
  const insurance = row.asksEmployment ? [await insuranceCheck(found, person, today)] : [];
  return row.education === null ? insurance : [...insurance, ...(await educationCheck(found, person, today))];
}

async function insuranceCheck(found: Case, person: PersonFile, today: CalendarDate): Promise<Check> {
  const { draft } = found.application;
  const { months, proof } = await socialInsurance.evidenceFor(found, person);
  const finding = insuranceFinding(months, draft.employment.employerCreditCode, today);
  const month = monthText(finding.month);
  return {
    code: 'social-insurance',
    ...insuranceResult(finding, month, proof !== null),
    facts: [
      ...(finding.kind === 'none' ? [] : [{ label: '连续缴费', value: `${monthText(finding.since)}至${month}` }]),
      ...(finding.kind === 'other' ? [{ label: '缴费单位代码', value: finding.creditCode }] : []),
      { label: '社保证明', value: proof ?? '申请人未上传' },
    ],
  };
}

function insuranceResult(
  finding: InsuranceFinding,
  month: string,
  isProven: boolean,
): Pick<Check, 'title' | 'passed' | 'tone'> {
  switch (finding.kind) {
    case 'employer':
      return { title: `${month}社会保险由聘用企业缴纳`, passed: true, tone: 'good' };
    case 'other':
      return {
        title: `${month}社会保险由“${finding.unitName}”缴纳，不是聘用企业`,
        passed: false,
        tone: 'bad',
      };
    case 'none':
      return {
        title: `名单中没有${month}的社会保险缴费记录${isProven ? '，请核对申请人上传的社保证明' : ''}`,
        passed: false,
        tone: 'info',
      };
  }
}

/** As the hours stood on the day of application; those that were imported since for days before it count too. */
async function educationCheck({ application }: Case, person: PersonFile, today: CalendarDate): Promise<Check[]> {
  const items = await person.items();
  const { education } = await person.lists();
  const standing = educationOf({
    row: rowOf(application),
    today: application.submittedAt === null ? today : shanghaiDate(new Date(application.submittedAt)),
    draft: application.draft,
    qualifications: items.qualification.map(qualificationOf),
    registrations: items.registration.map(entryOf),
    education,
  });
  if (standing === null) return [];
  const { from, until, required, done, missing } = standing;
  const passed = !lacksHours(standing);
  return [
    {
      code: 'continuing-education',
      title: passed ? '继续教育学时符合要求' : `继续教育还缺${hoursText(missing)}`,
      passed,
      tone: passed ? 'good' : 'warn',
      facts: [
        { label: '要求', value: hoursText(required) },
        { label: '已完成', value: hoursText(done) },
        { label: '计算期间', value: `${chineseDate(from)}至${chineseDate(until)}` },
      ],
    },
  ];
}
