/** What an applicant declares about, circumstance by circumstance: what the forms call it. The words that are asked stand in domain/declaration-texts.ts. */
export const declarationNames = {
  capacity: '民事行为能力',
  'two-employers': '注册单位',
  'serving-sentence': '刑罚执行',
  'practice-offence': '执业相关犯罪',
  'other-offence': '其他犯罪',
  offence: '刑事处罚',
  disciplined: '行政处罚和处分',
  'licence-revoked': '吊销注册证书',
  'registration-annulled': '撤销注册',
  accident: '质量安全事故',
  'left-post': '前一注册期',
  'false-material': '虚假材料',
  'other-ground': '其他情形',
} as const;
export type DeclarationCode = keyof typeof declarationNames;

/** What has been answered so far: true, the circumstance exists; what is not answered yet is absent. */
export type Declarations = Readonly<Partial<Record<DeclarationCode, boolean>>>;

/** The codes of all declarations. */
export const declarationCodes = codesOf(declarationNames);

/** The answers as one text, in the order of the table; null: nothing is answered. */
export function declarationsText(answers: Declarations): string | null {
  const said = declarationCodes.flatMap((code) => {
    const answer = answers[code];
    return answer === undefined ? [] : [`${declarationNames[code]}：${answerText(answer)}`];
  });
  return said.length === 0 ? null : said.join('；');
}

/** An answer in words. */
export function answerText(exists: boolean): string {
  return exists ? '有此情形' : '无此情形';
}

function codesOf<Code extends string>(names: Readonly<Record<Code, string>>): readonly Code[] {
  const codes: Code[] = [];
  for (const code in names) codes.push(code);
  return codes;
}
