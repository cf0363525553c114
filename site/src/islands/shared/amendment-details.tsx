import { matterNames, effectOf, rowOf } from '../../../../domain/catalogue.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { changeFields, claimedSection, registrationFields } from '../../../../domain/documents/amendment.ts';
import { labelOf, sectionNames } from '../../../../domain/application-fields.ts';
import { professions } from '../../../../domain/professions.ts';
import { shownFields } from '../../../../domain/shown-fields.ts';
import { ApplicantDetails, CaseDetails, Declared, EmploymentDetails } from './case-details.tsx';
import { Details } from './details.tsx';

/** Everything that an application says, of an amendment what is registered and what shall be. */
export function ApplicationDetails({ application }: { readonly application: ApplicationView }) {
  return effectOf(application).amends === 'none' ? (
    <CaseDetails application={application} />
  ) : (
    <AmendmentDetails application={application} />
  );
}

/** Everything that an application about a registration says: what is registered and what shall be. */
export function AmendmentDetails({ application }: { readonly application: ApplicationView }) {
  const { qualification, initiator } = application;
  const change = changeFields(application);
  return (
    <>
      <Details
        title="申请事项"
        items={[
          { label: '职业', value: professions[application.profession].name },
          { label: '事项', value: matterNames[application.matter] },
          { label: '受理编号', value: application.number },
          ...(qualification === null ? [] : shownFields(['qualification.certificateNumber'], { qualification })),
        ]}
      />
      {change.length > 0 && <Details title="申请内容" items={change} />}
      {claimedSection(application).map(({ heading, fields }) => (
        <Details key={heading} title={heading} items={fields} />
      ))}
      <ConcernedRegistrations application={application} />
      {/* Who cancels another's registration is told nothing of that person but the name. */}
      {initiator === 'practitioner' && <ApplicantDetails application={application} />}
      {rowOf(application).asksEmployment && <EmploymentDetails application={application} />}
      <Declared application={application} />
    </>
  );
}

/** The registrations that an application is about, as they stood when it was submitted. */
export function ConcernedRegistrations({ application }: { readonly application: ApplicationView }) {
  return (
    <>
      {application.registrations.map((registration, index) => (
        <Details
          key={registration.number}
          title={index === 0 ? sectionNames.registration : '一并变更的注册'}
          items={[
            { label: labelOf('profile.name'), value: registration.holderName },
            ...registrationFields(registration),
          ]}
        />
      ))}
    </>
  );
}
