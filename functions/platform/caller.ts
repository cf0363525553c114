import * as z from 'zod';
import { normalName } from '../../domain/identifiers.ts';
import { type StaffRole, staffRoles } from '../../domain/staff-access.ts';
import { typedCreditCode, typedNumber } from '../../domain/typed.ts';
import { personIdOf } from './identity-key.ts';

/** A natural person. `personId` is the keyed hash of the identity document. */
export interface PersonCaller {
  readonly party: 'person';
  readonly personId: string;
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
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

// Claims are brought to their normal form here and nowhere else: blanks, full-width forms and small letters make no other person or company.
const numberClaim = z.string().transform(typedNumber).pipe(z.string().min(1));
const creditCodeClaim = z.string().transform(typedCreditCode).pipe(z.string().min(1));
const nameClaim = z.string().transform(normalName).pipe(z.string().min(1));

const personClaims = z.object({
  party: z.literal('person'),
  name: nameClaim,
  id_type: z.string().min(1),
  id_number: numberClaim,
  phone: z.string().optional(),
});
const companyClaims = z.object({
  party: z.literal('legal-person'),
  name: nameClaim,
  credit_code: creditCodeClaim,
  representative: nameClaim,
});
// API Gateway writes an array claim as "[a b]".
const roleList = z.string().transform((text) => {
  const names = text.replace(/^\[|\]$/g, '').split(/[\s,]+/);
  return staffRoles.filter((role) => names.includes(role));
});
const staffClaims = z.object({
  party: z.literal('staff'),
  sub: z.string().min(1),
  name: z.string().min(1),
  roles: roleList.default([]),
  id_number: z.string().optional(),
});

const idTypeNames: Readonly<Record<string, string>> = { 'resident-identity-card': '居民身份证' };

/** The person that verified claims name; undefined when they name none. */
export async function personFrom(claims: unknown): Promise<PersonCaller | undefined> {
  const parsed = personClaims.safeParse(claims).data;
  if (parsed === undefined) return undefined;
  return {
    party: 'person',
    personId: await personIdOf(parsed.id_number),
    name: parsed.name,
    idType: idTypeNames[parsed.id_type] ?? parsed.id_type,
    idNumber: parsed.id_number,
    phone: parsed.phone ?? null,
  };
}

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
  const number = normalizedNumber(idNumber);
  return { party, staffId, name, roles, personId: number === '' ? null : await personIdOf(number) };
}

/** Anybody, whatever the claims. */
export function anyone(): AnonymousCaller {
  return { party: 'anyone' };
}

// Directories of staff are kept by hand: full-width digits, blanks and a small x name the same person.
function normalizedNumber(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
