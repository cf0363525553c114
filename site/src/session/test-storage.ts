import type { SessionStorage } from './session.ts';

/** A storage in memory, for tests. */
export function memoryStorage(): SessionStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

/** A JWT with these claims and no valid signature, for tests. */
export function unsignedToken(claims: Readonly<Record<string, unknown>>, algorithm = 'RS256'): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: algorithm, typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}
