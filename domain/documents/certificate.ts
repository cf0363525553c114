import type { Application } from '../application.ts';
import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import { type CertificateContent, type DocumentField } from '../documents.ts';
import { birthAndSex } from '../identity-documents.ts';
import { professions } from '../professions.ts';
import type { Registration } from '../registration.ts';
import { certifiedTerms } from './terms.ts';

/** The electronic certificate of a registration, with the address at which anybody verifies it. */
export function certificateContent(
  application: Application,
  registration: Registration,
  issuedOn: CalendarDate,
  verifyUrl: string,
): CertificateContent {
  const { certificateTitle, certificateIssuer } = professions[registration.profession];
  const { birthDate, sex } = birthAndSex(application.applicant);
  const named = registration.employerQualification;
  const employerQualification: DocumentField[] =
    named === null ? [] : [{ label: '聘用企业资质', value: `${named.type}（${named.number}）` }];
  const zone: DocumentField[] = registration.zone === null ? [] : [{ label: '注册范围', value: registration.zone }];
  return {
    title: certificateTitle,
    number: registration.number,
    holder: registration.holderName,
    fields: [
      { label: '姓名', value: registration.holderName },
      { label: '性别', value: sex ?? '' },
      { label: '出生日期', value: birthDate === null ? '' : chineseDate(birthDate) },
      { label: '聘用企业', value: registration.employerName },
      ...employerQualification,
      ...zone,
      { label: '资格证号', value: application.qualification?.certificateNumber ?? '' },
      { label: '注册编号', value: registration.number },
      ...certifiedTerms(registration.terms),
    ],
    issuer: certificateIssuer,
    issuedOn: chineseDate(issuedOn),
    validUntil: chineseDate(registration.validUntil),
    note: registration.zone === null ? null : `本证书仅在${registration.zone}范围内有效。`,
    verifyUrl,
  };
}
