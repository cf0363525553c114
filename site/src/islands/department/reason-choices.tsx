import {
  type DecisionReasonCode,
  decisionReasons,
  type ReasonedDecision,
  reasonsFor,
} from '../../../../domain/decision-reasons.ts';
import { CheckGroup } from '../shared/choices.tsx';
import { useKeys } from './use-keys.ts';

interface ReasonChoicesProps {
  readonly decision: ReasonedDecision;
  readonly chosen: readonly DecisionReasonCode[];
  readonly onChange: (chosen: DecisionReasonCode[]) => void;
}

/** The reasons that can be given for a decision: chosen by a click or by their number. */
export function ReasonChoices({ decision, chosen, onChange }: ReasonChoicesProps) {
  const offered = reasonsFor(decision);
  const keep = (codes: readonly string[]) => onChange(offered.filter((code) => codes.includes(code)));
  const toggle = (code: DecisionReasonCode) =>
    keep(chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code]);
  useKeys(Object.fromEntries(offered.map((code, index) => [String(index + 1), () => toggle(code)])));
  return (
    <CheckGroup
      name={`reasons-${decision}`}
      label="常用理由"
      hint="按数字选择；选中的理由写入文书，下面可以补充。"
      values={chosen}
      onChange={keep}
      choices={offered.map((code, index) => ({
        value: code,
        label: decisionReasons[code].text,
        note: `按 ${index + 1}`,
      }))}
    />
  );
}
