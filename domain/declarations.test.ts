import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { matterRows } from './catalogue.ts';
import { coveredContent } from './commitments.ts';
import { declarationsMade } from './declaration-rules.ts';
import { declarationFields, declarationText } from './declaration-texts.ts';
import { declarationsText } from './declarations.ts';
import { formOf } from './form-and-letter.ts';
import { professionCodes, professions } from './professions.ts';
import { submissionViolations } from './submission-rules.ts';
import { makeApplication, makeFacts, nothingBars, rowFor, sampleEmployment } from './test-facts.ts';

const row = rowFor('constructor-2', 'initial');
const answered = (answers: typeof nothingBars) => ({ row, draft: { ...emptyDraft, declarations: answers } });

describe('the declarations of the grounds of refusal', () => {
  it('are asked one by one: one that is not answered is missing by itself', () => {
    const { accident, ...others } = nothingBars;
    expect(accident).toBe(false);
    expect(declarationsMade(answered(others))).toMatchObject([
      { code: 'declaration-missing', field: 'declarations.accident' },
    ]);
    expect(declarationsMade(answered({}))).toHaveLength(professions['constructor-2'].declarations.length);
    expect(declarationsMade(answered(nothingBars))).toEqual([]);
  });

  it('bar the application where one exists', () => {
    expect(declarationsMade(answered({ ...nothingBars, 'licence-revoked': true }))).toMatchObject([
      { code: 'declaration-bars', field: 'declarations.licence-revoked' },
    ]);
    // What another profession asks is nothing to this one.
    expect(declarationsMade(answered({ ...nothingBars, disciplined: true }))).toEqual([]);
  });

  it('are asked of whatever registers or keeps somebody registered, and of nothing else', () => {
    const silent = matterRows.filter(({ declares }) => !declares).map(({ matter }) => matter);
    expect(new Set(silent)).toEqual(
      new Set(['out-of-province-entry', 'change-personal', 'cancel-specialty', 'cancellation']),
    );
    const unasked = makeFacts(rowFor('architect-2', 'out-of-province-entry'), '2026-03-05', { draft: emptyDraft });
    expect(submissionViolations(unasked).map(({ code }) => code)).not.toContain('declaration-missing');
  });

  it.each(professionCodes)('name their source for %s', (profession) => {
    for (const code of professions[profession].declarations) {
      const { text, source } = declarationText(profession, code);
      expect(text).not.toBe('');
      expect(source).toMatch(/^《.+》/u);
    }
    expect(declarationFields(profession, nothingBars).every(({ value }) => value.startsWith('无此情形：'))).toBe(true);
  });

  it('are no business of a table that does not ask them', () => {
    expect(() => declarationText('structural-2', 'accident')).toThrow(RangeError);
  });

  it('stand on the form, and what was read and sealed is other content once one changes', () => {
    const draft = { ...emptyDraft, employment: sampleEmployment, declarations: nothingBars };
    const application = makeApplication({ profession: 'constructor-2', draft });
    const changed = { ...application, draft: { ...draft, declarations: { ...nothingBars, accident: true } } };
    const printed = formOf(application).sections.at(-1);
    expect(printed?.heading).toBe('四、不予注册情形声明');
    expect(printed?.fields.map(({ value }) => value)).toContainEqual(expect.stringContaining('第十五条第七项'));
    for (const kind of ['read', 'sealed'] as const) {
      expect(coveredContent(kind, changed)).not.toBe(coveredContent(kind, application));
    }
  });

  it('are told in the timeline as far as they are answered', () => {
    expect(declarationsText({})).toBeNull();
    expect(declarationsText({ accident: true, capacity: false })).toBe(
      '民事行为能力：无此情形；质量安全事故：有此情形',
    );
  });
});
