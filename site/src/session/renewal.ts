import { send } from './send.ts';
import { keepSession, type Session } from './session.ts';
import { renewSession } from './sign-in.ts';
import { tab } from './tab.ts';

/**
 * Renews the session of all tabs without its user. Answers whether it is good again: another tab may have renewed it already. False when the
 * issuer renews nothing, or cannot be reached.
 */
export async function renew(): Promise<boolean> {
  // A refresh token can be used once: two tabs that use the same one would lose the session.
  return 'locks' in navigator ? await navigator.locks.request('session-renewal', renewHere) : await renewHere();
}

async function renewHere(): Promise<boolean> {
  const session = tab.session();
  if (session === null || tab.standing() === 'good') return session !== null;
  const renewed = await attempt(session);
  if (renewed !== null) keepSession(localStorage, renewed);
  return renewed !== null;
}

async function attempt(session: Session): Promise<Session | null> {
  try {
    return await renewSession(await send('public', 'getConfiguration', {}), session);
  } catch {
    // Nothing is lost yet: the next attempt or the user's own goes on.
    return null;
  }
}
