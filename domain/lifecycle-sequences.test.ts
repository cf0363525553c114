import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companyBehind } from '../tests/support/parties/expected.ts';
import { disagreements } from '../tests/support/sequences/lifecycle-invariants.ts';
import { moveOf, type Setting, type Step, told } from '../tests/support/sequences/lifecycle-moves.ts';
import { play, type World } from '../tests/support/sequences/lifecycle-world.ts';
import { newWorld, type Start } from '../tests/support/sequences/lifecycle-start.ts';
import { matterRows, professionCodes } from './catalogue.ts';

const sequences = 10_000;
// The same sequences every time; another seed looks elsewhere: SEQUENCES_SEED=7 npx vitest run domain/lifecycle-sequences.test.ts
const seed = Number(process.env['SEQUENCES_SEED'] ?? 20261122);

const companies = ['company-01', 'company-02'].map((account) => companyBehind({ account }));
const setting: Setting = { companies, names: ['张一', '张二'], time: true };

const anyStep = fc.record<Step>({
  sort: fc.constantFrom('act', 'act', 'act', 'act', 'act', 'act', 'act', 'begin', 'begin', 'time', 'wild'),
  pick: fc.nat(10_000_000),
});
const anyStart = fc.record<Start>({
  registered: fc.subarray([...professionCodes]),
  days: fc.constantFrom(5, 30, 85, 400),
  renamed: fc.boolean(),
});
const anySequence = fc.array(anyStep, { minLength: 5, maxLength: 25, size: 'max' });

/** Plays a sequence and throws, with all that was done, when anything disagrees on the way. */
function playAll(start: Start, steps: readonly Step[], seen: (approved: string) => void): void {
  let world: World = newWorld(start, setting);
  const done: string[] = [];
  for (const [index, step] of steps.entries()) {
    const move = moveOf(world, step, setting);
    if (move === undefined) continue;
    const { world: next, refused } = play(world, move, { id: `application ${index}`, number: `registration ${index}` });
    done.push(`${told(move)}${refused === null ? '' : ` — refused, ${refused}`}`);
    const wrong = [
      ...disagreements(next),
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
    fc.assert(
      fc.property(anyStart, anySequence, (start, steps) => {
        playAll(start, steps, (row) => approved.add(row));
        played += 1;
      }),
      { numRuns: sequences, seed },
    );
    expect(played).toBeGreaterThanOrEqual(sequences);
    // Sequences that never get anywhere would hold anything: each row of the catalogue was approved in some.
    expect([...approved].sort()).toEqual(matterRows.map(({ profession, matter }) => `${profession} ${matter}`).sort());
  });
});
