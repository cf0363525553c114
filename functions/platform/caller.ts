import { companyClaims, personClaims, staffClaims } from '../../api/token-claims.ts';
import { type CalendarDate, isCalendarDate } from '../../domain/calendar-dates.ts';
import { identityDocumentKinds, isIdentityDocumentCode, type Sex } from '../../domain/identity-documents.ts';
import type { StaffRole } from '../../domain/staff-access.ts';
import { typedIdentityNumber } from '../../domain/typed.ts';
import { personIdOf } from './identity-key.ts';

/** A natural person. `personId` is the keyed hash of the identity document. */
export interface PersonCaller {
  readonly party: 'person';
  readonly personId: string;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
  /** What the platform says beside the number; null where it says nothing. */
  readonly birthDate: CalendarDate | null;
  readonly sex: Sex | null;
  readonly phone: string | null;
}

/** A company, by whoever signed in for it. */
export interface CompanyCaller {
  readonly party: 'legal-person';
  readonly creditCode: string;
  readonly name: string;
  readonly representative: string;
}

/** A member of the department's staff. */
export interface StaffCaller {
  readonly party: 'staff';
  readonly staffId: string;
  /** Whose own cases are not to be handled; null where the directory gives no identity number. */
  readonly personId: string | null;
  readonly name: string;
  readonly roles: readonly StaffRole[];
}

/** Nobody in particular, on endpoints that need no sign-in. */
export interface AnonymousCaller {
  readonly party: 'anyone';
}

export type Caller = PersonCaller | CompanyCaller | StaffCaller | AnonymousCaller;

/**
 * The person that verified claims name; undefined when they name none. A number that is none of the kind that the claims name is nobody's: what is stored of
 * a person hangs on the number alone, so that a kind must not pass for another's.
 */
export async function personFrom(claims: unknown): Promise<PersonCaller | undefined> {
  const parsed = personClaims.safeParse(claims).data;
  if (parsed === undefined || !isIdentityDocumentCode(parsed.id_type)) return undefined;
  const { name: idType, read } = identityDocumentKinds[parsed.id_type];
  if (read(parsed.id_number) === undefined) return undefined;
  const { birth_date: birthDate = '', sex } = parsed;
  return {
    party: 'person',
    personId: await personIdOf(parsed.id_number),
    name: parsed.name,
    idType,
    idNumber: parsed.id_number,
    birthDate: isCalendarDate(birthDate) ? birthDate : null,
    sex: sex === undefined ? null : (sexClaims.get(sex) ?? null),
    phone: parsed.phone ?? null,
  };
}

// OpenID Connect Core 5.1 `gender`, and the codes of GB/T 2261.1.
const sexClaims: ReadonlyMap<string, Sex> = new Map([
  ['male', '男'],
  ['1', '男'],
  ['男', '男'],
  ['female', '女'],
  ['2', '女'],
  ['女', '女'],
]);

/** The company that verified claims name; undefined when they name none. */
export function companyFrom(claims: unknown): CompanyCaller | undefined {
  const parsed = companyClaims.safeParse(claims).data;
  if (parsed === undefined) return undefined;
  const { party, credit_code: creditCode, name, representative } = parsed;
  return { party, creditCode, name, representative };
}

/** The member of staff that verified claims name; undefined when they name none. Without a role they may do and read nothing. */
export async function staffFrom(claims: unknown): Promise<StaffCaller | undefined> {
  const parsed = staffClaims.safeParse(claims).data;
  if (parsed === undefined) return undefined;
  const { party, sub: staffId, name, roles, id_number: idNumber = '' } = parsed;
  const number = typedIdentityNumber(idNumber);
  return { party, staffId, name, roles, personId: number === '' ? null : await personIdOf(number) };
}

/** Anybody, whatever the claims. */
export function anyone(): AnonymousCaller {
  return { party: 'anyone' };
}
