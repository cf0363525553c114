import { ownFilesOf, rowOf } from '../../../../domain/catalogue.ts';
import { send } from '../../session/send.ts';
import { useContext } from 'preact/hooks';
import { OpenFields } from '../shared/field-note.tsx';
import { UploadField } from '../shared/upload-field.tsx';
import type { StepProps } from './qualification-step.tsx';

/** Step 2: the photo and the labor contract, each inspected right after its upload; in a correction those that the notice names. */
export function FilesStep({
  application,
  messages,
  onChanged,
}: Omit<StepProps, 'draft'> & { readonly onChanged: () => void }) {
  const { id } = application;
  const open = useContext(OpenFields);
  const row = rowOf(application);
  const slots = ownFilesOf(row).filter((slot) => open === null || open.has(`files.${slot}`));
  return (
    <>
      {slots.map((slot) => (
        <UploadField
          key={slot}
          target={{ api: 'practitioner', applicationId: id, slot }}
          file={application.files.find((file) => file.slot === slot && file.status === 'ready')}
          address={(fileId) => send('practitioner', 'downloadFile', { params: { id, fileId } })}
          onReady={onChanged}
          optional={row.optionalFiles.includes(slot)}
          error={messages.get(`files.${slot}`)}
        />
      ))}
    </>
  );
}
