import { rowOf } from '../../../../domain/application.ts';
import { send } from '../../session/send.ts';
import { UploadField } from '../shared/upload-field.tsx';
import type { StepProps } from './qualification-step.tsx';

/** Step 2: the photo and the labor contract, each inspected right after its upload. */
export function FilesStep({
  application,
  messages,
  onChanged,
}: Omit<StepProps, 'draft'> & { readonly onChanged: () => void }) {
  const { id } = application;
  return (
    <>
      {rowOf(application).practitionerFiles.map((slot) => (
        <UploadField
          key={slot}
          target={{ api: 'practitioner', applicationId: id, slot }}
          file={application.files.find((file) => file.slot === slot && file.status === 'ready')}
          address={(fileId) => send('practitioner', 'downloadFile', { params: { id, fileId } })}
          onReady={onChanged}
          error={messages.get(`files.${slot}`)}
        />
      ))}
    </>
  );
}
