import type { CorrectionItem } from './application.ts';
import { declarationCodes } from './declarations.ts';

/**
 * What makes an application another one: others committed to exactly this employer, registration and identity. Where one of them is wrong the
 * application is not accepted or is withdrawn, and applied for anew.
 */
export const fieldsOfAnotherApplication: readonly string[] = [
  'registrationNumber',
  'formerIdNumber',
  'employment.employerCreditCode',
  'employment.employerName',
];

/** Fields that a rule ties to one that is named: they can be mended with it. */
const tiedFields: Readonly<Record<string, readonly string[]>> = {
  qualificationId: ['specialties'],
  // Named together, answered one by one.
  declarations: declarationCodes.map((code) => `declarations.${code}`),
  'employment.contractKind': [
    'employment.contractStart',
    'employment.contractEnd',
    'employment.employmentStart',
    'employment.employmentEnd',
  ],
  'employment.contractStart': ['employment.employmentStart'],
  'employment.contractEnd': ['employment.employmentEnd'],
  'employment.employmentStart': ['employment.contractStart'],
  'employment.employmentEnd': ['employment.contractEnd'],
  'entry.registeredBefore': [
    'entry.priorRegistration.number',
    'entry.priorRegistration.province',
    'entry.priorRegistration.employerName',
    'entry.priorRegistration.validFrom',
    'entry.priorRegistration.validUntil',
  ],
};

/** The codes of the fields and files that an answer to a notice may change: those that it names, and those tied to them. */
export function openFields(items: readonly Pick<CorrectionItem, 'field'>[]): ReadonlySet<string> {
  const named = items.flatMap(({ field }) => (field == null ? [] : [field, ...(tiedFields[field] ?? [])]));
  return new Set(named.filter((field) => !fieldsOfAnotherApplication.includes(field)));
}
