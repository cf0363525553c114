import type { ApplicationView } from '../../../../api/application.ts';
import { isFinal } from '../../../../domain/lifecycle.ts';
import { send } from '../../lib/send.ts';
import { CaseDetails } from '../shared/case-details.tsx';
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
import { ConfirmApplication } from './confirm-application.tsx';
import { EmployerCorrection } from './employer-correction.tsx';
import { SupplyQualification } from './supply-qualification.tsx';

/** One application as its employer sees it: confirm or return it, answer a correction, or follow it. */
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

function Case({ application, loading }: CaseProps) {
  const { actions, correction, state } = application;
  const acting = actions.includes('confirm') || actions.includes('answer-correction') || application.owesQualification;
  useRefresh(!acting && !isFinal(state), false, () => loading.reload(true));
  const land = useLanding(state);
  const reload = () => {
    land();
    void loading.reload();
  };
  return (
    <>
      <CaseHeading application={application} viewer="employer" />
      {actions.includes('confirm') && (
        <ConfirmApplication application={application} onChanged={reload} onRefresh={() => void loading.reload(true)} />
      )}
      {actions.includes('answer-correction') ? (
        <EmployerCorrection application={application} onChanged={reload} />
      ) : (
        correction !== null && <CorrectionItems correction={correction} />
      )}
      {application.owesQualification && <SupplyQualification application={application} onChanged={reload} />}
      <div class="columns">
        <div>
          <CaseDetails application={application} />
        </div>
        <div>
          <CaseFiles application={application} api="employer" />
          <Timeline entries={application.timeline} />
        </div>
      </div>
    </>
  );
}
