import { ApiError, problemOfStatus } from '../../../../api/request.ts';
import { rowOf } from '../../../../domain/application.ts';
import { shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { fileSlotRules } from '../../../../domain/catalogue.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { stepProblems } from '../../lib/draft-form.ts';
import { messagesByField } from '../../lib/problem.ts';
import { send } from '../../lib/send.ts';
import { CaseFiles } from '../shared/case-files.tsx';
import { CaseHeading } from '../shared/case-heading.tsx';
import { CorrectionForm } from '../shared/correction-form.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { EmploymentStep } from './employment-step.tsx';
import { EntryStep } from './entry-step.tsx';
import { FilesStep } from './files-step.tsx';
import { SaveMark, SaveNotices } from './save-bar.tsx';
import { useDraft } from './use-draft.ts';
import { Withdraw } from './withdraw.tsx';

interface CorrectionEditorProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** A notice of correction to the practitioner: mend what it names, answer each item, send it back. */
export function CorrectionEditor({ application, onChanged }: CorrectionEditorProps) {
  const { id } = application;
  const draft = useDraft(application);
  const row = rowOf(application);
  const facts = { row, today: shanghaiDate(new Date()), qualifications: [] };
  const isEntry = row.effect === 'qualification';
  const messages = messagesByField(stepProblems(isEntry ? 'entry' : 'employment', draft.form, facts, true));

  async function answer(answers: string[], key: string): Promise<unknown> {
    // The answers speak of what was mended, so that must be saved first.
    if (!(await draft.saver.flush())) throw notSaved();
    const body = { version: draft.saver.version(), answers };
    return send('practitioner', 'answerCorrection', { params: { id }, body }, key);
  }

  return (
    <>
      <CaseHeading application={application} viewer="practitioner" />
      <SaveNotices draft={draft} />
      <details class="panel">
        <summary>需要更换{row.practitionerFiles.map((slot) => fileSlotRules[slot].name).join('或')}</summary>
        <FilesStep application={application} messages={new Map()} onChanged={onChanged} />
      </details>
      <details class="panel">
        <summary>
          需要修改{isEntry ? '资格信息' : '聘用信息'} <SaveMark saveState={draft.saveState} />
        </summary>
        {isEntry ? (
          <EntryStep application={application} draft={draft} messages={messages} />
        ) : (
          <EmploymentStep application={application} draft={draft} messages={messages} />
        )}
      </details>
      <CorrectionForm application={application} answer={answer} onDone={onChanged} />
      <Timeline entries={application.timeline} />
      <CaseFiles application={application} api="practitioner" />
      {application.actions.includes('withdraw') && (
        <p class="way-out">
          不再申请？ <Withdraw id={id} version={draft.saver.version()} onDone={onChanged} />
        </p>
      )}
    </>
  );
}

function notSaved(): ApiError {
  return new ApiError({
    ...problemOfStatus(500),
    code: 'not-saved',
    detail: '修改的内容尚未保存，请先处理上方的提示，再重试。',
  });
}
