import type { RuleSource } from '../../domain/rule-sources.ts';
import { tableRows } from './markdown-table.ts';
import { type TestReport, testProblem } from './test-report.ts';

/** The heading of the table in docs/rules.md. */
export const ruleHeading = ['Reason code', 'Asks', 'Source', 'Tested in'];

/** What is wrong with the table of rules beside the rules themselves: one line for each code that it lacks, has not or tells otherwise. */
export function ruleTableProblems(markdown: string, sources: Readonly<Record<string, RuleSource>>): string[] {
  const rows = tableRows(markdown, ruleHeading);
  const codes = rows.map(({ cells }) => cells[0]?.[0] ?? '');
  const missing = Object.entries(sources)
    .filter(([code]) => !codes.includes(code))
    .map(([code, { asks, source }]) => `${code}: no row; add | \`${code}\` | ${asks} | ${source} | … |`);
  const wrong = rows.flatMap(({ line, cells }, index) => {
    const [[code = ''] = [], asks = [], source = [], tests = []] = cells;
    const rule = sources[code];
    const found = [
      ...(cells.length === ruleHeading.length
        ? []
        : [`the row has ${cells.length} cells instead of ${ruleHeading.length}`]),
      ...(rule === undefined ? ['the domain has no such rule'] : []),
      ...(codes.indexOf(code) === index ? [] : ['the rule has a row already']),
      ...(rule === undefined || asks.join() === rule.asks ? [] : [`it asks “${rule.asks}”`]),
      ...(rule === undefined || source.join() === rule.source ? [] : [`its source is “${rule.source}”`]),
      ...(tests.length === 0 ? ['the row names no test'] : []),
    ];
    return found.map((problem) => `line ${line}, ${code}: ${problem}`);
  });
  return [...wrong, ...missing];
}

/** What is wrong with the tests that the table of rules names: one line for each that did not pass in the run. */
export function ruleTestProblems(markdown: string, outcomes: TestReport['outcomes']): string[] {
  return tableRows(markdown, ruleHeading).flatMap(({ line, cells }) =>
    (cells[3] ?? []).flatMap((name) => {
      const problem = testProblem(name, outcomes);
      return problem === null ? [] : [`line ${line}, ${cells[0]?.[0] ?? ''}: ${problem}`];
    }),
  );
}

/** The tests that the table of rules names. */
export function ruleTests(markdown: string): string[] {
  return tableRows(markdown, ruleHeading).flatMap(({ cells }) => cells[3] ?? []);
}
