import {
  endSession,
  forgetSession,
  hasEnded,
  readSession,
  type Session,
  sessionKey,
  type SessionStorage,
  storedSession,
} from './session.ts';

/**
 * How a tab stands to the session that all tabs share. `another`: somebody else has signed in meanwhile, in another tab;
 * `nobody`: the page was opened without a session, or its user has signed out.
 */
export type Standing = 'nobody' | 'good' | 'ending' | 'ended' | 'another';

/** One tab with its page: whose it is, and what it may do with the session. */
export interface Tab {
  /** The session that this page may use; null when it has ended, or is somebody else's than when the page was opened. */
  readonly session: () => Session | null;
  readonly standing: () => Standing;
  /** True when whoever used this page has signed out, here or in another tab. */
  readonly isSignedOut: () => boolean;
  /** Ends the session for all tabs: it is of no use any more. */
  readonly end: () => void;
  /** Forgets the session in all tabs, and what was typed in this one. */
  readonly signOut: () => void;
}

/** What a tab is made of: the storage of all tabs, its own, the time in milliseconds since 1970, and who is told of a change. */
export interface TabPorts {
  readonly shared: SessionStorage;
  readonly own: SessionStorage & Pick<Storage, 'clear'>;
  readonly now: () => number;
  readonly changed: () => void;
}

const ownerKey = 'owner';

/**
 * Makes the tab of a page. It belongs to the user of the first session that it sees: a page of one person never acts for another. What
 * somebody else typed into this tab before is forgotten.
 */
export function openTab({ shared, own, now, changed }: TabPorts): Tab {
  let owner: string | null = null;

  function stored(): Session | null {
    const session = storedSession(shared);
    if (session === null) return null;
    const ended = hasEnded(session, now());
    // What has ended is never gone on with, not even after the browser was closed in between.
    if (ended && session.renewal !== null) endSession(shared);
    if (owner === null && !ended) adopt(session);
    return session;
  }

  function adopt(session: Session): void {
    owner = ownerOf(session);
    const before = own.getItem(ownerKey);
    if (before !== null && before !== owner) own.clear();
    own.setItem(ownerKey, owner);
  }

  function standing(): Standing {
    const session = stored();
    if (owner === null || session === null) return 'nobody';
    if (ownerOf(session) !== owner) return 'another';
    if (hasEnded(session, now())) return 'ended';
    return session.renewAt <= now() ? 'ending' : 'good';
  }

  return {
    session: () => (['good', 'ending'].includes(standing()) ? readSession(shared, now()) : null),
    standing,
    isSignedOut: () => owner !== null && stored() === null,
    end: () => {
      endSession(shared);
      changed();
    },
    signOut: () => {
      own.clear();
      forgetSession(shared);
      changed();
    },
  };
}

function ownerOf({ party, subject }: Session): string {
  return `${party}:${subject}`;
}

const changeEvent = 'session-change';

/** The tab of this page. */
export const tab = openTab({
  // Not looked up before they are used: pages are also rendered where there is no browser.
  shared: lazily(() => localStorage),
  own: lazily(() => sessionStorage),
  now: () => Date.now(),
  changed: () => dispatchEvent(new Event(changeEvent)),
});

/** Calls back whenever the session changes, in this tab or another; answers how to stop that. */
export function onSessionChange(act: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener(changeEvent, act, { signal });
  addEventListener('storage', ({ key }) => (key === sessionKey || key === null) && act(), { signal });
  return () => stop.abort();
}

function lazily(storage: () => Storage): TabPorts['own'] {
  return {
    getItem: (key) => storage().getItem(key),
    setItem: (key, value) => storage().setItem(key, value),
    removeItem: (key) => storage().removeItem(key),
    clear: () => storage().clear(),
  };
}
