import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actions,
  actors,
  allowedActions,
  awaitedParty,
  decideTransition,
  lapseOf,
  type LifecycleFacts,
  queueOf,
  transitions,
} from './lifecycle.ts';
import { type ApplicationState, applicationStates, finalStates, isFinal, isWithdrawable, states } from './states.ts';

const anyFacts = fc.record<LifecycleFacts>({
  initiator: fc.constantFrom('practitioner', 'employer', 'department'),
  employerStep: fc.boolean(),
  release: fc.constantFrom('former-employer', 'former-identity', null),
  sealStands: fc.boolean(),
  releaseStands: fc.boolean(),
  statementDue: fc.boolean(),
  decidedByOne: fc.boolean(),
  publicity: fc.boolean(),
  extended: fc.boolean(),
  correctionFrom: fc.constantFrom('awaiting-acceptance', 'under-review'),
  correctionAddressee: fc.constantFrom('practitioner', 'employer'),
});
const anyState = fc.constantFrom(...applicationStates);
const anyAction = fc.constantFrom(...actions);
const anyActor = fc.constantFrom(...actors);
const facts: LifecycleFacts = {
  initiator: 'practitioner',
  employerStep: true,
  release: null,
  sealStands: true,
  releaseStands: false,
  statementDue: false,
  decidedByOne: false,
  publicity: true,
  extended: false,
  correctionFrom: null,
  correctionAddressee: null,
};

describe('the lifecycle', () => {
  it('goes only where a row of the table leads, for a party that the row names', () => {
    fc.assert(
      fc.property(anyState, anyAction, anyActor, anyFacts, (state, action, actor, given) => {
        const decision = decideTransition(state, action, actor, given);
        const rows = transitions.filter((row) => row.action === action && row.from.includes(state));
        if (!decision.ok)
          return (
            rows.length === 0 || decision.reason === 'not-this-actor' || rows.every((row) => row.when !== undefined)
          );
        return rows.some((row) => row.to === decision.to && row.actor.includes(actor));
      }),
      { numRuns: 5000 },
    );
  });

  it('has at most one row for a state, an action and the facts, so that it never has to choose', () => {
    fc.assert(
      fc.property(anyState, anyAction, anyFacts, (state, action, given) => {
        const next = new Set(
          actors.map((actor) => decideTransition(state, action, actor, given)).flatMap((d) => (d.ok ? [d.to] : [])),
        );
        return next.size <= 1;
      }),
      { numRuns: 3000 },
    );
  });

  it.each(applicationStates.filter((state) => !isFinal(state)))('can end from %s, whatever the facts', (state) => {
    fc.assert(
      fc.property(anyFacts, (given) => [...reachable(state, given)].some(isFinal)),
      { numRuns: 50 },
    );
  });

  it.each(finalStates)('lets nobody do anything in %s', (state) => {
    fc.assert(fc.property(anyActor, anyFacts, (actor, given) => allowedActions(state, actor, given).length === 0));
  });

  it('reaches every state from the draft', () => {
    const all = new Set<ApplicationState>(['draft']);
    for (const correctionFrom of ['awaiting-acceptance', 'under-review'] as const) {
      const given = { ...facts, correctionFrom, correctionAddressee: 'practitioner' as const };
      for (const state of reachable('draft', given)) all.add(state);
      for (const state of reachable('draft', { ...given, release: 'former-employer' as const })) all.add(state);
      const byOthers = { ...given, initiator: 'employer', statementDue: true } as const;
      for (const state of reachable('draft', byOthers)) all.add(state);
    }
    expect([...all].sort()).toEqual([...applicationStates].sort());
  });

  it('lets the practitioner, and nobody else, withdraw from submission up to the decision (manual 一（二）3)', () => {
    for (const state of applicationStates) {
      if (state === 'awaiting-statement') continue; // only of what others have begun
      const allowed = isWithdrawable(state);
      const given = { ...facts, correctionFrom: 'under-review' as const, correctionAddressee: 'employer' as const };
      expect(decideTransition(state, 'withdraw', 'practitioner', given).ok, state).toBe(allowed);
      for (const actor of actors.filter((candidate) => candidate !== 'practitioner')) {
        expect(decideTransition(state, 'withdraw', actor, given).ok, `${state} ${actor}`).toBe(false);
      }
    }
  });

  it('refuses the wrong party as such, and a wrong moment as such', () => {
    expect(decideTransition('awaiting-employer', 'confirm', 'practitioner', facts)).toEqual({
      ok: false,
      reason: 'not-this-actor',
    });
    expect(decideTransition('approved', 'withdraw', 'practitioner', facts)).toEqual({
      ok: false,
      reason: 'not-in-this-state',
    });
  });

  it('sends a correction to whom the notice names, and back to where it was asked for', () => {
    const asked = { ...facts, correctionFrom: 'under-review', correctionAddressee: 'employer' } as const;
    expect(decideTransition('awaiting-correction', 'answer-correction', 'practitioner', asked).ok).toBe(false);
    expect(decideTransition('awaiting-correction', 'answer-correction', 'employer', asked)).toEqual({
      ok: true,
      to: 'under-review',
    });
    expect(queueOf('awaiting-correction', asked)).toBe('employer');
  });

  it('skips the employer and the publicity for rows that have none', () => {
    const short = { ...facts, employerStep: false, publicity: false };
    expect(decideTransition('submitted', 'documents-ready', 'system', short)).toEqual({
      ok: true,
      to: 'awaiting-acceptance',
    });
    expect(decideTransition('awaiting-decision', 'approve', 'decision', short)).toEqual({ ok: true, to: 'approved' });
  });

  it('hears the person before it goes on with what others have begun, and once', () => {
    for (const [initiator, from, action, actor, next] of [
      ['department', 'submitted', 'documents-ready', 'system', 'under-review'],
      ['employer', 'awaiting-employer', 'confirm', 'employer', 'awaiting-acceptance'],
    ] as const) {
      const given = { ...facts, initiator, employerStep: initiator === 'employer', statementDue: true };
      expect(decideTransition(from, action, actor, given)).toEqual({ ok: true, to: 'awaiting-statement' });
      expect(decideTransition(from, action, actor, { ...given, statementDue: false })).toEqual({ ok: true, to: next });
      for (const [answer, by] of [
        ['give-statement', 'practitioner'],
        ['lapse-statement', 'system'],
      ] as const) {
        expect(decideTransition('awaiting-statement', answer, by, given)).toEqual({ ok: true, to: next });
      }
      expect(decideTransition('awaiting-statement', 'give-statement', 'employer', given).ok).toBe(false);
    }
  });

  it('leads what one officer decides straight to the decision, from which that officer can still send it to review', () => {
    const given = { ...facts, employerStep: false, publicity: false, decidedByOne: true };
    const begun = decideTransition('submitted', 'documents-ready', 'system', given);
    expect(begun).toEqual({ ok: true, to: 'awaiting-decision' });
    expect(decideTransition('awaiting-decision', 'send-back', 'decision', given)).toEqual({
      ok: true,
      to: 'under-review',
    });
  });

  it('lists every waiting state in a queue, and elapses only by an action that the system may take there', () => {
    const given = { ...facts, correctionFrom: 'awaiting-acceptance', correctionAddressee: 'practitioner' } as const;
    const waiting = applicationStates.filter((state) => !isFinal(state) && state !== 'draft' && state !== 'submitted');
    for (const state of waiting) expect(queueOf(state, given), state).toBeDefined();
    for (const state of applicationStates) {
      const begun = state === 'awaiting-statement' ? ({ ...given, initiator: 'employer' } as const) : given;
      expect(lapseOf(state, begun) !== undefined, state).toBe(states[state].lapses.length > 0);
    }
  });
});

