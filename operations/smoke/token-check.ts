import * as z from 'zod';
import { companyClaims, personClaims, staffClaims } from '../../api/token-claims.ts';
import { identityDocumentKinds, isIdentityDocumentCode } from '../../domain/identity-documents.ts';

/** What a deployment says of its tokens: `GET /api/public/configuration`. */
export interface TokenExpectation {
  readonly province: { readonly issuer: string };
  readonly staff: { readonly issuer: string };
  readonly audience: string;
}

const headerSchema = z.looseObject({ alg: z.string(), kid: z.string().optional() });
const standardSchema = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  client_id: z.string().optional(),
  exp: z.number(),
  nbf: z.number().optional(),
  party: z.string().optional(),
});

const parties = { person: personClaims, 'legal-person': companyClaims, staff: staffClaims } as const;
type TokenParty = keyof typeof parties;

/**
 * Holds an access token to the contract of docs/identity.md, as API Gateway and the functions do but for the signature, which the authorizer of the deployment
 * checks. Answers one line for each thing that would keep its bearer out, or from what they may do; none when it fits. Never repeats a value of
 * the token, only names of claims.
 */
export function tokenProblems(token: string, expected: TokenExpectation, now: Date): string[] {
  const [header, given] = token.trim().split('.').map(partOf);
  const payload = asGatewayWrites(given);
  const head = headerSchema.safeParse(header).data;
  const standard = standardSchema.safeParse(payload).data;
  if (head === undefined || standard === undefined)
    return ['is no JWT with alg, iss and exp: opaque tokens are not read'];
  return [
    ...(head.alg === 'RS256' ? [] : [`alg: is ${head.alg}; API Gateway takes RSA keys alone: RS256`]),
    ...(head.kid === undefined ? ['kid: is missing from the header: API Gateway finds the key by it'] : []),
    ...timeProblems(standard, now),
    ...audienceProblems(standard, expected),
    ...partyProblems(payload, standard, expected),
  ];
}

type Standard = z.output<typeof standardSchema>;

function timeProblems({ exp, nbf = 0 }: Standard, now: Date): string[] {
  const seconds = now.getTime() / 1000;
  if (exp <= seconds) return ['exp: the token has expired'];
  return nbf > seconds ? ['nbf: the token is not valid yet'] : [];
}

// "Control access to HTTP APIs with JWT authorizers": aud, or client_id where there is no aud, must be one of the configured audiences.
function audienceProblems({ aud, client_id }: Standard, { audience }: TokenExpectation): string[] {
  const given = aud ?? client_id ?? [];
  return [given].flat().includes(audience) ? [] : [`aud: does not hold ${audience}`];
}

function partyProblems(payload: unknown, { iss, party = '' }: Standard, expected: TokenExpectation): string[] {
  if (!isParty(party)) return ['party: must be person, legal-person or staff; a broker adds it'];
  const { issuer } = party === 'staff' ? expected.staff : expected.province;
  const parsed = parties[party].safeParse(payload);
  return [
    ...(iss === issuer ? [] : [`iss: a token of the party ${party} must come from ${issuer}`]),
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...(party === 'person' && parsed.success ? documentProblems(personClaims.parse(payload)) : []),
    ...(party === 'staff' && parsed.success ? roleProblems(staffClaims.parse(payload)) : []),
  ];
}

function documentProblems({ id_type: type, id_number: number, ...known }: z.output<typeof personClaims>): string[] {
  if (!isIdentityDocumentCode(type)) return ['id_type: is no kind of identity document of docs/identity.md'];
  const reading = identityDocumentKinds[type].read(number);
  if (reading === undefined) return [`id_number: is no number of ${type} (${identityDocumentKinds[type].form})`];
  const missing = (['birth_date', 'sex'] as const).filter((claim) => known[claim] === undefined);
  return reading.birthDate === null
    ? missing.map((claim) => `${claim}: is needed, since the number does not say it`)
    : [];
}

function roleProblems({ roles, id_number: number }: z.output<typeof staffClaims>): string[] {
  return [
    ...(roles.length > 0 ? [] : ['roles: names none that is known, so its bearer may do nothing']),
    ...(number === undefined ? ['id_number: is missing, so nothing keeps its bearer from their own case'] : []),
  ];
}

/** API Gateway hands every claim to the functions as a text, an array as `[a b]`. */
function asGatewayWrites(payload: unknown): unknown {
  const claims = z.record(z.string(), z.unknown()).safeParse(payload).data;
  if (claims === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) && name !== 'aud' ? `[${value.join(' ')}]` : value,
    ]),
  );
}

function isParty(name: string): name is TokenParty {
  return Object.hasOwn(parties, name);
}

function partOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
