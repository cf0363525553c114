import { useEffect, useState } from 'preact/hooks';
import { type DraftStep, draftStepNames, draftSteps } from '../../lib/draft-form.ts';

interface StepperProps {
  readonly current: DraftStep;
  readonly onGo: (step: DraftStep) => void;
}

/** The steps of the draft, each of them open at any time. */
export function Stepper({ current, onGo }: StepperProps) {
  return (
    <ol class="stepper" aria-label="填写步骤">
      {draftSteps.map((step, index) => (
        <li key={step}>
          <button type="button" aria-current={step === current ? 'step' : undefined} onClick={() => onGo(step)}>
            <span class="step-number">{index + 1}</span>
            <span class="step-name">{draftStepNames[step]}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The step that is shown; it stands in the address, so that going back in the browser goes back a step. */
export function useStep(): readonly [DraftStep, (step: DraftStep) => void] {
  const [step, setStep] = useState<DraftStep>(() => readStep());
  useEffect(() => {
    const back = () => setStep(readStep());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  function go(next: DraftStep): void {
    const url = new URL(location.href);
    url.searchParams.set('step', String(draftSteps.indexOf(next) + 1));
    history.pushState(null, '', url);
    setStep(next);
    scrollTo({ top: 0 });
  }
  return [step, go];
}

function readStep(): DraftStep {
  const number = Number(new URLSearchParams(location.search).get('step') ?? '1');
  return draftSteps[number - 1] ?? 'qualification';
}