function reachable(from: ApplicationState, given: LifecycleFacts): Set<ApplicationState> {
  const seen = new Set<ApplicationState>([from]);
  for (const state of seen) {
    for (const actor of actors) {
      for (const action of actions) {
        const decision = decideTransition(state, action, actor, given);
        if (decision.ok) seen.add(decision.to);
      }
    }
  }
  return seen;
}

describe('an application waits', () => {
  const waiting = (state: ApplicationState, given: Partial<LifecycleFacts> = {}) =>
    awaitedParty(state, { ...facts, ...given });

  it('for the practitioner with a draft, a return, and a correction that the practitioner is asked for', () => {
    expect(waiting('draft')).toBe('practitioner');
    expect(waiting('returned')).toBe('practitioner');
    expect(waiting('awaiting-correction', { correctionAddressee: 'practitioner' })).toBe('practitioner');
  });

  it('for the employer where only the employer can answer', () => {
    expect(waiting('draft', { initiator: 'employer' })).toBe('employer');
    expect(waiting('awaiting-employer')).toBe('employer');
    expect(waiting('awaiting-release')).toBe('employer');
    expect(waiting('awaiting-correction', { correctionAddressee: 'employer' })).toBe('employer');
  });

  it('for the department while it examines, and for nobody in between and at the end', () => {
    const examined = ['awaiting-acceptance', 'under-review', 'awaiting-decision'] as const;
    expect(examined.map((state) => waiting(state))).toEqual(['department', 'department', 'department']);
    const idle = ['submitted', 'in-publicity', ...finalStates] as const;
    expect(idle.filter((state) => waiting(state) !== null)).toEqual([]);
  });
});
