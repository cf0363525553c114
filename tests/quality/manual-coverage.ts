import { tableRows } from './markdown-table.ts';
import { type TestReport, testProblem } from './test-report.ts';

/**
 * The sentences of the operating manual that ask something of the product, by heading and number; a sentence that asks several
 * things, or a number with several sentences, is counted on after a hyphen.
 */
export const manualSentences = [
  '一（一）',
  ...['一（二）1', '一（二）1（1）', '一（二）1（2）①', '一（二）1（2）②', '一（二）1（2）③-1', '一（二）1（2）③-2'],
  ...[
    '一（二）2（1）',
    '一（二）2（2）①-1',
    '一（二）2（2）①-2',
    '一（二）2（2）②',
    '一（二）2（2）③',
    '一（二）2（2）④',
  ],
  ...['一（二）3（1）-1', '一（二）3（1）-2', '一（二）3（2）-1', '一（二）3（2）-2'],
  ...[
    '一（三）1',
    '一（三）2（1）',
    '一（三）2（2）①-1',
    '一（三）2（2）①-2',
    '一（三）2（2）②',
    '一（三）2（2）③',
    '一（三）2（2）④',
  ],
  ...['二（一）-1', '二（一）-2', '二（一）方式1', '二（一）方式2'],
  ...['二（二）1-1', '二（二）1-2', '二（二）2（1）-1', '二（二）2（1）-2', '二（二）2（1）-3', '二（二）2（2）'],
] as const;

/** The heading of the tables in docs/manual-coverage.md. */
export const coverageHeading = ['Sentence 句', 'Asks 要求', 'Page 页面', 'Endpoint 接口', 'Rule 规则', 'Test 测试'];

/** What there is to point at. */
export interface Product {
  /** Addresses of the site, as `/verify.html`. */
  readonly pages: ReadonlySet<string>;
  /** Operation ids of the API, as `public-verifyCertificate`. */
  readonly operations: ReadonlySet<string>;
  /** Reason codes of the domain. */
  readonly rules: ReadonlySet<string>;
  readonly outcomes: TestReport['outcomes'];
}

/**
 * What is wrong with the coverage document: rows that are not whole, name what is not there or rest on a test that did not pass
 * in the run, and sentences without a row. Each problem is one line that names the row.
 */
export function coverageProblems(markdown: string, sentences: readonly string[], product: Product): string[] {
  const rows = tableRows(markdown, coverageHeading);
  const known = new Set(sentences);
  const covered = new Set<string>();
  const problems = rows.flatMap(({ line, cells }) => {
    const sentence = cells[0]?.[0] ?? '';
    const found = [...shapeProblems(cells), ...targetProblems(cells, product)];
    if (!known.has(sentence)) found.push('the manual has no such sentence');
    covered.add(sentence);
    return found.map(
      (problem) => `line ${line}, ${sentence === '' ? 'a row without a sentence' : sentence}: ${problem}`,
    );
  });
  const missing = sentences.filter((sentence) => !covered.has(sentence));
  return [...problems, ...missing.map((sentence) => `${sentence}: no row covers this sentence`)];
}

function shapeProblems(cells: readonly (readonly string[])[]): string[] {
  if (cells.length !== coverageHeading.length) {
    return [`the row has ${cells.length} cells instead of ${coverageHeading.length}`];
  }
  const [sentence = [], asks = [], pages = [], operations = [], , tests = []] = cells;
  return [
    ...(sentence.length === 1 ? [] : ['the row names no single sentence']),
    ...(asks.length === 0 ? ['the row does not say what is asked'] : []),
    ...(pages.length + operations.length === 0 ? ['the row names neither a page nor an endpoint'] : []),
    ...(tests.length === 0 ? ['the row names no test'] : []),
  ];
}

function targetProblems(cells: readonly (readonly string[])[], product: Product): string[] {
  const [, , pages = [], operations = [], rules = [], tests = []] = cells;
  return [
    ...pages.filter((page) => !product.pages.has(page)).map((page) => `the site has no page ${page}`),
    ...operations.filter((id) => !product.operations.has(id)).map((id) => `the API has no operation ${id}`),
    ...rules.filter((code) => !product.rules.has(code)).map((code) => `the domain has no rule ${code}`),
    ...tests.flatMap((name) => testProblem(name, product.outcomes) ?? []),
  ];
}

/** The tests that the coverage document names. */
export function coverageTests(markdown: string): string[] {
  return tableRows(markdown, coverageHeading).flatMap(({ cells }) => cells[5] ?? []);
}
