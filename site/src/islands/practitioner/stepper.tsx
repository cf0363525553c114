import type { MatterRow } from '../../../../domain/catalogue.ts';
import { useEffect, useState } from 'preact/hooks';
import { type DraftStep, stepNameOf, stepsOf } from '../../forms/draft-form.ts';

interface StepperProps {
  readonly row: MatterRow;
  readonly current: DraftStep;
  readonly onGo: (step: DraftStep) => void;
}

/** The steps of the draft, each of them open at any time. */
export function Stepper({ row, current, onGo }: StepperProps) {
  return (
    <ol class="stepper" aria-label="填写步骤">
      {stepsOf(row).map((step, index) => (
        <li key={step}>
          <button type="button" aria-current={step === current ? 'step' : undefined} onClick={() => onGo(step)}>
            <span class="step-number">{index + 1}</span>
            <span class="step-name">{stepNameOf(step, row)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The step that is shown; it stands in the address, so that going back in the browser goes back a step. */
export function useStep(steps: readonly DraftStep[]): readonly [DraftStep, (step: DraftStep) => void] {
  const [step, setStep] = useState<DraftStep>(() => readStep(steps));
  useEffect(() => {
    const back = () => setStep(readStep(steps));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  function go(next: DraftStep): void {
    const url = new URL(location.href);
    url.searchParams.set('step', String(steps.indexOf(next) + 1));
    history.pushState(null, '', url);
    setStep(next);
    scrollTo({ top: 0 });
  }
  return [step, go];
}

function readStep(steps: readonly DraftStep[]): DraftStep {
  const number = Number(new URLSearchParams(location.search).get('step') ?? '1');
  return steps[number - 1] ?? steps[0] ?? 'confirm';
}
