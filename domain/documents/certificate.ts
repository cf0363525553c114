import type { Application } from '../application.ts';
import { type CalendarDate, chineseDate } from '../calendar-dates.ts';
import { authority, type CertificateContent, type DocumentField } from '../documents.ts';
import { parseResidentIdentityNumber } from '../identifiers.ts';
import { professions } from '../professions.ts';
import type { Registration } from '../registration.ts';

/** The electronic certificate of a registration, with the address at which anybody verifies it. */
export function certificateContent(
  application: Application,
  registration: Registration,
  issuedOn: CalendarDate,
  verifyUrl: string,
): CertificateContent {
  const identity = parseResidentIdentityNumber(application.applicant.idNumber);
  const specialties: DocumentField[] =
    registration.specialties.length === 0 ? [] : [{ label: '注册专业', value: registration.specialties.join('、') }];
  const named = registration.employerQualification;
  const employerQualification: DocumentField[] =
    named === null ? [] : [{ label: '聘用企业资质', value: `${named.type}（${named.number}）` }];
  const zone: DocumentField[] = registration.zone === null ? [] : [{ label: '注册范围', value: registration.zone }];
  return {
    title: `中华人民共和国${professions[registration.profession].name}注册证书`,
    number: registration.number,
    holder: registration.holderName,
    fields: [
      { label: '姓名', value: registration.holderName },
      { label: '性别', value: identity?.sex ?? '' },
      { label: '出生日期', value: identity === undefined ? '' : chineseDate(identity.birthDate) },
      { label: '聘用企业', value: registration.employerName },
      ...employerQualification,
      ...specialties,
      ...zone,
      { label: '资格证号', value: application.qualification?.certificateNumber ?? '' },
      { label: '注册编号', value: registration.number },
      { label: '有效期', value: `${chineseDate(registration.validFrom)}至${chineseDate(registration.validUntil)}` },
    ],
    issuer: authority,
    issuedOn: chineseDate(issuedOn),
    validUntil: chineseDate(registration.validUntil),
    note: registration.zone === null ? null : `本证书仅在${registration.zone}范围内有效。`,
    verifyUrl,
  };
}
