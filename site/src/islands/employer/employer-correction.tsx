import type { ApplicationView } from '../../../../api/application.ts';
import { send } from '../../lib/send.ts';
import { CorrectionForm } from '../shared/correction-form.tsx';
import { UploadField } from '../shared/upload-field.tsx';

interface EmployerCorrectionProps {
  readonly application: ApplicationView;
  readonly onChanged: () => void;
}

/** A notice of correction to the employer: a new scan where the notice asks for one, and an answer to each item. */
export function EmployerCorrection({ application, onChanged }: EmployerCorrectionProps) {
  const { id, version } = application;
  const sealed = application.files.find(({ slot, status }) => slot === 'sealed-form' && status === 'ready');
  return (
    <>
      <details class="panel">
        <summary>需要更换签字盖章的申请表</summary>
        <UploadField
          target={{ api: 'employer', applicationId: id, slot: 'sealed-form' }}
          file={sealed}
          address={(fileId) => send('employer', 'downloadFile', { params: { id, fileId } })}
          onReady={onChanged}
        />
      </details>
      <CorrectionForm
        application={application}
        answer={(answers, key) =>
          send('employer', 'answerCorrection', { params: { id }, body: { version, answers } }, key)
        }
        onDone={onChanged}
      />
    </>
  );
}
