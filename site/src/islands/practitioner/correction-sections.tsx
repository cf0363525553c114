import type { ApplicationView } from '../../../../api/application.ts';
import type { QualificationView } from '../../../../api/people.ts';
import { rowOf } from '../../../../domain/application.ts';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import {
  type DraftStep,
  draftStepNames,
  type FormStep,
  stepOfField,
  stepProblems,
  stepsOf,
} from '../../lib/draft-form.ts';
import { messagesByField } from '../../lib/problem.ts';
import { LoadView } from '../shared/load-view.tsx';
import { MendPart } from '../shared/mend-part.tsx';
import { EmploymentStep } from './employment-step.tsx';
import { EntryStep } from './entry-step.tsx';
import { FilesStep } from './files-step.tsx';
import { QualificationStep } from './qualification-step.tsx';
import { SaveMark } from './save-bar.tsx';
import type { Draft } from './use-draft.ts';
import { useQualifications } from './use-qualifications.ts';

interface SectionsProps {
  readonly application: ApplicationView;
  readonly draft: Draft;
  readonly onChanged: () => void;
}

/** The parts of the draft: those that the notice names first and open, the others at hand below. */
export function CorrectionSections(props: SectionsProps) {
  const { application, draft } = props;
  const steps = stepsOf(rowOf(application));
  const items = application.correction?.items ?? [];
  const count = (step: DraftStep) =>
    items.filter(({ field }) => field !== null && stepOfField(field, steps) === step).length;
  const parts = steps.filter((step) => step !== 'confirm').map((step) => ({ step, items: count(step) }));
  const named = parts.filter((part) => part.items > 0);
  // Files are kept as they are uploaded; and a part that nobody touches need not say that it is saved.
  const isMarked = (step: DraftStep, count: number) =>
    step !== 'files' && step !== 'certificate' && (count > 0 || draft.saveState.kind !== 'saved');
  return (
    <>
      {[...named, ...parts.filter((part) => part.items === 0)].map((part) => (
        <MendPart
          key={part.step}
          title={draftStepNames[part.step]}
          items={part.items}
          mark={isMarked(part.step, part.items) && <SaveMark saveState={draft.saveState} />}
        >
          <PartFields {...props} step={part.step} />
        </MendPart>
      ))}
    </>
  );
}

function PartFields({ application, draft, onChanged, step }: SectionsProps & { readonly step: DraftStep }) {
  const props = { application, draft };
  const messagesOf = (part: FormStep, qualifications: readonly QualificationView[] = []) => {
    const facts = { row: rowOf(application), today: shanghaiDate(new Date()), qualifications };
    return messagesByField(stepProblems(part, draft.form, facts, true));
  };
  switch (step) {
    case 'qualification':
      return <Qualifications {...props} messagesOf={(held) => messagesOf(step, held)} />;
    case 'files':
    case 'certificate':
      return <FilesStep application={application} messages={new Map()} onChanged={onChanged} />;
    case 'employment':
      return <EmploymentStep {...props} messages={messagesOf(step)} />;
    case 'entry':
      return <EntryStep {...props} messages={messagesOf(step)} />;
    case 'confirm':
      return null;
  }
}

interface QualificationsProps extends Omit<SectionsProps, 'onChanged'> {
  readonly messagesOf: (held: readonly QualificationView[]) => ReadonlyMap<string, string>;
}

function Qualifications({ messagesOf, ...props }: QualificationsProps) {
  const loading = useQualifications(props.application);
  return (
    <LoadView loading={loading} rows={3}>
      {(held) => <QualificationStep {...props} qualifications={held} messages={messagesOf(held)} />}
    </LoadView>
  );
}
