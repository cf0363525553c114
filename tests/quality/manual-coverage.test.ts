import { describe, expect, it } from 'vitest';
import { coverageHeading, coverageProblems, coverageTests, manualSentences, type Product } from './manual-coverage.ts';
import { tableRows } from './markdown-table.ts';
import { fileOfTest, readTestReport, staleness, testProblem } from './test-report.ts';

const test = 'tests/api/a.test.ts › a thing › works';

const product: Product = {
  pages: new Set(['/verify.html']),
  operations: new Set(['public-verifyCertificate']),
  rules: new Set(['too-old']),
  outcomes: new Map([
    [test, ['passed']],
    ['a.test.ts › is skipped', ['pending']],
    ['a.test.ts › fails', ['failed']],
    ['a.test.ts › is there twice', ['passed', 'failed']],
  ]),
};

const delimiter = `|${' - |'.repeat(coverageHeading.length)}`;
const table = (...rows: string[]) => [`| ${coverageHeading.join(' | ')} |`, delimiter, ...rows].join('\n');
const row = ({
  sentence = '一（一）',
  asks = 'Something.',
  page = '`/verify.html`',
  operation = '–',
  rule = '–',
  proof = `\`${test}\``,
}) => `| ${[sentence, asks, page, operation, rule, proof].join(' | ')} |`;
const problemsOf = (...rows: string[]) => coverageProblems(table(...rows), ['一（一）'], product);

describe('a row of the coverage document', () => {
  it('that names what is there, and a test that passed, is in order', () => {
    expect(problemsOf(row({}))).toEqual([]);
    expect(problemsOf(row({ page: '–', operation: '`public-verifyCertificate`', rule: '`too-old`' }))).toEqual([]);
    expect(problemsOf(row({}), row({ asks: 'The same once more.' }))).toEqual([]);
  });

  it.each([
    ['an unknown test', row({ proof: '`b.test.ts › works`' }), 'no test ran that is called “b.test.ts › works”'],
    ['no test', row({ proof: '–' }), 'the row names no test'],
    ['a file instead of a test', row({ proof: '`a.test.ts`' }), '“a.test.ts” is no test: write file › title'],
    [
      'a skipped test',
      row({ proof: '`a.test.ts › is skipped`' }),
      'the test “a.test.ts › is skipped” did not pass: pending',
    ],
    ['a failed test', row({ proof: '`a.test.ts › fails`' }), 'the test “a.test.ts › fails” did not pass: failed'],
    [
      'a name of two tests of which one failed',
      row({ proof: '`a.test.ts › is there twice`' }),
      'the test “a.test.ts › is there twice” did not pass: failed',
    ],
    ['one unknown test among others', row({ proof: `\`${test}\`<br>\`x › y\`` }), 'no test ran that is called “x › y”'],
    ['an unknown page', row({ page: '`/nowhere.html`' }), 'the site has no page /nowhere.html'],
    ['an unknown operation', row({ operation: '`public-nothing`' }), 'the API has no operation public-nothing'],
    ['an unknown rule', row({ rule: '`too-young`' }), 'the domain has no rule too-young'],
    ['neither page nor endpoint', row({ page: '–' }), 'the row names neither a page nor an endpoint'],
    ['nothing that is asked', row({ asks: '' }), 'the row does not say what is asked'],
  ])('with %s is named with its line', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([`line 3, 一（一）: ${problem}`]);
  });

  it('of another sentence than the manual has, or of none, is named', () => {
    expect(problemsOf(row({}), row({ sentence: '三' }))).toEqual(['line 4, 三: the manual has no such sentence']);
    expect(problemsOf(row({}), row({ sentence: '' }))[0]).toBe(
      'line 4, a row without a sentence: the row names no single sentence',
    );
  });

  it('with a cell too few is named', () => {
    expect(problemsOf(row({}), `| 一（一） | Something. | \`/verify.html\` | – | \`${test}\` |`)).toContain(
      'line 4, 一（一）: the row has 5 cells instead of 6',
    );
  });
});

describe('a sentence', () => {
  it('that no row covers is named', () => {
    expect(problemsOf()).toEqual(['一（一）: no row covers this sentence']);
    expect(coverageProblems(row({}), ['一（一）'], product)).toEqual(['一（一）: no row covers this sentence']);
  });

  it('of the manual is listed once', () => expect(new Set(manualSentences).size).toBe(manualSentences.length));
});

describe('the tables of a document', () => {
  it('are those with the heading; bars and several values in a cell are read', () => {
    const other = '| A | B |\n| - | - |\n| 1 | 2 |';
    const wanted = '| A | B |\n|:-|-:|\n| `x \\| y` | `1`<br>2 |\n| – |  |';
    expect(tableRows(`# Title\n\n${wanted}\n\ntext\n\n${other}`, ['A', 'B'])).toEqual([
      { line: 5, cells: [['x | y'], ['1', '2']] },
      { line: 6, cells: [[], []] },
      { line: 12, cells: [['1'], ['2']] },
    ]);
    expect(tableRows(wanted, ['A', 'C'])).toEqual([]);
  });

  it('name tests', () => {
    expect(coverageTests(table(row({ proof: `\`${test}\`<br>\`x › y\`` })))).toEqual([test, 'x › y']);
    expect(fileOfTest(test)).toBe('tests/api/a.test.ts');
  });
});

describe('the report of a run', () => {
  const report = {
    startTime: 1000,
    testResults: [
      {
        name: '/here/tests/api/a.test.ts',
        assertionResults: [
          { ancestorTitles: ['a thing'], title: 'works', status: 'passed' },
          { ancestorTitles: [], title: 'waits', status: 'skipped' },
          { ancestorTitles: [], title: 'waits', status: 'passed' },
        ],
      },
    ],
  };

  it('says how every test ended, by file and titles', () => {
    const read = readTestReport(JSON.stringify(report), '/here');
    expect(read?.startedAt).toBe(1000);
    const outcomes = read?.outcomes ?? new Map<string, string[]>();
    expect(testProblem(test, outcomes)).toBeNull();
    expect(testProblem('tests/api/a.test.ts › waits', outcomes)).toContain('did not pass: skipped');
  });

  it.each(['', '{"startTime":1', '[]', '{"startTime":1}'])('is none when it reads %j', (text) => {
    expect(readTestReport(text, '/here')).toBeNull();
  });

  it('is too old when what it speaks of was written after it began', () => {
    const at = (modifiedAt: number) => [{ file: 'cdk.out/manifest.json', modifiedAt }];
    expect(staleness({ startedAt: 1000 }, at(1000))).toEqual([]);
    expect(staleness({ startedAt: 1000 }, at(1001))).toEqual([
      'the report of the tests is older than cdk.out/manifest.json: run npm test',
    ]);
  });
});
