import { addYears, shanghaiDate } from '../../../../domain/calendar-dates.ts';
import { ownFilesOf, rowOf } from '../../../../domain/catalogue.ts';
import { standingElsewhere } from '../../../../domain/elsewhere-rules.ts';
import type { FileSlot } from '../../../../domain/file-slots.ts';
import { birthAndSex } from '../../../../domain/identity-documents.ts';
import { flexibleYears, retirementDate } from '../../../../domain/retirement.ts';
import type { PageFacts } from '../../forms/draft-form.ts';
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
  facts,
}: Omit<StepProps, 'draft'> & { readonly onChanged: () => void; readonly facts: PageFacts }) {
  const { id } = application;
  const open = useContext(OpenFields);
  const row = rowOf(application);
  const slots = ownFilesOf(row).filter((slot) =>
    open === null ? isForThem(slot, application, facts) : open.has(`files.${slot}`),
  );
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

/** Papers of a situation are shown to those alone who are in it. */
function isForThem(
  slot: FileSlot,
  application: StepProps['application'],
  { qualifications, today }: PageFacts,
): boolean {
  if (slot === 'retirement-proof') return isNearRetirement(application);
  const rests = qualifications.find(({ id }) => id === application.draft.qualificationId);
  return slot !== 'elsewhere-proof' || standingElsewhere(rests, today) !== null;
}

/** True for an applicant of an age at which somebody may have retired: nobody else is shown the papers of it. */
function isNearRetirement({ applicant }: Pick<StepProps['application'], 'applicant'>): boolean {
  const { birthDate, sex } = birthAndSex(applicant);
  if (birthDate === null || sex === null) return true;
  return addYears(retirementDate(birthDate, sex), -flexibleYears) <= shanghaiDate(new Date());
}
