import { describe, expect, it } from 'vitest';
import { emptyDraft } from './application-parts.ts';
import { emptyCancellation } from './cancellation.ts';
import type { CancellationGround } from './grounds.ts';
import { decideHold, type HoldRequest, lockOn, shownStatus, type SuspensionProposal } from './holds.ts';
import { heldByProject } from './project-locks.ts';
import type { RegisterEntry } from './registration.ts';
import { dateAt, makeRegistration } from './test-facts.ts';

const now = new Date('2026-03-05T04:00:00Z');
const entry: RegisterEntry = {
  ...makeRegistration({ profession: 'constructor-2' }),
  ...{ personId: 'person-1', suspension: null, lock: null, version: 3, applicationId: null },
  ...{ supplementApplicationId: null, verificationCode: 'code', certificateDocumentId: null },
};
const said = { reason: '违反强制性标准', document: '苏建罚字〔2026〕12号', from: '2026-03-05', until: '2026-06-04' };
const proposal: SuspensionProposal = { ...said, staffId: 'review-1', officerName: '审核一' };
const lock = { project: '演示大厦', reason: '担任项目负责人', until: '2026-12-31' };

/** What comes of a request of an officer with both roles: the code of a refusal, or what the entry and the proposal are then. */
function ask(request: HoldRequest, given: Partial<Parameters<typeof decideHold>[0]> = {}) {
  const officer = { staffId: 'both-1', personId: null, name: '办理人', roles: ['review', 'decision'] };
  const decided = decideHold({ entry, proposal: null, request, version: 3, officer, now, ...given });
  return decided.ok ? decided.value : decided.refusal.code;
}

const lift = { action: 'lift-suspension', reason: '期限内表现良好' } as const;
const confirm = { action: 'confirm-suspension', reason: '同意' } as const;

describe('a suspension', () => {
  it('is proposed by one and decided by another, and only then stands', () => {
    const proposed = ask({ action: 'propose-suspension', ...said });
    expect(proposed).toMatchObject({ after: entry, proposal: { ...said, staffId: 'both-1' }, message: null });
    const own = { ...proposal, staffId: 'both-1' };
    expect(ask(confirm, { proposal: own })).toBe('same-person');
    expect(ask({ ...confirm, action: 'decline-suspension' }, { proposal: own })).toBe('same-person');
    expect(ask(confirm, { proposal })).toMatchObject({ after: { suspension: said }, proposal: null });
    const declined = ask({ ...confirm, action: 'decline-suspension' }, { proposal });
    expect(declined).toMatchObject({ after: entry, proposal: null, message: null });
  });

  it('is one at a time, and is lifted only where it stands', () => {
    const suspended = { ...entry, suspension: said };
    expect(ask({ action: 'propose-suspension', ...said }, { proposal })).toBe('already-exists');
    expect(ask({ action: 'propose-suspension', ...said }, { entry: suspended })).toBe('already-exists');
    expect(ask(lift)).toBe('not-in-this-state');
    expect(ask(lift, { entry: suspended })).toMatchObject({ after: { suspension: null } });
    expect(ask(confirm)).toBe('not-in-this-state');
  });

  it('asks for the role, the version that was seen, an entry that stands, and nobody’s own', () => {
    const reviewer = { staffId: 'r', personId: null, name: 'r', roles: ['review'] };
    expect(ask(confirm, { proposal, officer: reviewer })).toBe('wrong-party');
    expect(ask({ action: 'propose-suspension', ...said }, { officer: { ...reviewer, roles: ['decision'] } })).toBe(
      'wrong-party',
    );
    expect(ask({ action: 'lock', ...lock }, { version: 2 })).toBe('changed-meanwhile');
    expect(ask({ action: 'lock', ...lock }, { entry: { ...entry, cancelledOn: '2026-01-01' } })).toBe(
      'not-in-this-state',
    );
    expect(ask({ action: 'lock', ...lock }, { officer: { ...reviewer, personId: 'person-1' } })).toBe('own-case');
  });

  it.each([
    ['2026-03-04 23:59', 'valid'],
    ['2026-03-05 00:01', 'suspended'],
    ['2026-06-04 23:59', 'suspended'],
    ['2026-06-05 00:01', 'valid'],
  ] as const)('from 2026-03-05 until 2026-06-04 is shown at %s: %s', (at, status) => {
    expect(shownStatus('valid', { ...entry, suspension: said }, dateAt(at))).toBe(status);
  });

  it.each([
    ['licence-revoked', 'revoked'],
    ['annulled', 'revoked'],
    ['permission-withdrawn', 'revoked'],
    ['employment-ended', 'cancelled'],
  ] as const)('a registration that ended by %s is shown as %s', (cancellationGround, status) => {
    expect(shownStatus('cancelled', { ...entry, cancellationGround }, '2026-03-05')).toBe(status);
  });
});

describe('a period', () => {
  it.each([
    [{ action: 'lock', ...lock, until: '2026-03-04' }, 'rules-not-met'],
    [{ action: 'propose-suspension', ...said, until: '2026-03-04' }, 'rules-not-met'],
    [{ action: 'propose-suspension', ...said, from: '2026-07-01' }, 'rules-not-met'],
  ] as const)('does not end before it begins, or before today: %o', (request, code) => {
    expect(ask(request)).toBe(code);
  });
});

describe('a project under construction', () => {
  const locked = { ...entry, lock };

  it('holds a registration once, until it is freed', () => {
    expect(ask({ action: 'lock', ...lock })).toMatchObject({ after: { lock } });
    expect(ask({ action: 'lock', ...lock }, { entry: locked })).toBe('already-exists');
    expect(ask({ action: 'unlock', reason: '项目已竣工' }, { entry: locked })).toMatchObject({ after: { lock: null } });
    expect(ask({ action: 'unlock', reason: '项目已竣工' })).toBe('not-in-this-state');
  });

  const codes = (
    matter: 'change-employer' | 'cancellation' | 'renewal',
    ground: CancellationGround | null,
    at: string,
  ) =>
    heldByProject(
      {
        ...{ profession: 'constructor-2', matter },
        draft: { ...emptyDraft, cancellation: { ...emptyCancellation, ground } },
      },
      [locked],
      dateAt(at),
    ).map(({ code }) => code);

  it.each([
    ['change-employer', null, '2026-12-31 23:59', 'registration-locked'],
    ['change-employer', null, '2027-01-01 00:01', null],
    ['cancellation', 'employment-ended', '2026-12-31 23:59', 'registration-locked'],
    ['cancellation', 'own-wish', '2026-12-31 23:59', 'registration-locked'],
    ['cancellation', 'licence-revoked', '2026-12-31 23:59', null],
    ['renewal', null, '2026-12-31 23:59', null],
  ] as const)('until 2026-12-31 refuses %s on the ground %s at %s: %s', (matter, ground, at, code) => {
    expect(codes(matter, ground, at)).toEqual(code === null ? [] : [code]);
    expect(lockOn(locked, dateAt(at)) === null).toBe(at.startsWith('2027'));
  });
});
