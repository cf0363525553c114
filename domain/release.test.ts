import { describe, expect, it } from 'vitest';
import { actions } from './lifecycle.ts';
import { professionCodes } from './professions.ts';
import { releaseAfter } from './release.ts';
import { makeApplication, makeRegistration } from './test-facts.ts';

const registration = makeRegistration({ employerName: '原公司', employerCreditCode: 'A' });
const change = makeApplication({
  profession: 'constructor-2',
  matter: 'change-employer',
  registrations: [registration, makeRegistration({ number: '2', employerName: '别家', employerCreditCode: 'B' })],
});
const asked = {
  party: 'former-employer',
  employerName: '原公司',
  employerCreditCode: 'A',
  answer: 'asked',
  reason: null,
} as const;

describe('the former employer’s release', () => {
  it('is asked of the employer of the chosen registration once the new one has confirmed, not before', () => {
    expect(releaseAfter(change, 'confirm', null)).toEqual(asked);
    expect(releaseAfter(change, 'submit', null)).toBeNull();
    expect(releaseAfter({ ...change, registrations: [] }, 'confirm', null)).toBeNull();
  });

  it.each(professionCodes)('of %s is asked for a change of employer alone', (profession) => {
    for (const matter of ['initial', 'renewal', 'change-personal', 'reregistration', 'cancellation'] as const) {
      expect(releaseAfter({ ...change, profession, matter }, 'confirm', null)).toBeNull();
    }
    expect(releaseAfter({ ...change, profession }, 'confirm', null)).toEqual(asked);
  });

  it.each([
    ['release', 'released', null],
    ['object', 'objected', '尚有劳动争议。'],
    ['lapse-release', 'silent', null],
  ] as const)('after %s is %s, and only an objection keeps its reason', (action, answer, reason) => {
    const release = { ...change, release: asked };
    expect(releaseAfter(release, action, '尚有劳动争议。')).toEqual({ ...asked, answer, reason });
  });

  it('is asked of who holds the former identity document where that has an account here', () => {
    const application = { ...change, matter: 'change-personal', asksFormerIdentity: true } as const;
    expect(releaseAfter(application, 'confirm', null)).toEqual({ ...asked, party: 'former-identity' });
  });

  it('is not asked again while it covers the content, and is forgotten by a new submission', () => {
    const released = { ...asked, answer: 'released' } as const;
    const standing = { read: true, sealed: true, released: true };
    expect(releaseAfter({ ...change, release: released, standing }, 'confirm', null)).toEqual(released);
    expect(releaseAfter({ ...change, release: released }, 'confirm', null)).toEqual(asked);
    expect(releaseAfter({ ...change, release: released, standing }, 'submit', null)).toBeNull();
  });

  it('is kept by every other action', () => {
    const released = { ...asked, answer: 'released' } as const;
    const others = actions.filter(
      (action) => !['submit', 'confirm', 'release', 'object', 'lapse-release'].includes(action),
    );
    expect(others.length).toBeGreaterThan(5);
    for (const action of others) {
      expect(releaseAfter({ ...change, release: released }, action, '理由')).toEqual(released);
    }
  });

  it('is not answered where it was never asked', () => {
    for (const action of ['release', 'object', 'lapse-release'] as const) {
      expect(releaseAfter(change, action, '理由')).toBeNull();
    }
  });
});
