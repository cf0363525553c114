import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { endpointList } from '../../api/endpoints.ts';
import { ruleSources } from '../../domain/rule-sources.ts';
import { coverageProblems, coverageTests, manualSentences } from './manual-coverage.ts';
import { ruleTableProblems, ruleTestProblems, ruleTests } from './rule-table.ts';
import { fileOfTest, readTestReport, staleness } from './test-report.ts';

// Last step of `npm test`: holds docs/manual-coverage.md and docs/rules.md to the site and template that were built and to the
// tests that ran in this very run.
const root = path.resolve(import.meta.dirname, '../..');
const reportFile = 'test-results/vitest.json';
const coverageFile = 'docs/manual-coverage.md';
const rulesFile = 'docs/rules.md';
// Written by the first step of `npm test`, so a report from before it is of an earlier run.
const assembly = 'cdk.out/manifest.json';

const problems = findProblems();
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) {
  process.stderr.write(`${problems.length} problems: ${coverageFile} or ${rulesFile} does not say what is there.\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(
    `${manualSentences.length} sentences of the manual and ${Object.keys(ruleSources).length} rules are held by tests.\n`,
  );
}

function findProblems(): string[] {
  if (!existsSync(path.join(root, reportFile))) return [`${reportFile} is missing: run npm test`];
  const report = readTestReport(read(reportFile), root);
  if (report === null) return [`${reportFile} is no report of Vitest's JSON reporter: run npm test`];
  const [coverage, rules] = [read(coverageFile), read(rulesFile)];
  const files = new Set([...coverageTests(coverage), ...ruleTests(rules)].map(fileOfTest));
  const dependencies = [assembly, ...files].filter((file) => existsSync(path.join(root, file)));
  const product = {
    pages: sitePages(),
    operations: new Set(endpointList.map(({ name, endpoint }) => `${endpoint.api}-${name}`)),
    rules: new Set(Object.keys(ruleSources)),
    outcomes: report.outcomes,
  };
  return [
    ...staleness(
      report,
      dependencies.map((file) => ({ file, modifiedAt: statSync(path.join(root, file)).mtimeMs })),
    ),
    ...coverageProblems(coverage, manualSentences, product).map((problem) => `${coverageFile} ${problem}`),
    ...ruleTableProblems(rules, ruleSources).map((problem) => `${rulesFile} ${problem}`),
    ...ruleTestProblems(rules, report.outcomes).map((problem) => `${rulesFile} ${problem}`),
  ];
}

/** The addresses of the site as it was built. */
function sitePages(): Set<string> {
  return new Set(globSync('**/*.html', { cwd: path.join(root, 'site/dist') }).map((file) => `/${file}`));
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}
