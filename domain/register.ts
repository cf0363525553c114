import { type Application, type CompanyQualification, rowOf } from './application.ts';
import { addDays, addYears, type CalendarDate } from './calendar-dates.ts';
import { type ProfessionCode, professions } from './catalogue.ts';

/** An entry of the register. Valid from the first to the last day, both included. */
export interface Registration {
  readonly number: string;
  readonly profession: ProfessionCode;
  readonly specialties: readonly string[];
  /** The zone to which the registration is confined; null: the whole province. */
  readonly zone: string | null;
  readonly holderName: string;
  readonly employerName: string;
  readonly employerCreditCode: string;
  /** The company qualification that the employer has named; absent or null: none. */
  readonly employerQualification?: CompanyQualification | null;
  readonly validFrom: CalendarDate;
  readonly validUntil: CalendarDate;
}

/**
 * What approval of a first registration, provincial or of a zone, writes into the register. Takes the approved application, the number drawn for it
 * and the day of approval; the registration lasts the profession's years, to the day before the anniversary.
 */
export function newRegistration(application: Application, number: string, approvedOn: CalendarDate): Registration {
  const { supplement } = application;
  return {
    number,
    profession: application.profession,
    specialties: application.draft.specialties,
    zone: rowOf(application).zone?.name ?? null,
    holderName: application.applicant.name,
    employerName: application.draft.employment.employerName ?? '',
    employerCreditCode: application.draft.employment.employerCreditCode ?? '',
    employerQualification: supplement?.kind === 'company-qualification' ? supplement.qualification : null,
    validFrom: approvedOn,
    validUntil: addDays(addYears(approvedOn, professions[application.profession].validYears), -1),
  };
}

/** What the register says of an entry on a day. */
export function registrationStatus(
  registration: Pick<Registration, 'validFrom' | 'validUntil'>,
  today: CalendarDate,
): 'valid' | 'expired' {
  return today <= registration.validUntil ? 'valid' : 'expired';
}
