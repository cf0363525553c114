import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { rowOf } from '../../domain/catalogue.ts';
import { accountsOf } from '../support/parties/accounts.ts';
import type { Step } from '../support/sequences/lifecycle-moves.ts';
import type { Party } from '../support/parties/party.ts';
import { prepareStages, type Stages } from '../support/parties/scene.ts';
import { prepareCompanies, preparePlayer } from '../support/sequences/sequence-cast.ts';
import { type Player, playSequence } from '../support/sequences/sequence-player.ts';
import { cloud } from '../support/cloud/shared-cloud.ts';

// The rules are played by the 10,000 sequences of domain/lifecycle-sequences.test.ts; here the cloud is held to them. `npm run test:long` plays five times as many.
const extents = {
  short: { persons: 6, sequencesEach: 10, mattersApproved: 3 },
  long: { persons: 18, sequencesEach: 17, mattersApproved: 5 },
} as const;
const { persons, sequencesEach, mattersApproved } = extents[process.env['SEQUENCES'] === 'long' ? 'long' : 'short'];
const atOnce = 6;
// The same sequences every time; another seed looks elsewhere: SEQUENCES_SEED=7 npx vitest run --project cloud tests/api/lifecycle-sequences.test.ts
const seed = Number(process.env['SEQUENCES_SEED'] ?? 20261122);

const anyStep = fc.record<Step>({
  sort: fc.constantFrom('act', 'act', 'act', 'act', 'act', 'begin', 'wild', 'wild', 'time'),
  pick: fc.nat(10_000_000),
});
const anySequence = fc.array(anyStep, { minLength: 4, maxLength: 6, size: 'max' });

const accounts = accountsOf(import.meta.filename);
let stages: Stages;
let companies: Party[];

beforeAll(async () => {
  stages = await prepareStages(cloud.target, accounts);
  companies = await prepareCompanies(accounts);
});

describe('sequences of everybody’s actions on the cloud', () => {
  it(`end as the model says, ${persons * sequencesEach} times over`, { timeout: 300_000 }, async () => {
    const sequences = fc.sample(anySequence, { numRuns: persons * sequencesEach, seed });
    const players: Player[] = [];
    const counts = { played: 0, done: 0, refused: 0 };
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < persons; index = next++) {
        const player = await preparePlayer(index, accounts.person(), companies, stages.staff);
        players.push(player);
        // One after the other on what the ones before have left.
        for (const steps of sequences.slice(index * sequencesEach, (index + 1) * sequencesEach)) {
          const { done, refused } = await playSequence(player, steps).catch((error: unknown) => {
            const history = player.done.join('\n');
            throw new Error(`SEQUENCES_SEED=${seed}, person ${index}: ${String(error)}\nafter:\n${history}`, {
              cause: error,
            });
          });
          counts.played += 1;
          counts.done += done;
          counts.refused += refused;
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const states = players.flatMap(({ world }) => world.applications);
    const approved = new Set(states.filter(({ state }) => state === 'approved').map((each) => rowOf(each).matter));
    console.info({ ...counts, applications: states.length, approved: [...approved].sort() });
    expect(counts.played).toBe(persons * sequencesEach);
    // Sequences in which everything is refused, or nothing, would say little.
    expect(counts.done).toBeGreaterThan(persons * sequencesEach);
    expect(counts.refused).toBeGreaterThan(persons);
    expect(approved.size).toBeGreaterThanOrEqual(mattersApproved);
  });
});
