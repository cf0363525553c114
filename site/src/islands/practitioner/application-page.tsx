import { isFinal } from '../../../../domain/states.ts';
import { matterNames, rowOf, asks, effectOf } from '../../../../domain/catalogue.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../session/send.ts';
import { Gate } from '../shared/gate.tsx';
import { later } from '../shared/later.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MissingId, queryParameter } from '../shared/query.tsx';
import { useHeading } from '../shared/use-heading.ts';
import { type Loading, useLoad } from '../shared/use-load.ts';
import { useLanding } from '../shared/use-landing.ts';
import { useRefresh } from '../shared/use-refresh.ts';
import { DraftEditor } from './draft-editor.tsx';

// Who fills in a draft needs nothing of how a submitted application stands; and few applications are ever corrected.
const StatusView = later(async () => (await import('./status-view.tsx')).StatusView);
const FormerIdentityCase = later(async () => (await import('./former-identity-case.tsx')).FormerIdentityCase);
const StatementForm = later(async () => (await import('./statement-form.tsx')).StatementForm);
const HearingForm = later(async () => (await import('./hearing-form.tsx')).HearingForm);
const CorrectionEditor = later(async () => (await import('./correction-editor.tsx')).CorrectionEditor);

/** One application of the practitioner: the draft to fill in, the correction to answer, or how it stands. */
export function ApplicationPage() {
  return <Gate party="person">{() => <WithId />}</Gate>;
}

function WithId() {
  const id = queryParameter('id');
  return id === null ? <MissingId back="/practitioner/applications.html" /> : <Application id={id} />;
}

function Application({ id }: { readonly id: string }) {
  const loading = useLoad(id, () => send('practitioner', 'getApplication', { params: { id } }));
  return (
    <LoadView loading={loading}>{(application) => <Views application={application} loading={loading} />}</LoadView>
  );
}

interface ViewsProps {
  readonly application: ApplicationView;
  readonly loading: Loading<ApplicationView>;
}

function Views({ application, loading }: ViewsProps) {
  const { state, actions } = application;
  useHeading(matterNames[application.matter]);
  const editing = ['submit', 'answer-correction', 'give-statement'].some((each) => actions.some((one) => one === each));
  // What others do shows by itself; while somebody types, nothing moves under the hands.
  useRefresh(!editing && !isSettled(application), state === 'submitted', () => loading.reload(true));
  const land = useLanding(state);
  const reload = () => {
    land();
    void loading.reload();
  };
  if (actions.includes('submit'))
    return <DraftEditor key={application.id} application={application} onChanged={reload} />;
  if (actions.includes('answer-correction')) return <CorrectionEditor application={application} onChanged={reload} />;
  if (actions.includes('give-statement')) {
    return (
      <>
        <StatusView application={application} onChanged={reload} />
        <StatementForm application={application} onChanged={() => void loading.reload(true)} />
      </>
    );
  }
  if (isFormerIdentity(application)) return <FormerIdentityCase application={application} onChanged={reload} />;
  return (
    <>
      <StatusView application={application} onChanged={reload} />
      {state === 'in-publicity' && <HearingForm id={application.id} />}
    </>
  );
}

/** True for who holds the former identity document: the API tells nothing of who has the new one but the name. */
function isFormerIdentity(application: ApplicationView): boolean {
  return asks(rowOf(application).effect, 'formerIdNumber') && application.applicant.idNumber === '';
}

function isSettled(application: ApplicationView): boolean {
  const { state, documents } = application;
  const { certifies } = effectOf(application);
  // An approved application still gets its certificate, where it makes or amends a registration.
  return isFinal(state) && (state !== 'approved' || !certifies || documents.some(({ kind }) => kind === 'certificate'));
}
