import type { ApplicationView } from '../../../../api/application.ts';
import { isFinal } from '../../../../domain/states.ts';
import { employerExplanationOf, isFormerEmployer } from '../../words/office-words.ts';
import { send } from '../../session/send.ts';
import { ApplicationDetails } from '../shared/amendment-details.tsx';
import { CaseFiles } from '../shared/case-files.tsx';
import { CaseHeading } from '../shared/case-heading.tsx';
import { CorrectionItems } from '../shared/correction-items.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MissingId, queryParameter } from '../shared/query.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { type Loading, useLoad } from '../shared/use-load.ts';
import { useLanding } from '../shared/use-landing.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { CorrectEmployer } from './correct-employer.tsx';
import { ConfirmApplication } from './confirm-application.tsx';
import { EmployerCorrection } from './employer-correction.tsx';
import { FormerEmployerCase } from './former-employer-case.tsx';
import { SupplyQualification } from './supply-qualification.tsx';
import { WithdrawCancellation } from './withdraw-cancellation.tsx';

/** One application as its employer sees it: confirm or return it, release who leaves, answer a correction, or follow it. */
export function EmployerApplicationPage() {
  return <Gate party="legal-person">{() => <WithId />}</Gate>;
}

function WithId() {
  const id = queryParameter('id');
  return id === null ? <MissingId back="/employer/work-items.html" /> : <Application id={id} />;
}

function Application({ id }: { readonly id: string }) {
  const loading = useLoad(id, () => send('employer', 'getApplication', { params: { id } }));
  return <LoadView loading={loading}>{(application) => <Case application={application} loading={loading} />}</LoadView>;
}

interface CaseProps {
  readonly application: ApplicationView;
  readonly loading: Loading<ApplicationView>;
}

/** While one of these waits for somebody at the page, nothing is fetched under their hands. */
const stepsOfEmployers = ['confirm', 'correct-employer', 'release', 'answer-correction'] as const;

function Case({ application, loading }: CaseProps) {
  const { actions, correction, state } = application;
  const acting = application.owesQualification || stepsOfEmployers.some((action) => actions.includes(action));
  useRefresh(!acting && !isFinal(state), state === 'submitted', () => loading.reload(true));
  const land = useLanding(state);
  const reload = () => {
    land();
    void loading.reload();
  };
  if (isFormerEmployer(application)) return <FormerEmployerCase application={application} onChanged={reload} />;
  return (
    <>
      <CaseHeading application={application} viewer="employer" explanation={employerExplanationOf(application)} />
      {actions.includes('withdraw') && !actions.includes('confirm') && (
        <div class="actions actions-below">
          <WithdrawCancellation application={application} onDone={reload} />
        </div>
      )}
      {actions.includes('confirm') && (
        <ConfirmApplication application={application} onChanged={reload} onRefresh={() => void loading.reload(true)} />
      )}
      {actions.includes('correct-employer') && <CorrectEmployer application={application} onChanged={reload} />}
      {actions.includes('answer-correction') ? (
        <EmployerCorrection application={application} onChanged={reload} />
      ) : (
        correction !== null && <CorrectionItems correction={correction} />
      )}
      {application.owesQualification && <SupplyQualification application={application} onChanged={reload} />}
      <div class="columns">
        <div>
          <ApplicationDetails application={application} />
        </div>
        <div>
          <CaseFiles application={application} api="employer" />
          <Timeline entries={application.timeline} />
        </div>
      </div>
    </>
  );
}
