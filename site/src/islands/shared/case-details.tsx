import { contractKindNames } from '../../../../domain/application-parts.ts';
import { matterNames, asks, rowOf } from '../../../../domain/catalogue.ts';
import type { ApplicationView } from '../../../../api/application.ts';
import { professions } from '../../../../domain/professions.ts';
import { supplementText } from '../../../../domain/documents.ts';
import { emptyEntry, type EntryDraft } from '../../../../domain/entry-draft.ts';
import { entryFields, priorRegistrationFields } from '../../../../domain/papers/entry-papers.ts';
import { Details } from './details.tsx';

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
          ...(draft.specialties.length > 0 ? [{ label: '申请注册专业', value: draft.specialties.join('、') }] : []),
          { label: '资格证号', value: qualification?.certificateNumber ?? null },
          { label: '取得时间', value: qualification?.obtainedOn ?? null },
          { label: '取得地', value: qualification?.province ?? null },
        ]}
      />
      <ApplicantDetails application={application} />
      {isEntry ? <EntryDetails entry={draft.entry ?? emptyEntry} /> : <EmploymentDetails application={application} />}
    </>
  );
}

/** The applicant as the application says. */
export function ApplicantDetails({ application: { applicant } }: { readonly application: ApplicationView }) {
  return (
    <Details
      title="申请人"
      items={[
        { label: '姓名', value: applicant.name },
        { label: '证件类型', value: applicant.idType },
        { label: '证件号码', value: applicant.idNumber },
        { label: '手机号码', value: applicant.mobile },
        { label: '民族', value: applicant.ethnicity },
        { label: '最高学历', value: applicant.education },
        { label: '毕业院校', value: applicant.school },
        { label: '所学专业', value: applicant.major },
        { label: '毕业时间', value: applicant.graduatedOn },
        { label: '通讯地址', value: applicant.address, wide: true },
      ]}
    />
  );
}

/** The employment that the application rests on, with what the employer has added. */
export function EmploymentDetails({ application: { draft, supplement } }: { readonly application: ApplicationView }) {
  const { employment } = draft;
  const kind = employment.contractKind;
  return (
    <Details
      title="聘用信息"
      items={[
        { label: '聘用企业', value: employment.employerName, wide: true },
        { label: '统一社会信用代码', value: employment.employerCreditCode },
        { label: '工作岗位', value: employment.position },
        { label: '合同类型', value: kind === null ? null : contractKindNames[kind] },
        { label: '合同期限', value: period(employment.contractStart, employment.contractEnd), wide: true },
        { label: '聘用时间', value: period(employment.employmentStart, employment.employmentEnd), wide: true },
        ...(supplement === null || supplement.kind === 'none'
          ? []
          : [{ label: '企业补充信息', value: supplementText(supplement), wide: true }]),
      ]}
    />
  );
}

function EntryDetails({ entry }: { readonly entry: EntryDraft }) {
  const prior = priorRegistrationFields(entry);
  return (
    <>
      <Details title="省外资格信息" items={entryFields(entry)} />
      {prior.length > 0 && <Details title="原注册信息" items={prior} />}
    </>
  );
}

function period(start: string | null, end: string | null): string | null {
  return start === null ? null : `${start} 至 ${end ?? '长期'}`;
}
