import type { ComponentProps } from 'preact';
import { useState } from 'preact/hooks';
import type { DepartmentCaseView } from '../../../../api/department-case-view.ts';
import type { DecisionReasonCode, ReasonedDecision } from '../../../../domain/decision-reasons.ts';
import type { DraftedDecision } from '../../../../domain/opinion-draft.ts';
import { OpinionForm } from '../shared/opinion-form.tsx';
import { ReasonChoices } from './reason-choices.tsx';
import { useOpinion } from './use-opinion.ts';

type Form = Omit<ComponentProps<typeof OpinionForm>, 'act' | 'before' | 'hasReasons' | 'initial' | 'onText'>;

interface ReasonedFormProps extends Form {
  readonly decision: ReasonedDecision;
  /** The name under which the unfinished opinion is kept with the case. */
  readonly draft: DraftedDecision;
  readonly application: DepartmentCaseView;
  readonly act: (
    text: string,
    idempotencyKey: string,
    flagged: boolean,
    reasons: DecisionReasonCode[],
  ) => Promise<unknown>;
}

/** A decision with its reasons and its words; what is not finished stays with the case, on whatever machine its officer goes on. */
export function ReasonedForm({ decision, draft, application, act, ...form }: ReasonedFormProps) {
  const kept = application.opinion?.decision === draft ? application.opinion : null;
  const [chosen, setChosen] = useState<DecisionReasonCode[]>(kept?.reasons ?? []);
  const [text, setText] = useState(kept?.text ?? '');
  const keep = useOpinion(application);
  return (
    <OpinionForm
      {...form}
      initial={kept?.text ?? ''}
      hasReasons={chosen.length > 0}
      before={
        <ReasonChoices
          decision={decision}
          chosen={chosen}
          onChange={(reasons) => {
            setChosen(reasons);
            keep({ decision: draft, reasons, text });
          }}
        />
      }
      onText={(changed) => {
        setText(changed);
        keep({ decision: draft, reasons: chosen, text: changed });
      }}
      act={(words, key, flagged) => act(words, key, flagged, chosen)}
    />
  );
}
