import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type RuleSource, ruleSources } from '../../domain/rule-sources.ts';
import { ruleHeading, ruleTableProblems, ruleTestProblems, ruleTests } from './rule-table.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the table of rules', () => {
  it('says of every rule what the domain says', () => {
    expect(ruleTableProblems(read('docs/rules.md'), ruleSources)).toEqual([]);
  });

  const sources: Record<string, RuleSource> = { 'too-old': { asks: 'Youth.', source: 'manual 一' } };
  const table = (...rows: string[]) => [`| ${ruleHeading.join(' | ')} |`, '| - | - | - | - |', ...rows].join('\n');
  const good = '| `too-old` | Youth. | manual 一 | `a.test.ts › works` |';

  it.each([
    ['that has no row', [], 'too-old: no row; add | `too-old` | Youth. | manual 一 | … |'],
    ['that asks something else', [good.replace('Youth', 'Age')], 'line 3, too-old: it asks “Youth.”'],
    ['from elsewhere', [good.replace('manual 一', 'a book')], 'line 3, too-old: its source is “manual 一”'],
    ['without a test', [good.replace('`a.test.ts › works`', '–')], 'line 3, too-old: the row names no test'],
    ['with two rows', [good, good], 'line 4, too-old: the rule has a row already'],
    ['that there is not', [good, good.replace('too-old', 'too-tall')], 'line 4, too-tall: the domain has no such rule'],
  ])('names a rule %s', (_, rows, problem) => {
    expect(ruleTableProblems(table(...rows), sources)).toEqual([problem]);
    expect(ruleTableProblems(table(good), sources)).toEqual([]);
  });

  it('rests on tests that passed', () => {
    expect(ruleTests(table(good))).toEqual(['a.test.ts › works']);
    expect(ruleTestProblems(table(good), new Map([['a.test.ts › works', ['passed']]]))).toEqual([]);
    expect(ruleTestProblems(table(good), new Map())).toEqual([
      'line 3, too-old: no test ran that is called “a.test.ts › works”',
    ]);
  });
});

describe('the messages of rules', () => {
  const files = globSync('domain/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts') && /\bViolation\b/.test(read(file)),
  );
  const messages = files.flatMap((file) => sentencesIn(file).map((sentence) => ({ file, sentence })));

  it('are found in the code', () => {
    expect(files).toContain('domain/eligibility.ts');
    expect(files).toContain('domain/entry-rules.ts');
    expect(messages.length).toBeGreaterThan(Object.keys(ruleSources).length);
  });

  // 申请 is no instruction.
  it.each(messages)('say what to do: $sentence', ({ sentence }) => expect(sentence).toMatch(/(?<!申)请|须/u));

  it.each(messages)('are printable Chinese to their end: $sentence', ({ sentence }) => {
    expect(sentence).toMatch(/^[\p{Script=Han}“【…][^\n]*。$/u);
  });
});

/** The Chinese sentences that a file writes as text; `…` stands for what is filled in. */
function sentencesIn(file: string): string[] {
  const sentences: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) sentences.push(node.text);
    if (ts.isTemplateExpression(node)) {
      sentences.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest));
  return sentences.filter((text) => /\p{Script=Han}.*。$/u.test(text));
}
