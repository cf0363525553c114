import type { Application } from '../application.ts';
import type { ApplicationDraft, PractitionerProfile } from '../application-parts.ts';
import type { DocumentContent, DocumentField } from '../documents.ts';
import { lifecycleFacts } from '../lifecycle-facts.ts';
import { employmentCodes, personCodes, shownFields } from '../shown-fields.ts';

/** The 基本信息 of a form, brought along from the profile. */
export function personFields(applicant: PractitionerProfile): DocumentField[] {
  return shownFields(personCodes, { applicant });
}

/** The 聘用信息 of a form. */
export function employmentFields(draft: ApplicationDraft): DocumentField[] {
  return shownFields(employmentCodes, { draft });
}

/** Who signs a form: the applicant, and the employer with its seal where it takes part. */
export function signaturesOf(application: Application): DocumentContent['signatures'] {
  const { employerStep } = lifecycleFacts(application);
  const own = { party: '申请人', lines: ['签字：', '日期：　　　年　　月　　日'] };
  const sealed = {
    party: '聘用企业',
    lines: ['法定代表人签字：', '（加盖公章）', '日期：　　　年　　月　　日'],
  };
  const office = { party: '经办人', lines: ['签字：', '日期：　　　年　　月　　日'] };
  switch (application.initiator) {
    case 'practitioner':
      return employerStep ? [own, sealed] : [own];
    case 'employer':
      return [sealed];
    case 'department':
      return [office];
  }
}

/** What whoever names a new or present employment promises of it. */
export const employmentStatements = [
  '与聘用企业存在真实的劳动关系，聘用时间与劳动合同一致，不存在“挂证”行为，不同时在两个及以上单位注册或者执业。',
];
