import type { FieldError } from '../../../../api/problems.ts';
import { type DraftStep, draftStepNames, stepOfField } from '../../lib/draft-form.ts';
import { fieldName } from '../../lib/problem.ts';
import { Notice } from '../shared/notice.tsx';

interface FormProblemsProps {
  readonly applicationId: string;
  readonly steps: readonly DraftStep[];
  readonly problems: readonly FieldError[];
  readonly onGo: (step: DraftStep) => void;
}

/** What still keeps the application from being submitted, each with the way to mend it. */
export function FormProblems({ applicationId, steps, problems, onGo }: FormProblemsProps) {
  return (
    <Notice tone="warn" title={`还有 ${problems.length} 处需要处理，处理后即可阅读申请表：`}>
      <ul class="problem-list">
        {problems.map(({ field, message }) => {
          const step = stepOfField(fieldName(field), steps);
          return (
            <li key={`${field}${message}`}>
              <span>{message}</span>
              {step === 'profile' ? (
                <a
                  class="button button-plain"
                  href={profileAddress(`/practitioner/application.html?id=${applicationId}&step=${steps.length}`)}
                >
                  去更新
                </a>
              ) : (
                <button type="button" class="button button-plain" onClick={() => onGo(step)}>
                  去第{steps.indexOf(step) + 1}步（{draftStepNames[step]}）
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

/** The profile page, asked to lead back to where the user came from. */
export function profileAddress(returnTo: string): string {
  return `/practitioner/profile.html?${new URLSearchParams({ returnTo }).toString()}`;
}
