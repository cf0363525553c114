import type { ApplicationView } from '../../../../api/application.ts';
import { employerExplanationOf } from '../../words/office-words.ts';
import { ConcernedRegistrations } from '../shared/amendment-details.tsx';
import { CaseHeading } from '../shared/case-heading.tsx';
import { Details } from '../shared/details.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { useHeading } from '../shared/use-heading.ts';
import { ReleaseAnswer } from './release-answer.tsx';

interface FormerEmployerCaseProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** A change of employer as the former employer sees it: who leaves for whom, with which registrations, and its own answer. */
export function FormerEmployerCase({ application, onChanged }: FormerEmployerCaseProps) {
  useHeading('变更聘用企业');
  return (
    <>
      <CaseHeading application={application} viewer="employer" explanation={employerExplanationOf(application)} />
      {application.actions.includes('release') && <ReleaseAnswer application={application} onChanged={onChanged} />}
      <div class="columns">
        <div>
          <Details
            title="变更内容"
            items={[
              { label: '注册人员', value: application.applicantName, wide: true },
              { label: '原聘用企业', value: application.release?.employerName ?? null, wide: true },
              { label: '新聘用企业', value: application.employerName, wide: true },
            ]}
          />
          <ConcernedRegistrations application={application} />
        </div>
        <div>
          <Timeline entries={application.timeline} />
        </div>
      </div>
    </>
  );
}
