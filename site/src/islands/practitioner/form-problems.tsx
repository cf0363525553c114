import type { MatterRow } from '../../../../domain/catalogue.ts';
import type { FieldError } from '../../../../api/problems.ts';
import { type DraftStep, type MendingPlace, problemsByStep, stepNameOf, stepsOf } from '../../forms/draft-form.ts';
import { Notice } from '../shared/notice.tsx';

interface FormProblemsProps {
  readonly applicationId: string;
  readonly row: MatterRow;
  readonly problems: readonly FieldError[];
  readonly onGo: (step: DraftStep) => void;
}

/** What still keeps the application from being submitted, by step, each with the way there. */
export function FormProblems({ applicationId, row, problems, onGo }: FormProblemsProps) {
  const steps = stepsOf(row);
  const here = `/practitioner/application.html?id=${applicationId}&step=${steps.length}`;
  return (
    <Notice tone="warn" title={`还有 ${problems.length} 处需要处理，处理后即可阅读申请表：`}>
      <ul class="problem-list">
        {problemsByStep(problems, steps).map((group) => (
          <li key={group.step}>
            <ul>
              {group.problems.map(({ field, message }) => (
                <li key={`${field}${message}`}>{message}</li>
              ))}
            </ul>
            <WayThere row={row} step={group.step} here={here} onGo={onGo} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface WayThereProps extends Pick<FormProblemsProps, 'onGo' | 'row'> {
  readonly step: MendingPlace;
  readonly here: string;
}

function WayThere({ row, step, here, onGo }: WayThereProps) {
  if (step === 'profile') {
    return (
      <a class="button button-plain" href={profileAddress(here)}>
        去更新
      </a>
    );
  }
  if (step === 'education') {
    return (
      <a class="button button-plain" href="/practitioner/education.html">
        查看继续教育学时
      </a>
    );
  }
  return (
    <button type="button" class="button button-plain" onClick={() => onGo(step)}>
      去第{stepsOf(row).indexOf(step) + 1}步（{stepNameOf(step, row)}）
    </button>
  );
}

/** The profile page, asked to lead back to where the user came from. */
export function profileAddress(returnTo: string): string {
  return `/practitioner/profile.html?${new URLSearchParams({ returnTo }).toString()}`;
}
