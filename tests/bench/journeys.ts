import type { Target } from '../../local/command/target.ts';
import { professionCodes } from '../../domain/professions.ts';
import { type CastMember, castOf, importCast, signInStaff } from '../support/parties/cast.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import { latencyRows, type Row } from './figures.ts';
import { nextListedRows } from './next-listed.ts';
import { timed } from './samples.ts';
import { type Measurements, noMeasurements, playAll, readyCompany } from './stage.ts';

/** Most seconds of one journey, from issue 2. */
const mostJourneySeconds = 15;

const companies = 20;
/** How often a party looks at its list: finely with one journey, less so when many play at once, for looking is work too. */
const lookEvery = { alone: 10, together: 200 } as const;

/** One journey on an idle cloud whose functions have all been loaded. The first one, which loads them, is a row of its own. */
export async function singleJourneyRows(target: Target, firstNumber: number): Promise<Row[]> {
  const cast = castOf(2, firstNumber, 'architect-2');
  await importCast(target, cast);
  const staff = await signInStaff(target);
  const company = await readyCompany(target, 'company-01');
  const seconds: number[] = [];
  for (const { account, profession } of cast) {
    const person = await signInAs(target, account);
    const measurements = noMeasurements();
    const took = await timed(() =>
      playAll({ person, company, staff, profession, measurements, lookEvery: lookEvery.alone }),
    );
    seconds.push(took / 1000);
  }
  const names = ['first after the start', 'alone'];
  const target15 = { most: mostJourneySeconds };
  return seconds.map((figure, index) => ({
    name: `journey with 7 s of publicity, ${names[index] ?? ''}`,
    figure,
    unit: 's',
    target: target15,
  }));
}

/** Applicants for initial registrations, the professions in turn. */
export function initialCast(count: number, firstNumber: number): CastMember[] {
  return Array.from({ length: count }, (_, index) =>
    castOf(1, firstNumber + index, professionCodes[index % professionCodes.length] ?? 'architect-2'),
  ).flat();
}

/** How many journeys to play, and how many of them at a time. */
export interface Load {
  readonly count: number;
  readonly concurrency: number;
}

/** Many journeys at a time: how many were completed in a minute, whether all were, and how long work items took to arrive. */
export async function loadRows(target: Target, firstNumber: number, { count, concurrency }: Load): Promise<Row[]> {
  const cast = initialCast(count, firstNumber);
  for (let first = 0; first < count; first += 100) await importCast(target, cast.slice(first, first + 100));
  const staff = await signInStaff(target);
  const employers: Party[] = [];
  for (let number = 1; number <= Math.min(companies, count); number += 1) {
    employers.push(await readyCompany(target, `company-${String(number).padStart(2, '0')}`));
  }
  const measurements = noMeasurements();
  const failures: string[] = [];
  const durations: number[] = [];
  const waiting = [...cast.entries()];
  const play = async (member: CastMember, index: number) => {
    const company = employers[index % employers.length];
    if (company === undefined) throw new Error('no company');
    const person = await signInAs(target, member.account);
    const { profession } = member;
    durations.push(
      await timed(() => playAll({ person, company, staff, profession, measurements, lookEvery: lookEvery.together })),
    );
  };
  const player = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, member] = next;
      await play(member, index).catch((error: unknown) => {
        failures.push(`${member.account}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  };
  const took = await timed(() => Promise.all(Array.from({ length: Math.min(concurrency, count) }, player)));
  for (const failure of failures) process.stderr.write(`journey failed: ${failure}\n`);
  if (durations.length === 0) throw new Error('no journey was completed');
  return loadFigures({ count, concurrency }, took, durations, measurements);
}

function loadFigures(
  { count, concurrency }: Load,
  took: number,
  durations: readonly number[],
  measurements: Measurements,
): Row[] {
  const load = `${count} journeys, ${concurrency} at a time`;
  return [
    { name: `${load}: completed`, figure: durations.length, unit: '', target: { least: count } },
    { name: `${load}: applications completed`, figure: durations.length / (took / 60_000), unit: '/min' },
    ...latencyRows(`${load}: one journey`, durations),
    ...nextListedRows(`${concurrency} at a time`, measurements),
  ];
}
