import type { ApplicationDraft, Qualification, RegistrationElsewhere } from '../../domain/application-parts.ts';
import type { ProfessionCode } from '../../domain/professions.ts';
import { type ApplicationItem, GuardEntity } from '../records/entities.ts';
import { certificateGuard, qualificationIdOf } from '../records/qualifications.ts';

/** The qualification that an out-of-province entry asks for; null until what names it is filled in. */
export function enteredQualification(profession: ProfessionCode, draft: ApplicationDraft): Qualification | null {
  const { certificateNumber, issuedOn, examinationProvince } = draft.entry ?? {};
  if (certificateNumber == null || issuedOn == null || examinationProvince == null) return null;
  return {
    id: qualificationIdOf({ profession, certificateNumber }),
    profession,
    certificateNumber,
    specialties: [],
    obtainedOn: issuedOn,
    province: examinationProvince,
    source: 'out-of-province',
    elsewhere: enteredRegistration(draft),
  };
}

/** The registration elsewhere that an entry names; null for none, and until it is filled in. */
function enteredRegistration({ entry }: ApplicationDraft): RegistrationElsewhere | null {
  const { number, province, validUntil } = entry?.priorRegistration ?? {};
  if (entry?.registeredBefore !== true || number == null || province == null || validUntil == null) return null;
  return { number, province, validUntil };
}

/**
 * True when a certificate stands in the provincial list or in an approved entry, anybody's. An entry that is submitted already is not in the way of
 * what the list has learnt of its own applicant since.
 */
export async function isCertificateTaken(item: ApplicationItem, wanted: Qualification | null): Promise<boolean> {
  if (wanted === null) return false;
  const { data } = await GuardEntity.get(certificateGuard(wanted)).go({ consistent: true });
  if (data === null) return false;
  return wanted.id !== item.qualification?.id || data.holder !== item.personId;
}
