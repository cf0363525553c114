/** A natural person of the provincial platform. */
export interface PersonAccount {
  readonly id: string;
  readonly party: 'person';
  readonly name: string;
  /** Number of the identity document: a resident identity number (GB 11643) unless `document` says another kind. */
  readonly idNumber: string;
  /** Of those without a resident identity card: the kind, and what its number does not say. */
  readonly document?: {
    readonly idType: string;
    readonly birthDate: string;
    readonly sex: 'male' | 'female';
  };
  /** Mobile number, eleven digits. */
  readonly phone: string;
  /** One Chinese line for the login page: what this account is good for. */
  readonly note: string;
}

/** A legal person of the provincial platform. */
export interface CompanyAccount {
  readonly id: string;
  readonly party: 'legal-person';
  readonly name: string;
  /** Unified social credit code, GB 32100. */
  readonly creditCode: string;
  /** Name of the legal representative. */
  readonly representative: string;
  readonly note: string;
}

/** Roles that the department's staff directory knows. */
export type StaffRole = 'acceptance' | 'review' | 'decision' | 'registrar';

/** A member of the department's staff. */
export interface StaffAccount {
  readonly id: string;
  readonly party: 'staff';
  readonly name: string;
  /** Six digits of GB/T 2260; `320000` is the province itself. */
  readonly division: string;
  readonly roles: readonly StaffRole[];
  /** Resident identity number, so that nobody handles their own case. */
  readonly idNumber: string;
  readonly note: string;
}

/** A demonstration account. Everything about every account is invented. */
export type Account = PersonAccount | CompanyAccount | StaffAccount;

/** The three kinds of account, named as in the `party` claim. */
export type Party = Account['party'];

/** The two issuers: the provincial platform (natural and legal persons) and the department's staff directory. */
export type IssuerName = 'province' | 'staff';

/** Which issuer an account of this party signs in at. */
export function issuerOf(party: Party): IssuerName {
  return party === 'staff' ? 'staff' : 'province';
}

/** The claims of an account in its access token, beside the standard ones (`sub` is the account's id). */
export function claimsOf(account: Account): Record<string, unknown> {
  switch (account.party) {
    case 'person':
      return {
        party: account.party,
        name: account.name,
        id_type: account.document?.idType ?? 'resident-identity-card',
        id_number: account.idNumber,
        ...(account.document === undefined
          ? {}
          : { birth_date: account.document.birthDate, sex: account.document.sex }),
        phone: account.phone,
      };
    case 'legal-person':
      return {
        party: account.party,
        name: account.name,
        credit_code: account.creditCode,
        representative: account.representative,
      };
    case 'staff':
      return {
        party: account.party,
        name: account.name,
        division: account.division,
        roles: account.roles,
        id_number: account.idNumber,
      };
  }
}
