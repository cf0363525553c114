import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import type { FormView } from '../../../../api/form.ts';
import { ApiError, problemOfStatus } from '../../../../api/request.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import { openFields } from '../../../../domain/open-fields.ts';
import { practitionerExplanationOf } from '../../words/amendment-words.ts';
import { fieldNotes } from '../../words/correction-notes.ts';
import { stepOfField, stepsOf } from '../../forms/draft-form.ts';
import { send } from '../../session/send.ts';
import { CaseFiles } from '../shared/case-files.tsx';
import { CaseHeading } from '../shared/case-heading.tsx';
import { CorrectionForm } from '../shared/correction-form.tsx';
import { CorrectionItems } from '../shared/correction-items.tsx';
import { FieldNotes, OpenFields } from '../shared/field-note.tsx';
import { Timeline } from '../shared/timeline.tsx';
import { WayToField } from '../shared/way-to-field.tsx';
import { CorrectedForm } from './corrected-form.tsx';
import { CorrectionSections } from './correction-sections.tsx';
import { profileAddress } from './form-problems.tsx';
import { SaveNotices } from './save-bar.tsx';
import { useDraft } from './use-draft.ts';
import { Withdraw } from './withdraw.tsx';

interface CorrectionEditorProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/**
 * A notice of correction to the practitioner: mend what it names, each with the problem beside it, answer each item, read the form again where it
 * says something else now, send it back.
 */
export function CorrectionEditor({ application, onChanged }: CorrectionEditorProps) {
  const { id, correction } = application;
  const draft = useDraft(application);
  const steps = stepsOf(rowOf(application));
  const [form, setForm] = useState<FormView | null>(null);
  const [readDigest, setReadDigest] = useState<string | null>(null);
  const items = correction?.items ?? [];

  async function answer(answers: string[], key: string): Promise<unknown> {
    // The answers speak of what was mended, so that must be saved first.
    if (!(await draft.saver.flush())) throw notSaved();
    const now = await send('practitioner', 'getForm', { params: { id } });
    if (now.changed && now.digest !== readDigest) {
      setForm(now);
      throw notRead();
    }
    const body = { version: draft.saver.version(), answers, formDigest: now.changed ? now.digest : null };
    return send('practitioner', 'answerCorrection', { params: { id }, body }, key);
  }

  function way(field: string | null) {
    if (field === null) return null;
    if (stepOfField(field, steps) !== 'profile') return <WayToField name={field} />;
    // Typed text outlives the page, so nothing is lost on the way to the profile and back.
    return <a href={profileAddress(`/practitioner/application.html?id=${id}`)}>去更新基本信息</a>;
  }

  return (
    <>
      <CaseHeading
        application={application}
        viewer="practitioner"
        explanation={practitionerExplanationOf(application)}
      />
      {correction !== null && <CorrectionItems correction={correction} way={({ field }) => way(field)} />}
      <SaveNotices draft={draft} />
      <OpenFields.Provider value={openFields(items)}>
        <FieldNotes.Provider value={fieldNotes(items)}>
          <CorrectionSections application={application} draft={draft} onChanged={onChanged} />
        </FieldNotes.Provider>
      </OpenFields.Provider>
      {form !== null && <CorrectedForm key={form.digest} form={form} onRead={setReadDigest} />}
      <CorrectionForm application={application} answer={answer} onDone={onChanged} />
      <Timeline entries={application.timeline} />
      <CaseFiles application={application} api="practitioner" />
      {application.actions.includes('withdraw') && (
        <p class="way-out">
          不再申请？{' '}
          <Withdraw
            id={id}
            version={draft.saver.version()}
            renews={application.timeliness !== null}
            onDone={onChanged}
          />
        </p>
      )}
    </>
  );
}

function notRead(): ApiError {
  return new ApiError({
    ...problemOfStatus(409),
    code: 'not-read',
    detail: '补正后申请表内容有变化。请阅读并确认上方新的申请表和承诺书，再提交补正。',
  });
}

function notSaved(): ApiError {
  return new ApiError({
    ...problemOfStatus(500),
    code: 'not-saved',
    detail: '修改的内容尚未保存，请先处理上方的提示，再重试。',
  });
}
