import { isCreditCode } from '../../../domain/identifiers.ts';
import { typedCreditCode, typedParagraph } from '../../../domain/typed.ts';
import { tooLong } from './filled-in.ts';

/** What the inputs of a merger hold; empty is not filled in yet. */
export interface MergerForm {
  readonly fromCreditCode: string;
  readonly toCreditCode: string;
  readonly ground: string;
}

/** Nothing is filled in. */
export const emptyMerger: MergerForm = { fromCreditCode: '', toCreditCode: '', ground: '' };

/** As many characters of a ground as the API takes. */
export const mostGroundCharacters = 500;

/** What the fields are called. */
export const mergerLabels: Readonly<Record<keyof MergerForm, string>> = {
  fromCreditCode: '被合并企业的统一社会信用代码',
  toCreditCode: '存续企业的统一社会信用代码',
  ground: '变更依据',
};

/** What is wrong or still to be filled in, by field. */
export function mergerProblems(form: MergerForm): ReadonlyMap<string, string> {
  const { fromCreditCode, toCreditCode, ground } = mergerBody(form);
  const problems = new Map<string, string>();
  for (const [field, code] of [
    ['fromCreditCode', fromCreditCode],
    ['toCreditCode', toCreditCode],
  ] as const) {
    if (!isCreditCode(code)) problems.set(field, `${mergerLabels[field]}不正确，请核对18位代码。`);
  }
  if (problems.size === 0 && fromCreditCode === toCreditCode) {
    problems.set('toCreditCode', '被合并企业和存续企业不能是同一家企业。');
  }
  const wrong = ground === '' ? `请填写${mergerLabels.ground}。` : tooLong(ground, mostGroundCharacters);
  if (wrong !== undefined) problems.set('ground', wrong);
  return problems;
}

/** The body to send, once nothing is wrong. */
export function mergerBody({ fromCreditCode, toCreditCode, ground }: MergerForm): MergerForm {
  return {
    fromCreditCode: typedCreditCode(fromCreditCode),
    toCreditCode: typedCreditCode(toCreditCode),
    ground: typedParagraph(ground),
  };
}
