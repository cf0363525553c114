/**
 * `npm run journey`: plays one application per row of the catalogue through HTTP, from an empty draft to the downloaded certificate,
 * against a fresh local cloud or, with --url, against a local cloud that runs already. With --all: every way through every row and
 * the scenarios beside them, and a table of them that must have no gap.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { matterRows } from '../../domain/catalogue.ts';
import { findTarget, type Target } from '../../local/command/target.ts';
import { checkNothingFailed } from '../support/cloud/cloud-health.ts';
import { startLocalCloud } from '../support/cloud/local-cloud.ts';
import { type Report, runAll } from './run.ts';
import { missingFrom, type PlayedScenario, tableOf } from './table.ts';
import { allTasks, specialNames, tasksInTurn } from './tasks.ts';

const { values } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    url: { type: 'string' },
    json: { type: 'boolean', default: false },
    count: { type: 'string', default: String(matterRows.length) },
    concurrency: { type: 'string' },
    output: { type: 'string', default: 'journey-output' },
  },
});
const [count, concurrency] = [Number(values.count), Number(values.concurrency ?? (values.all ? 4 : 1))];
const keepsDocuments = values.all || count <= matterRows.length; // more is load, not a look at the documents

// Working days of four seconds: the former employer's ten pass in 40 s, the employer's fifteen in a minute. Everybody else answers in
// a few seconds, on a busy machine too.
const shortDays = { DeadlineDaySeconds: '4' };

function report({ journey, task, step, ended, ...line }: Report): void {
  const milliseconds = Math.round(line.milliseconds);
  if (values.json) {
    const { profession, matter, by, way } = task.scenario;
    const { name, outcome, ...found } = ended ?? {};
    const end = ended === undefined ? { step } : { outcome, ...found };
    process.stdout.write(
      `${JSON.stringify({ journey, name: name ?? task.name, profession, matter, by, way, ...end, milliseconds })}\n`,
    );
    return;
  }
  if (values.all && ended === undefined) return; // several are played at a time: their steps would mix
  const found = ended === undefined ? step : `${ended.outcome}: ${detailOf(ended)}`;
  process.stdout.write(
    `${String(journey).padStart(3)}  ${task.name}  ${String(milliseconds).padStart(6)} ms  ${found ?? ''}\n`,
  );
}

function detailOf({ outcome, register, ...ended }: NonNullable<Report['ended']>): string {
  if (outcome === 'failed' || outcome === 'not played') return register;
  return [ended.applicationNumber, ended.registrationNumber].filter((number) => number !== '').join(' → ');
}

/** Plays everything on one cloud; returns what is missing or failed. */
async function play(target: Target, firstNumber: number): Promise<string[]> {
  const folder = keepsDocuments ? path.resolve(values.output) : null;
  if (folder !== null) await mkdir(folder, { recursive: true });
  const tasks = values.all ? allTasks() : tasksInTurn(count);
  const run = { target, firstNumber, concurrency, shortDays: values.url === undefined, folder };
  const played = await runAll(tasks, run, report);
  const gaps = values.all ? missingFrom(played, matterRows, specialNames) : failed(played);
  if (!values.json) summarize(played);
  for (const gap of gaps) process.stderr.write(`failed or missing: ${gap}\n`);
  return gaps;
}

function failed(played: readonly PlayedScenario[]): string[] {
  return played.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
}

function summarize(played: readonly PlayedScenario[]): void {
  if (values.all) process.stdout.write(`\n${tableOf(played, matterRows, specialNames).join('\n')}\n\n`);
  const waiting = played.filter(({ outcome }) => outcome === 'not played').length;
  const done = played.length - waiting - failed(played).length;
  const where = keepsDocuments ? `; the documents are in ${values.output}` : '';
  const left = waiting === 0 ? '' : `; ${waiting} not played: days are long`;
  process.stdout.write(`${done} of ${played.length} journeys as expected${left}${where}\n`);
}

async function main(): Promise<string[]> {
  if (!(count >= 1) || !(concurrency >= 1)) throw new Error('--count and --concurrency take numbers from 1');
  if (values.url !== undefined) {
    // People of earlier runs are registered already, so begin somewhere else each time.
    const many = values.all ? allTasks().length : count;
    return await play(await findTarget(values.url), 1 + Math.floor(Math.random() * (9999 - many)));
  }
  const cloud = await startLocalCloud({ build: true, ...(values.all ? { parameters: shortDays } : {}) });
  try {
    const gaps = await play(cloud.target, 1);
    await checkNothingFailed(cloud);
    return gaps;
  } finally {
    await cloud.stop();
    await cloud.remove();
  }
}

try {
  const gaps = await main();
  process.exitCode = gaps.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
