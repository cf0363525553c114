import { describe, expect, it } from 'vitest';
import {
  claimsOf,
  endSession,
  forgetSession,
  keepSession,
  readSession,
  type Session,
  sessionOfTokens,
  storedSession,
} from './session.ts';
import { memoryStorage, unsignedToken } from './test-storage.ts';

const session: Session = {
  party: 'person',
  subject: 'p',
  name: '贺𫖯舟',
  roles: [],
  accessToken: 'a',
  idToken: 'i',
  renewal: 'r',
  renewAt: 700_000,
  expiresAt: 1_000_000,
  endSessionUrl: null,
};

describe('a session', () => {
  it('is kept until it ends, and not used in its last seconds', () => {
    const storage = memoryStorage();
    keepSession(storage, session);
    expect(readSession(storage, 994_999)).toEqual(session);
    expect(readSession(storage, 995_000)).toBeNull();
  });

  it('that was ended cannot be used nor renewed, and still says whose it was', () => {
    const storage = memoryStorage();
    keepSession(storage, session);
    endSession(storage);
    expect(readSession(storage, 0)).toBeNull();
    expect(storedSession(storage)).toMatchObject({ subject: 'p', accessToken: '', renewal: null });
  });

  it('is gone after it was forgotten', () => {
    const storage = memoryStorage();
    keepSession(storage, session);
    forgetSession(storage);
    expect(readSession(storage, 0)).toBeNull();
  });

  it.each(['', 'no json', 'null', '{"party":"person"}', JSON.stringify({ ...session, party: 'robot' })])(
    'is not read from %j',
    (text) => {
      const storage = memoryStorage();
      storage.setItem('session', text);
      expect(readSession(storage, 0)).toBeNull();
    },
  );
});

describe('claims', () => {
  it('are read with characters beyond the basic plane', () => {
    expect(claimsOf(unsignedToken({ name: '贺𫖯舟', roles: ['review'] }))).toEqual({
      name: '贺𫖯舟',
      roles: ['review'],
    });
  });

  it.each(['', 'opaque', 'a.b.c', 'a.!!!.c', `a.${btoa('[1')}.c`])('of %j are none', (token) =>
    expect(claimsOf(token)).toEqual({}),
  );
});

describe('the session of a sign-in', () => {
  const rest = { renewal: null, renewAt: 4, expiresAt: 5, endSessionUrl: 'https://issuer/end' };

  it('takes the person from the identity token and roles from the access token', () => {
    const tokens = {
      ...rest,
      accessToken: unsignedToken({ party: 'staff', name: '审核员甲', roles: ['review', 7] }),
      idToken: unsignedToken({ sub: 's', party: 'staff', name: '审核员甲' }),
    };
    expect(sessionOfTokens(tokens)).toMatchObject({ party: 'staff', name: '审核员甲', roles: ['review'] });
  });

  it('works with an opaque access token', () => {
    const tokens = {
      ...rest,
      accessToken: 'opaque',
      idToken: unsignedToken({ sub: 'w', party: 'person', name: '王璐' }),
    };
    expect(sessionOfTokens(tokens)).toMatchObject({ party: 'person', name: '王璐', roles: [] });
  });

  it('is none for a party that the site does not serve', () => {
    const tokens = { ...rest, accessToken: 'opaque', idToken: unsignedToken({ sub: 'r', party: 'robot', name: 'x' }) };
    expect(sessionOfTokens(tokens)).toBeNull();
  });

  it('is none where the issuer does not say whom it means', () => {
    const tokens = { ...rest, accessToken: 'opaque', idToken: unsignedToken({ party: 'person', name: '王璐' }) };
    expect(sessionOfTokens(tokens)).toBeNull();
  });
});
