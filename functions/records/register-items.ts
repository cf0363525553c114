import type { Bar } from '../../domain/bars.ts';
import type { Qualification } from '../../domain/application-parts.ts';
import type { RegisterEntry } from '../../domain/registration.ts';
import type { HeldQualification } from '../../domain/outcome.ts';
import type { BarItem, QualificationItem, RegistrationItem } from './entities.ts';

/** An entry of the register as the domain sees it: what the table leaves out is null. */
export function entryOf({ protectedBy, protectedSpecialties, ...item }: RegistrationItem): RegisterEntry {
  return {
    ...item,
    protection:
      protectedBy === undefined ? null : { applicationId: protectedBy, specialties: protectedSpecialties ?? [] },
    lapsedOn: item.lapsedOn ?? null,
    employerQualification: item.employerQualification ?? null,
    zone: item.zone ?? null,
    qualificationId: item.qualificationId ?? null,
    cancelledOn: item.cancelledOn ?? null,
    cancellationGround: item.cancellationGround ?? null,
    applicationId: item.applicationId ?? null,
    supplementApplicationId: item.supplementApplicationId ?? null,
    suspension: item.suspension ?? null,
    lock: item.lock ?? null,
    certificateDocumentId: item.certificateDocumentId ?? null,
  };
}

/** An entry of the register as the table keeps it. */
export function entryItem(entry: RegisterEntry): RegistrationItem {
  const { employerQualification, zone, qualificationId, cancelledOn, cancellationGround, ...rest } = entry;
  const { applicationId, supplementApplicationId, certificateDocumentId, ...others } = rest;
  const { protection, lapsedOn, suspension, lock, ...always } = others;
  return {
    ...always,
    specialties: [...always.specialties],
    ...(employerQualification === null ? {} : { employerQualification }),
    ...(zone === null ? {} : { zone }),
    ...(qualificationId === null ? {} : { qualificationId }),
    ...(cancelledOn === null ? {} : { cancelledOn }),
    ...(cancellationGround === null ? {} : { cancellationGround }),
    ...(protection === null
      ? {}
      : { protectedBy: protection.applicationId, protectedSpecialties: protection.specialties }),
    ...(lapsedOn === null ? {} : { lapsedOn }),
    ...(applicationId === null ? {} : { applicationId }),
    ...(suspension === null ? {} : { suspension }),
    ...(lock === null ? {} : { lock }),
    ...(supplementApplicationId === null ? {} : { supplementApplicationId }),
    ...(certificateDocumentId === null ? {} : { certificateDocumentId }),
  };
}

/** What keeps a person from registering again, as the domain sees it. */
export function barOf(item: BarItem): Bar {
  const { specialties, ...bar } = item;
  return { ...bar, until: item.until ?? null, ...(specialties === undefined ? {} : { specialties }) };
}

/** The same as the table keeps it. */
export function barItem({ until, specialties, ...bar }: Bar): BarItem {
  return {
    ...bar,
    ...(until === null ? {} : { until }),
    ...(specialties === undefined ? {} : { specialties: [...specialties] }),
  };
}

/** A qualification as rules and documents see it. */
export function qualificationOf(item: QualificationItem): Qualification {
  const { qualificationId: id, profession, certificateNumber, specialties, obtainedOn, province } = item;
  return {
    id,
    profession,
    certificateNumber,
    specialties,
    obtainedOn,
    province,
    source: item.source ?? 'provincial-list',
    elsewhere: item.elsewhere ?? null,
  };
}

/** A qualification with whose it is. */
export function heldQualificationOf(item: QualificationItem): HeldQualification {
  const { personId, holderName } = item;
  return { ...qualificationOf(item), personId, holderName };
}

/** A qualification as the table keeps it. */
export function qualificationItem({
  id,
  source,
  elsewhere,
  specialties,
  ...held
}: HeldQualification): QualificationItem {
  return {
    ...held,
    qualificationId: id,
    specialties: [...specialties],
    ...(source === 'provincial-list' ? {} : { source }),
    ...(elsewhere === null ? {} : { elsewhere }),
  };
}
