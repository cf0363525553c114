import type { JSX } from 'preact';
import type { ApplicationView } from '../../../../api/application.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import {
  type DraftStep,
  type TypedStep,
  type PageFacts,
  stepNameOf,
  stepOfField,
  stepProblems,
  stepsOf,
} from '../../forms/draft-form.ts';
import { messagesByField } from '../../session/problem.ts';
import { LoadView } from '../shared/load-view.tsx';
import { MendPart } from '../shared/mend-part.tsx';
import type { Loading } from '../shared/use-load.ts';
import { CancellationStep } from './cancellation-step.tsx';
import { DeclarationsStep } from './declarations-step.tsx';
import { EmploymentStep } from './employment-step.tsx';
import { EntryStep } from './entry-step.tsx';
import { FilesStep } from './files-step.tsx';
import { PersonalStep } from './personal-step.tsx';
import { QualificationStep } from './qualification-step.tsx';
import { RegistrationStep } from './registration-step.tsx';
import { SaveMark } from './save-bar.tsx';
import type { Draft } from './use-draft.ts';
import { type Holdings, pageFacts, useHoldings } from './use-holdings.ts';

interface SectionsProps {
  readonly application: ApplicationView;
  readonly draft: Draft;
  readonly onChanged: () => void;
}

/** The parts of the draft that the notice names; nothing else can be changed by an answer. */
export function CorrectionSections(props: SectionsProps) {
  const { application, draft } = props;
  const row = rowOf(application);
  const steps = stepsOf(row);
  const holdings = useHoldings(application);
  const items = application.correction?.items ?? [];
  const count = (step: DraftStep) =>
    items.filter(({ field }) => field !== null && stepOfField(field, steps) === step).length;
  const parts = steps.filter((step) => step !== 'confirm').map((step) => ({ step, items: count(step) }));
  const named = parts.filter((part) => part.items > 0);
  // Files are kept as they are uploaded.
  const isMarked = (step: DraftStep) => step !== 'files' && step !== 'certificate';
  return (
    <>
      {named.map((part) => (
        <MendPart
          key={part.step}
          title={stepNameOf(part.step, row)}
          items={part.items}
          mark={isMarked(part.step) && <SaveMark saveState={draft.saveState} />}
        >
          <PartFields {...props} holdings={holdings} step={part.step} />
        </MendPart>
      ))}
    </>
  );
}

interface PartProps extends SectionsProps {
  readonly holdings: Loading<Holdings>;
  readonly step: DraftStep;
}

function PartFields({ application, draft, onChanged, holdings, step }: PartProps) {
  if (step === 'confirm') return null;
  const facts = pageFacts(application, holdings);
  if (step === 'files' || step === 'certificate') {
    return <FilesStep application={application} messages={new Map()} facts={facts} onChanged={onChanged} />;
  }
  const messages = messagesByField(stepProblems(step, draft.form, facts, true));
  return fieldsOf[step]({ application, draft, messages, facts, holdings });
}

interface FieldsProps extends Pick<PartProps, 'application' | 'draft' | 'holdings'> {
  readonly messages: ReturnType<typeof messagesByField>;
  readonly facts: PageFacts;
}

const fieldsOf: Readonly<Record<TypedStep, (props: FieldsProps) => JSX.Element>> = {
  entry: (props) => <EntryStep {...props} />,
  employment: (props) => <EmploymentStep {...props} />,
  cancellation: (props) => <CancellationStep {...props} />,
  declarations: (props) => <DeclarationsStep {...props} />,
  registration: (props) => <LoadView loading={props.holdings}>{() => <RegistrationStep {...props} />}</LoadView>,
  personal: (props) => <LoadView loading={props.holdings}>{() => <PersonalStep {...props} />}</LoadView>,
  qualification: (props) => (
    <LoadView loading={props.holdings}>
      {({ qualifications }) => <QualificationStep {...props} held={qualifications} />}
    </LoadView>
  ),
};
