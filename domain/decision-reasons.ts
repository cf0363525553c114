/** Which decision a reason is given for. */
export const reasonedDecisions = [
  'refuse',
  'recommend-approve',
  'recommend-reject',
  'approve',
  'reject',
  'send-back',
  'extend-review',
  'uphold-objection',
] as const;
export type ReasonedDecision = (typeof reasonedDecisions)[number];

/** A reason as notices say it. */
export interface DecisionReason {
  readonly for: readonly ReasonedDecision[];
  readonly text: string;
}

const refusals = ['recommend-reject', 'reject'] as const;

/**
 * The reasons that officers give most, a row each: short enough to choose from, whole sentences in the notices. What a case has of its own is added in words.
 * The rules behind them: Administrative Licensing Law art. 32 (refusal of acceptance), 38, 42; Rules on registration of each profession.
 */
export const decisionReasons = {
  'out-of-competence': { for: ['refuse'], text: '申请事项依法不属于本行政机关职权范围。' },
  'no-licence-needed': { for: ['refuse'], text: '申请事项依法不需要取得行政许可。' },
  'not-corrected': { for: ['refuse'], text: '经一次性告知补正，申请材料仍不齐全或者不符合法定形式。' },
  complete: { for: ['recommend-approve', 'approve'], text: '材料齐全，符合法定条件，依法准予。' },
  'opinion-agreed': { for: ['approve'], text: '经复核，同意审核意见。' },
  'no-qualification': { for: refusals, text: '申请人未取得相应的职业资格，或者资格证书经核查不属实。' },
  'not-employed': { for: refusals, text: '申请人未受聘于所申报的聘用企业，或者聘用关系经核查不属实。' },
  'insurance-elsewhere': { for: refusals, text: '社会保险由其他单位缴纳，不能证明受聘于所申报的聘用企业。' },
  'hours-missing': { for: refusals, text: '继续教育未达到规定学时。' },
  'registered-elsewhere': { for: refusals, text: '申请人同时受聘于或者注册于两个以上单位。' },
  'age-exceeded': { for: refusals, text: '申请人已超过规定的注册年龄。' },
  barred: { for: refusals, text: '申请人处于依法不予注册的期限内。' },
  'material-contradicts': { for: refusals, text: '申请材料相互矛盾，经核查不能证明符合注册条件。' },
  'facts-unclear': { for: ['send-back'], text: '事实不清，请进一步核实。' },
  'opinion-unfounded': { for: ['send-back'], text: '审核意见依据不足，请补充核查情况。' },
  'needs-verification': { for: ['extend-review'], text: '需要向有关机关、单位核实情况。' },
  'many-cases': { for: ['extend-review'], text: '需要集中研究的疑难情况较多。' },
  'objection-employment': { for: ['uphold-objection'], text: '经核实，异议成立：聘用关系不属实。' },
  'objection-qualification': { for: ['uphold-objection'], text: '经核实，异议成立：职业资格或者业绩不属实。' },
} as const satisfies Record<string, DecisionReason>;
export type DecisionReasonCode = keyof typeof decisionReasons;

/** The codes of the reasons, in the order in which they are offered. */
export const decisionReasonCodes: readonly DecisionReasonCode[] = Object.keys(decisionReasons).filter(isReasonCode);

function isReasonCode(text: string): text is DecisionReasonCode {
  return text in decisionReasons;
}

/** The reasons that can be given for a decision, in the order in which they are offered. */
export function reasonsFor(decision: ReasonedDecision): readonly DecisionReasonCode[] {
  return decisionReasonCodes.filter((code) => {
    const { for: decisions }: DecisionReason = decisionReasons[code];
    return decisions.includes(decision);
  });
}

/** What a decision says: its chosen reasons, numbered when there are several, and the officer's own words after them. Empty when there is neither. */
export function reasonedText(codes: readonly DecisionReasonCode[], words: string): string {
  const parts = [...codes.map((code) => decisionReasons[code].text), ...(words === '' ? [] : [words])];
  return parts.length === 1 ? (parts[0] ?? '') : parts.map((part, index) => `${index + 1}. ${part}`).join('\n');
}
