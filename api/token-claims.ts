import * as z from 'zod';
import { normalName } from '../domain/identifiers.ts';
import { staffRoles } from '../domain/staff-access.ts';
import { typedCreditCode, typedIdentityNumber } from '../domain/typed.ts';

/**
 * The claims of access tokens that are read, and nothing else of them (docs/identity.md): what the issuers and a broker before them must give. They
 * are brought to their normal form here and nowhere else: blanks, full-width forms and small letters make no other person or company.
 */
const numberClaim = z.string().transform(typedIdentityNumber).pipe(z.string().min(1));
const creditCodeClaim = z.string().transform(typedCreditCode).pipe(z.string().min(1));
const nameClaim = z.string().transform(normalName).pipe(z.string().min(1));

/** A natural person. */
export const personClaims = z.object({
  party: z.literal('person'),
  name: nameClaim,
  id_type: z.string().min(1),
  id_number: numberClaim,
  birth_date: z.string().optional(),
  sex: z.string().optional(),
  phone: z.string().optional(),
});

/** A company, by whoever signed in for it. */
export const companyClaims = z.object({
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

/** A member of the department's staff. */
export const staffClaims = z.object({
  party: z.literal('staff'),
  sub: z.string().min(1),
  name: z.string().min(1),
  roles: roleList.default([]),
  id_number: z.string().optional(),
});
