import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { caseAddress } from '../../session/addresses.ts';
import { leaveFlash } from '../../session/flash.ts';
import { type DepartmentQueue, documentCompleter } from '../../../../domain/staff-access.ts';
import { nextItem, queueNamed, queueOfState } from '../../words/queues.ts';
import { send } from '../../session/send.ts';
import { departmentExplanationOf } from '../../words/office-words.ts';
import { ApplicationDetails } from '../shared/amendment-details.tsx';
import { CaseHeading } from '../shared/case-heading.tsx';
import { CorrectionItems } from '../shared/correction-items.tsx';
import { Flash } from '../shared/flash.tsx';
import { Gate } from '../shared/gate.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MissingId, queryParameter } from '../shared/query.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { useLoad } from '../shared/use-load.ts';
import { ClaimChecks } from './claim-checks.tsx';
import { CaseViewer } from './case-viewer.tsx';
import { Completions } from './incomplete-documents.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { Recommendation } from './recommendation.tsx';
import { StatementNotice } from '../shared/statement-notice.tsx';
import { ReleaseNotice } from '../shared/release-notice.tsx';

/** One case on one page: the data, the documents beside it, and the decision. */
export function CasePage() {
  return (
    <Gate party="staff" reads="case">
      {(session) => <WithId mayComplete={session.roles.includes(documentCompleter)} />}
    </Gate>
  );
}

interface OfficerProps {
  /** True for an officer who may say that a paper has been completed by hand. */
  readonly mayComplete: boolean;
}

function WithId({ mayComplete }: OfficerProps) {
  const id = queryParameter('id');
  return id === null ? <MissingId back="/department.html" /> : <Case id={id} mayComplete={mayComplete} />;
}

function Case({ id, mayComplete }: OfficerProps & { readonly id: string }) {
  const loading = useLoad(id, () => send('department', 'getApplication', { params: { id } }));
  const [going, setGoing] = useState(false);

  async function goOn(application: ApplicationView, message: string): Promise<void> {
    setGoing(true);
    // The queue from which the case was opened, or else the one it has just left.
    const queue = queueNamed(queryParameter('queue')) ?? queueOfState(application.state);
    const { applicantName: name, number } = application;
    leaveFlash(sessionStorage, { text: message, about: { name, number, address: caseAddress(id, null) } });
    location.assign(queue === null ? '/department.html' : await nextAddress(queue, id));
  }

  return (
    <>
      <Flash />
      <LoadView loading={loading}>
        {(application) => (
          <>
            <CaseHeading
              application={application}
              viewer="department"
              explanation={departmentExplanationOf(application)}
            />
            <div class="columns case">
              <CaseViewer application={application} />
              <div>
                <ReleaseNotice application={application} />
                <StatementNotice application={application} />
                <ClaimChecks checks={application.checks} />
                {going ? (
                  <p role="status">正在打开下一件…</p>
                ) : (
                  <DecisionPanel
                    application={application}
                    onDone={(message) => void goOn(application, message)}
                    onReload={() => void loading.reload()}
                  />
                )}
                <Completions
                  application={application}
                  mayComplete={mayComplete}
                  onReload={() => void loading.reload()}
                />
                <Recommendation application={application} />
                {application.correction !== null && <CorrectionItems correction={application.correction} />}
                <ApplicationDetails application={application} />
                <Timeline entries={application.timeline} />
              </div>
            </div>
          </>
        )}
      </LoadView>
    </>
  );
}

async function nextAddress(queue: DepartmentQueue, done: string): Promise<string> {
  const list = `/department.html?queue=${queue}`;
  try {
    const { items } = await send('department', 'listWorkItems', { query: { queue } });
    const next = nextItem(items, done);
    return next === null ? list : caseAddress(next.applicationId, queue);
  } catch {
    // The decision is made; the list says what is wrong with the queue.
    return list;
  }
}
