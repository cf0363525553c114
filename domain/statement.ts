/** What came of asking a person before their registration is decided on: a statement, none to make, or silence until the days had passed. */
export const statementAnswers = ['given', 'none', 'silent'] as const;

/** What a person says to what an employer or the department has begun about them (陈述申辩). */
export interface Statement {
  readonly answer: (typeof statementAnswers)[number];
  /** What was said; null: nothing. */
  readonly text: string | null;
}

/** What came of it, in words. */
export const statementAnswerNames: Readonly<Record<Statement['answer'], string>> = {
  given: '本人已提出陈述申辩',
  none: '本人表示没有异议',
  silent: '本人逾期未提出陈述申辩',
};
