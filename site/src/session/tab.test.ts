import { describe, expect, it, vi } from 'vitest';
import { endSession, forgetSession, keepSession, type Session } from './session.ts';
import { openTab } from './tab.ts';
import { memoryStorage } from './test-storage.ts';

const session: Session = {
  party: 'person',
  subject: 'p',
  name: '张明远',
  roles: [],
  accessToken: 'a',
  idToken: 'i',
  renewal: 'r',
  renewAt: 700_000,
  expiresAt: 1_000_000,
  endSessionUrl: null,
};
const other: Session = { ...session, subject: 'q', name: '王璐' };

function browser() {
  const shared = memoryStorage();
  const clock = { now: 0 };
  const open = (own = ownStorage()) => {
    const changed = vi.fn();
    return { own, changed, tab: openTab({ shared, own, now: () => clock.now, changed }) };
  };
  return { shared, clock, open };
}

function ownStorage() {
  const storage = memoryStorage();
  return { ...storage, clear: () => storage.entries.clear() };
}

describe('the tabs of a browser', () => {
  it('share one session', () => {
    const { shared, open } = browser();
    keepSession(shared, session);
    expect(open().tab.session()).toEqual(session);
    expect(open().tab.session()).toEqual(session);
  });

  it('know when it is to be renewed, and when it has ended', () => {
    const { shared, clock, open } = browser();
    keepSession(shared, session);
    const { tab } = open();
    const standings = [0, 699_999, 700_000, 994_999, 995_000].map((now) => {
      clock.now = now;
      return [tab.standing(), tab.session() !== null];
    });
    expect(standings).toEqual([
      ['good', true],
      ['good', true],
      ['ending', true],
      ['ending', true],
      ['ended', false],
    ]);
  });

  it('go on with what another tab has renewed', () => {
    const { shared, clock, open } = browser();
    keepSession(shared, session);
    const { tab } = open();
    tab.session();
    clock.now = 995_000;
    keepSession(shared, { ...session, renewAt: 1_700_000, expiresAt: 2_000_000 });
    expect(tab.standing()).toBe('good');
  });

  it('belong to nobody before a sign-in, and to whoever signs in first', () => {
    const { shared, open } = browser();
    const { tab } = open();
    expect([tab.standing(), tab.session(), tab.isSignedOut()]).toEqual(['nobody', null, false]);
    keepSession(shared, session);
    expect(tab.session()).toEqual(session);
  });

  it('never act for somebody else who signs in later', () => {
    const { shared, open } = browser();
    keepSession(shared, session);
    const { tab } = open();
    tab.session();
    keepSession(shared, other);
    expect([tab.standing(), tab.session()]).toEqual(['another', null]);
    keepSession(shared, session);
    expect(tab.session()).toEqual(session);
  });

  it('belong to nobody where an ended session is found', () => {
    const { shared, open } = browser();
    keepSession(shared, session);
    endSession(shared);
    expect(open().tab.standing()).toBe('nobody');
  });

  it('delete the refresh token of an ended session, whenever they find one', () => {
    const { shared, clock, open } = browser();
    keepSession(shared, session);
    clock.now = 995_000;
    open().tab.session();
    expect(shared.getItem('session')).not.toContain('"renewal":"r"');
  });

  it('are all signed out at once, and what was typed in the one is forgotten', () => {
    const { shared, open } = browser();
    keepSession(shared, session);
    const [first, second] = [open(), open()];
    first.tab.session();
    second.tab.session();
    first.own.setItem('typed:/a.html:f', 'x');
    first.tab.signOut();
    expect(first.changed).toHaveBeenCalledOnce();
    expect(first.own.getItem('typed:/a.html:f')).toBeNull();
    expect([first.tab.isSignedOut(), second.tab.isSignedOut()]).toEqual([true, true]);
    expect(second.tab.session()).toBeNull();
  });

  it('end a session for all, without forgetting whose they are', () => {
    const { shared, open } = browser();
    keepSession(shared, session);
    const [first, second] = [open(), open()];
    second.tab.session();
    first.tab.end();
    expect([second.tab.standing(), second.tab.isSignedOut()]).toEqual(['ended', false]);
  });
});

describe('what was typed in a tab', () => {
  const typed = 'typed:/practitioner/profile.html:profile';

  it('waits for the same person, through the end of a session', () => {
    const { shared, open } = browser();
    keepSession(shared, session);
    const { own, tab } = open();
    tab.session();
    own.setItem(typed, 'x');
    keepSession(shared, { ...session, accessToken: 'b' });
    open(own).tab.session();
    expect(own.getItem(typed)).toBe('x');
  });

  it('is never shown to somebody else', () => {
    const { shared, open } = browser();
    keepSession(shared, session);
    const { own, tab } = open();
    tab.session();
    own.setItem(typed, 'x');
    forgetSession(shared);
    keepSession(shared, other);
    open(own).tab.session();
    expect(own.getItem(typed)).toBeNull();
  });
});
