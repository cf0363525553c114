/** Who signed in: a natural person, a legal person or a member of the department's staff. */
export const sessionParties = ['person', 'legal-person', 'staff'] as const;
export type SessionParty = (typeof sessionParties)[number];

/** The names of the parties as the sign-in page writes them. */
export const partyNames: Readonly<Record<SessionParty, string>> = {
  person: '个人',
  'legal-person': '法人',
  staff: '工作人员',
};

/** A sign-in of this browser tab. Instants are milliseconds since 1970. */
export interface Session {
  readonly party: SessionParty;
  readonly name: string;
  /** Staff roles; empty for the other parties. */
  readonly roles: readonly string[];
  readonly accessToken: string;
  readonly idToken: string;
  readonly expiresAt: number;
  /** Where the issuer ends its own session; null when it has no such place. */
  readonly endSessionUrl: string | null;
}

/** The part of `Storage` that sessions need; `sessionStorage` in a page. */
export type SessionStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'session';
/** A token that ends within this time is not used any more: the request would arrive after its end. */
const marginMilliseconds = 5000;

/** Keeps a session for this tab. */
export function keepSession(storage: SessionStorage, session: Session): void {
  storage.setItem(key, JSON.stringify(session));
}

/** Forgets the session. */
export function forgetSession(storage: SessionStorage): void {
  storage.removeItem(key);
}

/** The session of this tab; null when there is none or it has ended at `now` (milliseconds since 1970). */
export function readSession(storage: SessionStorage, now: number): Session | null {
  const session = sessionOf(parse(storage.getItem(key)));
  return session !== null && session.expiresAt - marginMilliseconds > now ? session : null;
}

/** The claims of a JWT, unverified: good for a greeting, never for a decision. An empty object when the text is no JWT. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const payload = token.split('.')[1];
  if (payload === undefined) return {};
  try {
    const binary = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const claims = parse(new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0))));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}

/** The session that the tokens of a sign-in make; null when no party that this site serves signed in. */
export function sessionOfTokens(
  tokens: Pick<Session, 'accessToken' | 'idToken' | 'expiresAt' | 'endSessionUrl'>,
): Session | null {
  // The identity token is meant for the site; roles stand in the access token only.
  const claims = { ...claimsOf(tokens.accessToken), ...claimsOf(tokens.idToken) };
  return sessionOf({ ...tokens, party: claims['party'], name: claims['name'], roles: claims['roles'] ?? [] });
}

function sessionOf(value: unknown): Session | null {
  if (!isRecord(value)) return null;
  const { name, accessToken, idToken, expiresAt, endSessionUrl, roles } = value;
  const party = sessionParties.find((candidate) => candidate === value['party']);
  if (party === undefined || typeof name !== 'string' || typeof expiresAt !== 'number') return null;
  if (typeof accessToken !== 'string' || typeof idToken !== 'string') return null;
  return {
    party,
    name,
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    accessToken,
    idToken,
    expiresAt,
    endSessionUrl: typeof endSessionUrl === 'string' ? endSessionUrl : null,
  };
}

function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
