import { isStanding } from '../../../../domain/holds.ts';
import { professions } from '../../../../domain/professions.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { instantText } from '../../words/dates.ts';
import { send } from '../../session/send.ts';
import { registrationDetails } from '../../words/registration.ts';
import { CaseHeading } from '../shared/case-heading.tsx';
import { Details } from '../shared/details.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { Notice } from '../shared/notice.tsx';
import { ReleaseButtons } from '../shared/release-buttons.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { useLoad } from '../shared/use-load.ts';

interface FormerIdentityCaseProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** A change of identity document as who holds the former one sees it: whose name is on it, which registrations would go over, and the answer. */
export function FormerIdentityCase({ application, onChanged }: FormerIdentityCaseProps) {
  const { actions, dueAt, release } = application;
  return (
    <>
      <CaseHeading
        application={application}
        viewer="practitioner"
        explanation={{
          meaning: '有一项申请要将您名下的注册变更到新的证件号码。',
          next: '有异议的，由主管部门审查后决定；结果可在本页查看。',
        }}
      />
      {release !== null && release.answer !== 'asked' && <Notice title={answered[release.answer]} />}
      {actions.includes('release') && (
        <section class="panel">
          <h2>答复证件号码变更</h2>
          <p>下列注册将变更到新的证件号码名下。如系您本人申请，请同意；不是您本人申请的，请提出异议。</p>
          {dueAt !== null && <p>{instantText(dueAt)} 前没有答复的，申请继续办理。</p>}
          <ReleaseButtons
            application={application}
            party="practitioner"
            agree="同意变更"
            warning="同意后不能撤回。变更获准后，您名下的注册归新的证件号码所有，您不能再用原证件号码办理。"
            objection="异议理由将告知主管部门和申请人，由主管部门审查后决定。提出后不能撤回。"
            onChanged={onChanged}
          />
        </section>
      )}
      <div class="columns">
        <HeldRegistrations />
        <Timeline entries={application.timeline} />
      </div>
    </>
  );
}

/** The reader's own valid registrations: all of them go over. The application names only what its applicant claims. */
function HeldRegistrations() {
  const loading = useLoad('registrations', () => send('practitioner', 'listRegistrations', {}));
  return (
    <div>
      <LoadView loading={loading}>
        {({ items }) => (
          <>
            {items
              .filter(({ status }) => isStanding(status))
              .map((item) => (
                <Details
                  key={item.number}
                  title={`${professions[item.profession].name}注册`}
                  items={registrationDetails(item)}
                />
              ))}
          </>
        )}
      </LoadView>
    </div>
  );
}

const answered = {
  asked: '等待您答复',
  released: '您已同意变更',
  objected: '您已提出异议，由主管部门审查决定',
  silent: '您逾期未答复，申请继续办理',
} as const;
