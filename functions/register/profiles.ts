import type { EmployerProfile, PractitionerProfile } from '../../domain/application-parts.ts';
import { birthAndSex } from '../../domain/identity-documents.ts';
import type { CompanyCaller, PersonCaller } from '../platform/caller.ts';
import { type EmployerItem, EmployerEntity, type PractitionerItem } from '../records/entities.ts';

/** A practitioner's profile: what the identity platform says now, with what the person has added. */
export function practitionerProfile(caller: PersonCaller, item: PractitionerItem | undefined): PractitionerProfile {
  return {
    name: caller.name,
    idType: caller.idType,
    idNumber: caller.idNumber,
    ...birthAndSex(caller),
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
