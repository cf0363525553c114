import { matterNames, asks, rowOf } from '../../../../domain/catalogue.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { labelOf, sectionNames } from '../../../../domain/application-fields.ts';
import { professions } from '../../../../domain/professions.ts';
import { supplementText } from '../../../../domain/documents.ts';
import { emptyEntry, type EntryDraft } from '../../../../domain/entry-draft.ts';
import { entryFields, priorRegistrationFields } from '../../../../domain/documents/entry.ts';
import {
  employmentCodes,
  pageDates,
  personCodes,
  qualificationCodes,
  type ShownCode,
  shownFields,
} from '../../../../domain/shown-fields.ts';
import { Details } from './details.tsx';
import { DeclarationDetails } from './declaration-details.tsx';

/** What the applicant declares, where the matter asks and the reader may see it. */
export function Declared({ application }: { readonly application: ApplicationView }) {
  const declared = rowOf(application).declares && Object.keys(application.draft.declarations).length > 0;
  return declared ? <DeclarationDetails application={application} /> : null;
}

/** Everything that an application says, for whoever looks at it. */
export function CaseDetails({ application }: { readonly application: ApplicationView }) {
  const { qualification, draft } = application;
  const isEntry = asks(rowOf(application).effect, 'entry');
  return (
    <>
      <Details
        title="申请事项"
        items={[
          { label: '职业', value: professions[application.profession].name },
          { label: '事项', value: matterNames[application.matter] },
          { label: '受理编号', value: application.number },
          ...(draft.specialties.length > 0
            ? [{ label: labelOf('specialties'), value: draft.specialties.join('、') }]
            : []),
          ...shownFields(qualificationCodes, { qualification }, pageDates),
        ]}
      />
      <ApplicantDetails application={application} />
      {isEntry ? <EntryDetails entry={draft.entry ?? emptyEntry} /> : <EmploymentDetails application={application} />}
      <Declared application={application} />
    </>
  );
}

// What the identity number says besides, and where mail goes, is for the form alone.
const ofForm: readonly ShownCode[] = ['profile.sex', 'profile.birthDate', 'profile.email'];
const applicantCodes = personCodes.filter((code) => !ofForm.includes(code));

/** The applicant as the application says. */
export function ApplicantDetails({ application: { applicant } }: { readonly application: ApplicationView }) {
  return <Details title="申请人" items={shownFields(applicantCodes, { applicant }, pageDates)} />;
}

/** The employment that the application rests on, with what the employer has added. */
export function EmploymentDetails({ application: { draft, supplement } }: { readonly application: ApplicationView }) {
  return (
    <Details
      title={sectionNames.employment}
      items={[
        ...shownFields(employmentCodes, { draft }, pageDates),
        ...(supplement === null || supplement.kind === 'none'
          ? []
          : [{ label: sectionNames.supplement, value: supplementText(supplement), wide: true }]),
      ]}
    />
  );
}

function EntryDetails({ entry }: { readonly entry: EntryDraft }) {
  const prior = priorRegistrationFields(entry);
  return (
    <>
      <Details title={sectionNames.entry} items={entryFields(entry)} />
      {prior.length > 0 && <Details title={sectionNames['prior-registration']} items={prior} />}
    </>
  );
}
