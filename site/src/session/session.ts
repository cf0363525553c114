/** Who signed in: a natural person, a legal person or a member of the department's staff. */
export const sessionParties = ['person', 'legal-person', 'staff'] as const;
export type SessionParty = (typeof sessionParties)[number];

/** The names of the parties as the sign-in page writes them. */
export const partyNames: Readonly<Record<SessionParty, string>> = {
  person: '个人',
  'legal-person': '法人',
  staff: '工作人员',
};

/** A sign-in of this browser, the same in all its tabs. Instants are milliseconds since 1970. */
export interface Session {
  readonly party: SessionParty;
  /** Whom the issuer means: two sessions of one party with different subjects are of different people. */
  readonly subject: string;
  readonly name: string;
  /** Staff roles; empty for the other parties. */
  readonly roles: readonly string[];
  readonly accessToken: string;
  readonly idToken: string;
  /** The refresh token; null where the issuer gives none. */
  readonly renewal: string | null;
  /** From when on it is renewed, or its end announced. */
  readonly renewAt: number;
  readonly expiresAt: number;
  /** Where the issuer ends its own session; null when it has no such place. */
  readonly endSessionUrl: string | null;
}

/** The part of `Storage` that sessions need; `localStorage` in a page. */
export type SessionStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The name under which sessions are kept, as events of the storage tell it. */
export const sessionKey = 'session';
/** A token that ends within this time is not used any more: the request would arrive after its end. */
const marginMilliseconds = 5000;

/** Keeps a session for all tabs. */
export function keepSession(storage: SessionStorage, session: Session): void {
  storage.setItem(sessionKey, JSON.stringify(session));
}

/** Forgets the session: somebody signed out. */
export function forgetSession(storage: SessionStorage): void {
  storage.removeItem(sessionKey);
}

/** Ends the session but remembers whose it was. What could be used to go on is forgotten. */
export function endSession(storage: SessionStorage): void {
  const session = storedSession(storage);
  if (session === null) return;
  keepSession(storage, { ...session, accessToken: '', renewal: null, renewAt: 0, expiresAt: 0 });
}

/** The session that was kept last, ended or not; null when nobody has signed in since the last sign-out. */
export function storedSession(storage: SessionStorage): Session | null {
  return sessionOf(parse(storage.getItem(sessionKey)));
}

/** True when the session can no longer be used at `now` (milliseconds since 1970). */
export function hasEnded({ expiresAt }: Session, now: number): boolean {
  return expiresAt - marginMilliseconds <= now;
}

/** The session of this browser; null when there is none or it has ended at `now` (milliseconds since 1970). */
export function readSession(storage: SessionStorage, now: number): Session | null {
  const session = storedSession(storage);
  return session === null || hasEnded(session, now) ? null : session;
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
  tokens: Pick<Session, 'accessToken' | 'idToken' | 'renewal' | 'renewAt' | 'expiresAt' | 'endSessionUrl'>,
): Session | null {
  // The identity token is meant for the site; roles stand in the access token only.
  const claims = { ...claimsOf(tokens.accessToken), ...claimsOf(tokens.idToken) };
  const { sub: subject, party, name, roles = [] } = claims;
  return sessionOf({ ...tokens, subject, party, name, roles });
}

function sessionOf(value: unknown): Session | null {
  if (!isRecord(value)) return null;
  const { name, subject, accessToken, idToken, renewal, renewAt, expiresAt, endSessionUrl, roles } = value;
  const party = sessionParties.find((candidate) => candidate === value['party']);
  if (party === undefined || typeof name !== 'string' || typeof expiresAt !== 'number') return null;
  if (typeof accessToken !== 'string' || typeof idToken !== 'string') return null;
  if (typeof subject !== 'string' || typeof renewAt !== 'number') return null;
  return {
    party,
    subject,
    name,
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    accessToken,
    idToken,
    renewal: typeof renewal === 'string' ? renewal : null,
    renewAt,
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
