import { useState } from 'preact/hooks';
import type { DepartmentCaseView } from '../../../../api/department-case-view.ts';
import { caseAddress } from '../../session/addresses.ts';
import { leaveFlash } from '../../session/flash.ts';
import { type DepartmentQueue, documentCompleter } from '../../../../domain/staff-access.ts';
import { noteSteps } from '../../words/claims.ts';
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
import { nextCaseAddress, nextFilterOf } from '../../session/next-case.ts';
import { caseKeys } from '../../words/case-keys.ts';
import { Background } from './background.tsx';
import { DeskPanel } from './desk-panel.tsx';
import { Findings } from './findings.tsx';
import { KeyHelp } from './key-help.tsx';
import { ClaimBar } from './claim-bar.tsx';
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
      {(session) => <WithId roles={session.roles} subject={session.subject} />}
    </Gate>
  );
}

interface OfficerProps {
  readonly roles: readonly string[];
  /** Whom the issuer means by the officer. */
  readonly subject: string;
}

function WithId(officer: OfficerProps) {
  const id = queryParameter('id');
  return id === null ? <MissingId back="/department.html" /> : <Case id={id} {...officer} />;
}

function Case({ id, roles, subject }: OfficerProps & { readonly id: string }) {
  const loading = useLoad(id, () => send('department', 'getApplication', { params: { id } }));
  const [going, setGoing] = useState(false);

  async function goOn(application: DepartmentCaseView, message: string): Promise<void> {
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
      <div class="desk-bar">
        <a href="/department.html">返回待办事项</a>
        <KeyHelp keys={caseKeys} />
      </div>
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
                <ClaimBar
                  application={application}
                  roles={roles}
                  subject={subject}
                  onReload={() => void loading.reload()}
                />
                <DeskPanel application={application} onReload={() => void loading.reload()} />
                <ReleaseNotice application={application} />
                <StatementNotice application={application} />
                <Findings findings={application.findings} />
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
                  mayComplete={roles.includes(documentCompleter)}
                  onReload={() => void loading.reload()}
                />
                <Recommendation application={application} />
                {application.correction !== null && <CorrectionItems correction={application.correction} />}
                <ApplicationDetails application={application} />
                <Background id={id} />
                <Timeline entries={[...application.timeline, ...noteSteps(application.notes)]} />
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
  const filter = nextFilterOf(location.search);
  try {
    if (filter !== null) {
      const { applicationId } = await send('department', 'claimNext', { body: { queue, ...filter } });
      return applicationId === null ? list : nextCaseAddress(applicationId, queue, filter);
    }
    const { items } = await send('department', 'listQueue', { query: { queue } });
    const next = nextItem(items, done);
    return next === null ? list : caseAddress(next.applicationId, queue);
  } catch {
    // The decision is made; the list says what is wrong with the queue.
    return list;
  }
}
