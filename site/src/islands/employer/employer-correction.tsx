import { useState } from 'preact/hooks';
import type { ApplicationView } from '../../../../api/application.ts';
import type { CompanyView } from '../../../../api/people.ts';
import { rowOf } from '../../../../domain/catalogue.ts';
import { fieldNotes, inputOfField } from '../../words/correction-notes.ts';
import { send } from '../../session/send.ts';
import { formOfSupplement, supplementOf, supplementProblems } from '../../forms/supplement.ts';
import { CorrectionForm } from '../shared/correction-form.tsx';
import { CorrectionItems } from '../shared/correction-items.tsx';
import { FieldNotes } from '../shared/field-note.tsx';
import { LoadView } from '../shared/load-view.tsx';
import { MendPart } from '../shared/mend-part.tsx';
import { UploadField } from '../shared/upload-field.tsx';
import { useLoad } from '../shared/use-load.ts';
import { useTyped } from '../shared/use-typed.ts';
import { WayToField } from '../shared/way-to-field.tsx';
import { SupplementFields } from './supplement-fields.tsx';

interface EmployerCorrectionProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** A notice of correction to the employer: what it names with the problem beside it, and an answer to each item. */
export function EmployerCorrection(props: EmployerCorrectionProps) {
  const loading = useLoad('company', () => send('employer', 'getCompany', {}));
  return <LoadView loading={loading}>{(company) => <Editor {...props} own={company.qualifications} />}</LoadView>;
}

function Editor(props: EmployerCorrectionProps & { readonly own: CompanyView['qualifications'] }) {
  const { application, onChanged, own } = props;
  const { id, version, correction } = application;
  const kind = rowOf(application).supplement;
  const before = formOfSupplement(application.supplement);
  const typed = useTyped(`correction-supplement-${id}`, before);
  const [asked, setAsked] = useState(false);
  const changed = JSON.stringify(typed.value) !== JSON.stringify(before);
  const problems = changed ? supplementProblems(kind, typed.value) : new Map<string, string>();
  const items = correction?.items ?? [];
  const count = (code: string) => items.filter(({ field }) => field === code).length;

  async function answer(answers: string[], key: string): Promise<unknown> {
    const supplement = changed ? supplementOf(kind, typed.value, own) : null;
    const body = { version, answers, supplement };
    const result = await send('employer', 'answerCorrection', { params: { id }, body }, key);
    typed.forget();
    return result;
  }

  return (
    <>
      {correction !== null && (
        <CorrectionItems
          correction={correction}
          way={({ field }) => field !== null && <WayToField name={inputOfField(field, kind)} />}
        />
      )}
      <FieldNotes.Provider value={fieldNotes(items, kind)}>
        {count('files.sealed-form') > 0 && (
          <MendPart title="签字盖章的申请表" items={count('files.sealed-form')}>
            <SealedForm application={application} onReady={onChanged} />
          </MendPart>
        )}
        {count('supplement') > 0 && (
          <MendPart title="企业补充信息" items={count('supplement')}>
            <SupplementFields
              kind={kind}
              own={own}
              form={typed.value}
              problems={asked ? problems : new Map()}
              onChange={typed.change}
            />
          </MendPart>
        )}
      </FieldNotes.Provider>
      <CorrectionForm
        application={application}
        answer={answer}
        onDone={onChanged}
        further={problems}
        onAttempt={() => setAsked(true)}
      />
    </>
  );
}

interface SealedFormProps {
  readonly application: ApplicationView;
  readonly onReady: () => void;
}

function SealedForm({ application: { id, files }, onReady }: SealedFormProps) {
  return (
    <UploadField
      target={{ api: 'employer', applicationId: id, slot: 'sealed-form' }}
      file={files.find(({ slot, status }) => slot === 'sealed-form' && status === 'ready')}
      address={(fileId) => send('employer', 'downloadFile', { params: { id, fileId } })}
      onReady={onReady}
    />
  );
}
