import type { ApplicationView } from '../../../../api/application.ts';
import { effectOf } from '../../../../domain/catalogue.ts';
import { practitionerExplanationOf } from '../../words/amendment-words.ts';
import { ApplicationDetails } from '../shared/amendment-details.tsx';
import { CaseFiles } from '../shared/case-files.tsx';
import { CaseHeading } from '../shared/case-heading.tsx';
import { CorrectionItems } from '../shared/correction-items.tsx';
import { ReleaseNotice } from '../shared/release-notice.tsx';
import { Notice } from '../shared/notice.tsx';
import { StatementNotice } from '../shared/statement-notice.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { Withdraw } from './withdraw.tsx';

const beginners = { employer: '聘用企业', department: '住房和城乡建设主管部门依职权' } as const;

interface StatusViewProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** How a submitted application stands, what can be downloaded and what can still be done. */
export function StatusView({ application, onChanged }: StatusViewProps) {
  const { id, version, actions, correction, state, initiator, release } = application;
  const { grants } = effectOf(application);
  return (
    <>
      <CaseHeading
        application={application}
        viewer="practitioner"
        explanation={practitionerExplanationOf(application)}
      />
      {initiator !== 'practitioner' && (
        <Notice
          title={`本事项由${beginners[initiator]}提出，您不能撤回。${
            actions.includes('give-statement') ? '请在本页下方陈述申辩。' : '您不需要操作。'
          }`}
        />
      )}
      <StatementNotice application={application} />
      {release !== null && <ReleaseNotice application={application} />}
      <div class="actions actions-below">
        {state === 'approved' &&
          (grants === 'qualification' ? (
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
          <ApplicationDetails application={application} />
        </div>
      </div>
    </>
  );
}
