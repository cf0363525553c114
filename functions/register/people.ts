import type { RegistrationView } from '../../api/people.ts';
import type { PractitionerProfile, RegistrationSnapshot } from '../../domain/application.ts';
import type { CalendarDate } from '../../domain/calendar-dates.ts';
import { type EmployerProfile } from '../../domain/application.ts';
import { registrationStatus } from '../../domain/register.ts';
import type { CompanyCaller, PersonCaller } from '../platform/caller.ts';
import {
  type EmployerItem,
  EmployerEntity,
  type PractitionerItem,
  type RegistrationItem,
} from '../records/entities.ts';

/** A practitioner's profile: what the identity platform says now, with what the person has added. */
export function practitionerProfile(caller: PersonCaller, item: PractitionerItem | undefined): PractitionerProfile {
  return {
    name: caller.name,
    idType: caller.idType,
    idNumber: caller.idNumber,
    mobile: item?.mobile ?? caller.phone,
    email: item?.email ?? null,
    ethnicity: item?.ethnicity ?? null,
    education: item?.education ?? null,
    school: item?.school ?? null,
    major: item?.major ?? null,
    graduatedOn: item?.graduatedOn ?? null,
    address: item?.address ?? null,
  };
}

/** A company's profile: what the identity platform says now, with what the company has added. */
export function employerProfile(caller: CompanyCaller, item: EmployerItem | undefined): EmployerProfile {
  return {
    name: caller.name,
    creditCode: caller.creditCode,
    representative: caller.representative,
    division: item?.division ?? null,
    address: item?.address ?? null,
    contactName: item?.contactName ?? null,
    contactMobile: item?.contactMobile ?? null,
    qualifications: item?.qualifications ?? [],
  };
}

/** A company's stored profile; undefined before it has saved one. */
export async function readEmployer(creditCode: string): Promise<EmployerItem | undefined> {
  const { data } = await EmployerEntity.get({ creditCode }).go({ consistent: true });
  return data ?? undefined;
}

/** A registration as it stands now, for an application about it. */
export function registrationSnapshot(item: RegistrationFields): RegistrationSnapshot {
  const { number, profession, specialties, holderName, employerName, employerCreditCode, validUntil } = item;
  const zone = item.zone ?? null;
  return { number, profession, specialties, holderName, employerName, employerCreditCode, validUntil, zone };
}

type RegistrationFields = Omit<RegistrationSnapshot, 'zone'> & { readonly zone?: string | null };

/** An entry of the register as its holder, employer and the department see it on a day. */
export function registrationView(item: RegistrationItem, today: CalendarDate): RegistrationView {
  const { number, profession, specialties, holderName, validFrom, validUntil, applicationId } = item;
  return {
    number,
    profession,
    specialties: [...specialties],
    holderName,
    employerName: item.employerName,
    employerCreditCode: item.employerCreditCode,
    employerQualification: item.employerQualification ?? null,
    validFrom,
    validUntil,
    zone: item.zone ?? null,
    status: registrationStatus(item, today),
    certificateReady: item.certificateDocumentId !== undefined,
    applicationId: applicationId ?? null,
    cancelledOn: item.cancelledOn ?? null,
  };
}
