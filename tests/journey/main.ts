/**
 * `npm run journey`: plays one application per row of the catalogue through HTTP, from an empty draft to the downloaded certificate,
 * against a fresh local cloud or, with --url, against a local cloud that runs already.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { rowOf } from '../../domain/application.ts';
import { type MatterCode, matterNames, matterRows, type ProfessionCode, professions } from '../../domain/catalogue.ts';
import { findTarget, type Target } from '../../local/target.ts';
import { type CastMember, castOf, importCast, signInStaff } from '../support/cast.ts';
import { startLocalCloud } from '../support/local-cloud.ts';
import { signInAs } from '../support/party.ts';
import { completeCompany } from '../support/play.ts';
import { playEntryJourney } from './entry.ts';
import { playJourney, type Staff } from './journey.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    json: { type: 'boolean', default: false },
    count: { type: 'string', default: String(matterRows.length) },
    concurrency: { type: 'string', default: '1' },
    output: { type: 'string', default: 'journey-output' },
  },
});
const [count, concurrency] = [Number(values.count), Number(values.concurrency)];
const keepsDocuments = count <= 20; // more is load, not a look at the documents
const companies = 20;

/** Plays everything on one cloud; returns how many journeys failed. */
async function playAll(target: Target, firstNumber: number): Promise<number> {
  const cast = castOf(count, firstNumber);
  await importCast(target, cast);
  const staff = await signInStaff(target);
  // Companies complete their profiles once, before the first application, not once per application at the same time.
  for (const [account, division] of new Map(cast.map((member, index) => companyOf(member, index)))) {
    await completeCompany(await signInAs(target, account), division);
  }
  const folder = keepsDocuments ? path.resolve(values.output) : null;
  if (folder !== null) await mkdir(folder, { recursive: true });
  let failed = 0;
  let next = 0;
  const player = async () => {
    for (let index = next++; index < cast.length; index = next++) {
      const member = cast[index];
      if (member !== undefined && !(await playOne(target, staff, member, index, folder))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, player));
  return failed;
}

async function playOne(
  target: Target,
  staff: Staff,
  member: CastMember,
  index: number,
  folder: string | null,
): Promise<boolean> {
  const { profession, matter, account } = member;
  const started = performance.now();
  try {
    const [person, company] = await Promise.all([
      signInAs(target, account),
      signInAs(target, companyOf(member, index)[0]),
    ]);
    const play = rowOf(member).effect === 'qualification' ? playEntryJourney : playJourney;
    const outcome = await play(
      { target, profession, matter, person, company, staff, folder },
      ({ step, milliseconds }) =>
        report({ journey: index + 1, profession, matter, step, milliseconds: Math.round(milliseconds) }),
    );
    report({
      journey: index + 1,
      profession,
      matter,
      outcome: 'approved',
      ...outcome,
      milliseconds: Math.round(performance.now() - started),
    });
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    report({
      journey: index + 1,
      profession,
      matter,
      outcome: 'failed',
      reason,
      milliseconds: Math.round(performance.now() - started),
    });
    return false;
  }
}

/** The employer of a journey and where it is (undefined: wherever the sample company is). */
function companyOf({ profession, matter }: CastMember, index: number): [account: string, division: string | undefined] {
  const { zone } = rowOf({ profession, matter });
  if (zone !== null) return ['company-wujiang', zone.division];
  return [`company-${String((index % companies) + 1).padStart(2, '0')}`, undefined];
}

interface Line {
  readonly journey: number;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  readonly milliseconds: number;
  readonly step?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly applicationNumber?: string;
  readonly registrationNumber?: string;
}

function report(line: Line): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  const detail =
    line.step ??
    `${line.outcome ?? ''}: ${line.reason ?? `${line.applicationNumber ?? ''} → ${line.registrationNumber ?? ''}`}`;
  const name = `${professions[line.profession].name}${matterNames[line.matter]}`;
  process.stdout.write(
    `${String(line.journey).padStart(3)}  ${name}  ${String(line.milliseconds).padStart(6)} ms  ${detail}\n`,
  );
}

async function main(): Promise<number> {
  if (!(count >= 1) || !(concurrency >= 1)) throw new Error('--count and --concurrency take numbers from 1');
  if (values.url !== undefined) {
    // People of earlier runs are registered already, so begin somewhere else each time.
    return await playAll(await findTarget(values.url), 1 + Math.floor(Math.random() * (9999 - count)));
  }
  const cloud = await startLocalCloud({ build: true });
  try {
    return await playAll(cloud.target, 1);
  } finally {
    await cloud.stop();
    await cloud.remove();
  }
}

try {
  const failed = await main();
  if (!values.json) {
    const where = keepsDocuments ? `; the documents are in ${values.output}` : '';
    process.stdout.write(`${count - failed} of ${count} journeys as expected${where}\n`);
  }
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
