import type { DepartmentCaseView } from '../../../../api/department-case-view.ts';

const marks = { good: '符合', info: '提示', warn: '核对', bad: '不符' } as const;

/** Every check of a case as one table: what came of it, why, and whence it is known. What needs a look comes first. */
export function Findings({ findings }: Pick<DepartmentCaseView, 'findings'>) {
  if (findings.length === 0) return null;
  const order = ['bad', 'warn', 'info', 'good'] as const;
  const sorted = findings.toSorted((left, right) => order.indexOf(left.tone) - order.indexOf(right.tone));
  return (
    <section class="panel">
      <h2>核查</h2>
      <table class="findings">
        <thead>
          <tr>
            <th scope="col">结果</th>
            <th scope="col">核查项</th>
            <th scope="col">说明和来源</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ code, title, tone, reason, source }) => (
            <tr key={code}>
              <td>
                <span class={`finding finding-${tone}`}>{marks[tone]}</span>
              </td>
              <th scope="row">{title}</th>
              <td>
                {reason}
                <p class="soft">来源：{source}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
