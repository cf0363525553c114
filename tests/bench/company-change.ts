import { departmentEndpoints } from '../../api/department.ts';
import type { Target } from '../../local/command/target.ts';
import { signInAs, until } from '../support/parties/party.ts';
import { approveChange, formerly, submitChange, takeOverWith } from '../support/parties/company-change.ts';
import type { Row } from './figures.ts';

const rowsPerRequest = 100;

/**
 * A 企业信息变更 of a company with `count` registrations that were taken over, from its decision until the last one is amended. `firstNumber` is the first of
 * the generated persons who hold them.
 */
export async function companyChangeRows(target: Target, firstNumber: number, count: number): Promise<Row[]> {
  const [company, registrar, review, otherReview, decision] = await Promise.all([
    signInAs(target, 'company-90'),
    ...['registrar-1', 'review-1', 'review-2', 'decision-1'].map((account) => signInAs(target, account)),
  ]);
  if (!registrar || !review || !otherReview || !decision) throw new Error('the department is not complete');
  const accounts = Array.from(
    { length: count },
    (_, index) => `person-${String(firstNumber + index).padStart(4, '0')}`,
  );
  for (let start = 0; start < count; start += rowsPerRequest) {
    await takeOverWith(registrar, formerly(company), accounts.slice(start, start + rowsPerRequest));
  }
  const change = await submitChange(company);
  const started = performance.now();
  await approveChange({ review, otherReview, decision }, change);
  const view = await until(
    'the change is carried out',
    async () => {
      const seen = await review.send(departmentEndpoints.getCompanyChange, { params: { id: change.id } });
      return seen.state === 'completed' ? seen : undefined;
    },
    { seconds: 300, everyMilliseconds: 250 },
  );
  const milliseconds = performance.now() - started;
  return [
    { name: `change of a company with ${count} registrations`, figure: milliseconds / 1000, unit: 's' },
    { name: 'registrations amended by it', figure: view.progress?.done ?? 0, unit: '', target: { least: count } },
    { name: 'change of a company, each registration', figure: milliseconds / count, unit: 'ms' },
  ];
}
