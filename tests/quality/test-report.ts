import path from 'node:path';
import * as z from 'zod';

const reportSchema = z.object({
  startTime: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** What one run of the tests says of every test. */
export interface TestReport {
  /** When the run began, milliseconds since 1970. */
  readonly startedAt: number;
  /** How each test ended, by its name as `testName` writes it; more than one where tests of a file share their titles. */
  readonly outcomes: ReadonlyMap<string, readonly string[]>;
}

/** How documents name a test: file › title of each group › title. */
export function testName(file: string, titles: readonly string[]): string {
  return [file, ...titles].join(' › ');
}

/** The file in the name of a test. */
export function fileOfTest(name: string): string {
  return name.split(' › ')[0] ?? '';
}

/** Reads the report of Vitest's JSON reporter; files are named from `root` on. Null for a text that is no such report. */
export function readTestReport(json: string, root: string): TestReport | null {
  const parsed = reportSchema.safeParse(parsedJson(json));
  if (!parsed.success) return null;
  const { startTime, testResults } = parsed.data;
  const outcomes = new Map<string, string[]>();
  for (const { name: file, assertionResults } of testResults) {
    for (const { ancestorTitles, title, status } of assertionResults) {
      const name = testName(path.relative(root, file), [...ancestorTitles, title]);
      outcomes.set(name, [...(outcomes.get(name) ?? []), status]);
    }
  }
  return { startedAt: startTime, outcomes };
}

// A run that was cut off leaves half a file.
function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Why a test cannot stand as proof; null when it ran and passed. */
export function testProblem(name: string, outcomes: TestReport['outcomes']): string | null {
  if (!name.includes(' › ')) return `“${name}” is no test: write file › title`;
  const found = outcomes.get(name);
  if (found === undefined) return `no test ran that is called “${name}”`;
  const other = found.find((status) => status !== 'passed');
  return other === undefined ? null : `the test “${name}” did not pass: ${other}`;
}

/** A file that the run depends on, and when it was last written, milliseconds since 1970. */
export interface Dependency {
  readonly file: string;
  readonly modifiedAt: number;
}

/** Why a report does not speak of what is there now: one line for each file that was written after the run began. */
export function staleness({ startedAt }: Pick<TestReport, 'startedAt'>, dependencies: readonly Dependency[]): string[] {
  return dependencies
    .filter(({ modifiedAt }) => modifiedAt > startedAt)
    .map(({ file }) => `the report of the tests is older than ${file}: run npm test`);
}
