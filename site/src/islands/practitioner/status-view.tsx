import type { ApplicationView } from '../../../../api/application.ts';
import { rowOf } from '../../../../domain/application.ts';
import { CaseDetails } from '../shared/case-details.tsx';
import { CaseFiles } from '../shared/case-files.tsx';
import { CaseHeading } from '../shared/case-heading.tsx';
import { CorrectionItems } from '../shared/correction-items.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { Withdraw } from './withdraw.tsx';

interface StatusViewProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** How a submitted application stands, what can be downloaded and what can still be done. */
export function StatusView({ application, onChanged }: StatusViewProps) {
  const { id, version, actions, correction, state } = application;
  const isEntry = rowOf(application).effect === 'qualification';
  return (
    <>
      <CaseHeading application={application} viewer="practitioner" />
      <div class="actions actions-below">
        {state === 'approved' &&
          (isEntry ? (
            <a class="button" href="/practitioner/apply.html">
              去申报注册
            </a>
          ) : (
            <a class="button" href="/practitioner/certificates.html">
              查看我的证照
            </a>
          ))}
        {actions.includes('withdraw') && <Withdraw id={id} version={version} onDone={onChanged} />}
        <a class="button button-plain" href="/practitioner/applications.html">
          返回事项查询
        </a>
      </div>
      {correction !== null && <CorrectionItems correction={correction} />}
      <div class="columns">
        <div>
          <Timeline entries={application.timeline} />
          <CaseFiles application={application} api="practitioner" />
        </div>
        <div>
          <CaseDetails application={application} />
        </div>
      </div>
    </>
  );
}
