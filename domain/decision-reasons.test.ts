import { expect, it } from 'vitest';
import {
  decisionReasonCodes,
  decisionReasons,
  reasonedDecisions,
  reasonedText,
  reasonsFor,
} from './decision-reasons.ts';

it('every decision has reasons to choose from, and every reason is a whole sentence of a decision', () => {
  for (const decision of reasonedDecisions) expect(reasonsFor(decision), decision).not.toEqual([]);
  for (const code of decisionReasonCodes) {
    expect(decisionReasons[code].text).toMatch(/。$/u);
    expect(decisionReasons[code].for.length).toBeGreaterThan(0);
  }
});

it('what a decision says is its one reason as it is, and several numbered with the words last', () => {
  expect(reasonedText(['hours-missing'], '')).toBe('继续教育未达到规定学时。');
  expect(reasonedText([], '见核查记录。')).toBe('见核查记录。');
  expect(reasonedText(['hours-missing', 'barred'], '见核查记录。')).toBe(
    '1. 继续教育未达到规定学时。\n2. 申请人处于依法不予注册的期限内。\n3. 见核查记录。',
  );
});
