import { matterNames, rowOf } from '../../../../domain/catalogue.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import { professions } from '../../../../domain/professions.ts';
import { type DraftStep, stepNameOf, stepProblems, stepsOf } from '../../forms/draft-form.ts';
import { messagesByField } from '../../session/problem.ts';
import { instantText } from '../../words/dates.ts';
import { remainingText } from '../../words/due.ts';
import { Button } from '../shared/button.tsx';
import { FieldSummary } from '../shared/field-summary.tsx';
import { later } from '../shared/later.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { Notice } from '../shared/notice.tsx';
import { DraftActions } from './draft-actions.tsx';
import { QualificationStep } from './qualification-step.tsx';
import { SaveMark, SaveNotices } from './save-bar.tsx';
import { Stepper, useStep } from './stepper.tsx';
import { useDraft } from './use-draft.ts';
import { pageFacts, useHoldings } from './use-holdings.ts';

// Uploads come after the first step, as the last one does; few were qualified elsewhere.
const EmploymentStep = later(async () => (await import('./employment-step.tsx')).EmploymentStep);
const FilesStep = later(async () => (await import('./files-step.tsx')).FilesStep);
const ConfirmStep = later(async () => (await import('./confirm-step.tsx')).ConfirmStep);
const EntryStep = later(async () => (await import('./entry-step.tsx')).EntryStep);
// Few lack hours when they apply.
const MissingHours = later(async () => (await import('./advice.tsx')).MissingHours);
// The steps of matters about a registration, which most people come for once in years.
const RegistrationStep = later(async () => (await import('./registration-step.tsx')).RegistrationStep);
const PersonalStep = later(async () => (await import('./personal-step.tsx')).PersonalStep);
// The last one to be filled in, and long.
const DeclarationsStep = later(async () => (await import('./declarations-step.tsx')).DeclarationsStep);
const CancellationStep = later(async () => (await import('./cancellation-step.tsx')).CancellationStep);

interface DraftEditorProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** A draft or a returned application, filled in step by step and saved along the way. */
export function DraftEditor({ application, onChanged }: DraftEditorProps) {
  const draft = useDraft(application);
  const row = rowOf(application);
  const steps = stepsOf(row);
  const [step, go] = useStep(steps);
  // A step complains about missing fields once somebody wanted to leave it.
  const [asked, setAsked] = useState<readonly DraftStep[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const holdings = useHoldings(application);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [step]);

  const facts = pageFacts(application, holdings);

  function problems(of: DraftStep, complete: boolean) {
    if (of === 'confirm') return [];
    if (of !== 'files' && of !== 'certificate') return stepProblems(of, draft.form, facts, complete);
    return complete ? application.problems.filter(({ field }) => field.startsWith('files')) : [];
  }

  function next(): void {
    // Every attempt is noted, so that the summary takes the focus each time.
    setAsked([...asked, step]);
    void draft.saver.flush();
    const first = problems(step, true)[0];
    const following = steps[steps.indexOf(step) + 1];
    if (first === undefined && following !== undefined) go(following);
  }

  const shown = problems(step, asked.includes(step));
  const messages = messagesByField(shown);
  const common = { application, draft, messages };
  return (
    <>
      <header class="draft-heading">
        <p>
          <strong>
            {professions[application.profession].name}
            {matterNames[application.matter]}
          </strong>
          <SaveMark saveState={draft.saveState} />
        </p>
        <Stepper
          row={row}
          current={step}
          onGo={(target) => {
            void draft.saver.flush();
            go(target);
          }}
        />
      </header>
      <ReturnReason application={application} />
      <SaveNotices draft={draft} />
      {step !== 'confirm' && application.problems.some(({ code }) => code === 'education-hours-missing') && (
        <MissingHours problems={application.problems} />
      )}
      <section class="panel" aria-labelledby="step-title">
        <h2 id="step-title" tabIndex={-1} ref={heading}>
          {steps.indexOf(step) + 1}. {stepNameOf(step, row)}
        </h2>
        {asked.includes(step) && <FieldSummary key={asked.length} problems={messages} />}
        {(step === 'registration' || step === 'personal' || step === 'qualification') && (
          <LoadView loading={holdings}>
            {({ qualifications }) => (
              <>
                {step === 'registration' && <RegistrationStep {...common} facts={facts} />}
                {step === 'personal' && <PersonalStep {...common} facts={facts} />}
                {step === 'qualification' && <QualificationStep {...common} facts={facts} held={qualifications} />}
              </>
            )}
          </LoadView>
        )}
        {step === 'cancellation' && <CancellationStep {...common} />}
        {step === 'entry' && <EntryStep {...common} />}
        {(step === 'files' || step === 'certificate') && <FilesStep {...common} facts={facts} onChanged={onChanged} />}
        {step === 'employment' && <EmploymentStep {...common} facts={facts} />}
        {step === 'declarations' && <DeclarationsStep {...common} />}
        {step === 'confirm' && <ConfirmStep {...common} onGo={go} onChanged={onChanged} />}
        {step !== 'confirm' && (
          <div class="actions">
            <Button onClick={next}>下一步</Button>
            {step !== steps[0] && <Previous steps={steps} step={step} onGo={go} />}
          </div>
        )}
      </section>
      <DraftActions application={application} version={draft.saver.version} onChanged={onChanged} />
    </>
  );
}

interface PreviousProps {
  readonly steps: readonly DraftStep[];
  readonly step: DraftStep;
  readonly onGo: (step: DraftStep) => void;
}

function Previous({ steps, step, onGo }: PreviousProps) {
  const previous = steps[steps.indexOf(step) - 1];
  return (
    <Button kind="plain" onClick={() => previous !== undefined && onGo(previous)}>
      上一步
    </Button>
  );
}

function ReturnReason({ application }: { readonly application: ApplicationView }) {
  if (application.state !== 'returned') return null;
  const last = application.timeline.findLast(({ action }) => action === 'return' || action === 'correct-employer');
  const isCorrected = last?.action === 'correct-employer';
  return (
    <Notice
      tone="warn"
      title={
        isCorrected ? '企业名称已按证照更正，请重新阅读并确认申请表。' : '聘用企业退回了您的申请，请修改后重新提交。'
      }
    >
      <p>
        {isCorrected ? '更正内容' : '退回原因'}：{last?.reason ?? '未说明'}
      </p>
      {application.dueAt !== null && (
        <p>
          <b>办理期限：</b>
          {instantText(application.dueAt)} 前（{remainingText(application.dueAt, Date.now())}
          ），逾期未提交的，申请失效。
        </p>
      )}
    </Notice>
  );
}
