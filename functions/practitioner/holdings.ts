import type { Qualification } from '../../domain/application.ts';
import type { HeldRegistration } from '../../domain/submission-facts.ts';
import { registrationSnapshot } from '../register/register-view.ts';
import { type PractitionerItem, type QualificationItem, type RegistrationItem, table } from '../records/entities.ts';

/** Everything that is known of a person besides applications, read by one query. */
export interface Holdings {
  readonly profile: PractitionerItem | undefined;
  readonly qualifications: readonly QualificationItem[];
  readonly registrations: readonly RegistrationItem[];
}

/** Reads a person's profile, qualifications and registrations together. */
export async function readHoldings(personId: string): Promise<Holdings> {
  const { data } = await table.collections.person({ personId }).go({ pages: 'all', consistent: true });
  return { profile: data.practitioner[0], qualifications: data.qualification, registrations: data.registration };
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
  };
}

/** A registration as the rules see it. */
export function heldRegistration(item: RegistrationItem): HeldRegistration {
  return {
    ...registrationSnapshot(item),
    qualificationId: item.qualificationId ?? null,
    cancelledOn: item.cancelledOn ?? null,
  };
}
