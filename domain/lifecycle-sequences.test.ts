import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyBehind } from '../tests/support/parties/expected.ts';
import { keptDisagreements } from '../tests/support/sequences/lifecycle-holds.ts';
import { disagreements } from '../tests/support/sequences/lifecycle-invariants.ts';
import { moveOf, type Setting, type Step, told } from '../tests/support/sequences/lifecycle-moves.ts';
import type { Move, Officer, World } from '../tests/support/sequences/lifecycle-model.ts';
import { play } from '../tests/support/sequences/lifecycle-world.ts';
import { newWorld, type Start } from '../tests/support/sequences/lifecycle-start.ts';
import { matterRows } from './catalogue.ts';
import type { HoldAction } from './holds.ts';
import { professionCodes } from './professions.ts';

const sequences = 10_000;
// The same sequences every time; another seed looks elsewhere: SEQUENCES_SEED=7 npx vitest run domain/lifecycle-sequences.test.ts
const seed = Number(process.env['SEQUENCES_SEED'] ?? 20261122);

const companies = ['company-01', 'company-02'].map((account) => companyBehind({ account }));
const officers: readonly Officer[] = [
  { id: 'acceptance-1', roles: ['acceptance'] },
  { id: 'review-1', roles: ['review'] },
  { id: 'decision-1', roles: ['decision'] },
  { id: 'both-1', roles: ['review', 'decision'] },
  { id: 'all-1', roles: ['acceptance', 'review', 'decision'] },
  { id: 'self', roles: ['acceptance', 'review', 'decision'], self: true },
];
const setting: Setting = { companies, names: ['张一', '张二'], officers, time: true };

const anyStep = fc.record<Step>({
  sort: fc.constantFrom('act', 'act', 'act', 'act', 'act', 'act', 'act', 'begin', 'begin', 'time', 'wild', 'hold'),
  pick: fc.nat(10_000_000),
});
const anyStart = fc.record<Start>({
  registered: fc.subarray([...professionCodes]),
  days: fc.constantFrom(-40, -40, 5, 30, 85, 400),
  renamed: fc.boolean(),
});
const anySequence = fc.array(anyStep, { minLength: 5, maxLength: 25, size: 'max' });

/** Plays a sequence and throws, with all that was done, when anything disagrees on the way. */
function playAll(
  start: Start,
  steps: readonly Step[],
  seen: (approved: string) => void,
  refusals: (code: string) => void,
  taken: (move: Move) => void,
): void {
  let world: World = newWorld(start, setting);
  const done: string[] = [];
  for (const [index, step] of steps.entries()) {
    const move = moveOf(world, step, setting);
    if (move === undefined) continue;
    const { world: next, refused } = play(world, move, { id: `application ${index}`, number: `registration ${index}` });
    if (refused !== null) refusals(refused);
    else taken(move);
    done.push(`${told(move)}${refused === null ? '' : ` — refused, ${refused}`}`);
    const wrong = [
      ...disagreements(next),
      ...keptDisagreements(world, next),
      ...(refused !== null && next !== world ? ['a refusal changed something'] : []),
    ];
    if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\nafter:\n${done.join('\n')}`);
    for (const { state, profession, matter } of next.applications) {
      if (state === 'approved') seen(`${profession} ${matter}`);
    }
    world = next;
  }
}

describe(`in ${sequences} sequences of everybody's actions on all matters of a person`, () => {
  it('register, locks and queues agree with the applications after every action', { timeout: 240_000 }, () => {
    let played = 0;
    const approved = new Set<string>();
    const refused: Record<string, number> = {};
    const held = new Set<HoldAction>();
    let blamed = 0;
    fc.assert(
      fc.property(anyStart, anySequence, (start, steps) => {
        playAll(
          start,
          steps,
          (row) => approved.add(row),
          (code) => (refused[code] = (refused[code] ?? 0) + 1),
          (move) => {
            if (move.kind === 'hold') held.add(move.action);
            if (move.kind === 'act' && move.falseMaterial === true) blamed += 1;
          },
        );
        played += 1;
      }),
      { numRuns: sequences, seed },
    );
    expect(played).toBeGreaterThanOrEqual(sequences);
    // Officers tried to decide what they had prepared, and their own cases, often enough to be found out.
    expect(refused['same-person']).toBeGreaterThan(100);
    expect(refused['own-case']).toBeGreaterThan(100);
    // Suspensions, locks and false material were all tried, taken and refused.
    expect(held.size).toBe(6);
    expect(blamed).toBeGreaterThan(50);
    // Sequences that never get anywhere would hold anything: each row of the catalogue was approved in some.
    expect([...approved].sort()).toEqual(matterRows.map(({ profession, matter }) => `${profession} ${matter}`).sort());
  });
});
