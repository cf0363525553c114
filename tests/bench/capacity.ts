import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { projectedAttributes, tableIndexes } from '../../infra/constructs/registration-table.ts';
import { startEngine } from '../../local/services/dynamodb/engine.ts';
import { importCast, signInStaff } from '../support/parties/cast.ts';
import { freePorts, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import { costRows, functionUsage } from './cost.ts';
import { type Consumption, type CountingProxy, startCountingProxy } from './counting-proxy.ts';
import { noteUse, type UseNotes } from './use-by-entity.ts';
import { functionNames, requestRows, writeRows } from './use-rows.ts';
import type { Row } from './figures.ts';
import { initialCast } from './journeys.ts';
import { noMeasurements, playAll, readyCompany } from './stage.ts';
import { meanTransitions } from './transitions.ts';

/** Looking at lists costs capacity too; people look about this often. */
const lookEvery = 1000;

/**
 * DynamoDB capacity units and requests of one completed application, from its first draft to its certificate with all that parties,
 * functions and workflow do for it, as the engine counts them. Engines differ for transactions, so its name stands in the rows.
 */
export async function capacityRows(): Promise<Row[]> {
  const dynamodb = process.env['DYNAMODB_ENDPOINT'];
  if (dynamodb !== undefined && dynamodb !== '') return await behindProxy(dynamodb, dynamodb);
  const folder = await mkdtemp(path.join(tmpdir(), 'capacity-'));
  const engine = await startEngine({
    port: await freePorts(),
    database: path.join(folder, 'tables.db'),
    pidFile: path.join(folder, 'engine.pid'),
    logFile: path.join(folder, 'engine.log'),
    onExit: (reason) => process.stderr.write(`${reason}\n`),
  });
  try {
    return await behindProxy(engine.endpoint, await engineName());
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function behindProxy(engine: string, name: string): Promise<Row[]> {
  const notes = noteUse(
    tableIndexes.map((index) => ({ keys: [`${index}pk`, `${index}sk`], projected: projectedAttributes })),
  );
  const proxy = await startCountingProxy(engine, notes.observe);
  const cloud = await startLocalCloud({ environment: { DYNAMODB_ENDPOINT: proxy.endpoint } });
  try {
    const cast = initialCast(5, 1);
    await importCast(cloud.target, cast);
    const staff = await signInStaff(cloud.target);
    const company = await readyCompany(cloud.target, 'company-01');
    const people = await Promise.all(cast.map(({ account }) => signInAs(cloud.target, account)));
    const play = async (index: number, note: (party: Party) => Party = (party) => party) => {
      const [person, member] = [people[index], cast[index]];
      if (person === undefined || member === undefined) throw new Error('nobody signed in');
      const officers = { ...staff, acceptance: note(staff.acceptance), review: note(staff.review) };
      await playAll({
        ...{ person: note(person), company: note(company), staff: { ...officers, decision: note(staff.decision) } },
        ...{ profession: member.profession, measurements: noMeasurements(), lookEvery },
      });
    };
    const applications = cast.length - 1;
    await quiet(proxy);
    notes.take();
    const since = new Date();
    await Promise.all(Array.from({ length: applications }, (_, index) => play(index)));
    const database = await quiet(proxy);
    const names = functionNames(path.join(cloud.dataFolder, 'logs'));
    const writes = writeRows(notes.take(), names, applications);
    const functions = functionUsage(path.join(cloud.dataFolder, 'logs'), since);
    const transitions = (await meanTransitions(cloud)).mean;
    await play(applications, (party) => noted(party, notes));
    await quiet(proxy);
    const usage = { applications, database, transitions, functions };
    return [
      ...rowsOf(database, applications, name),
      ...writes,
      // Some functions are first called by the last application.
      ...requestRows(notes.take(), functionNames(path.join(cloud.dataFolder, 'logs'))),
      ...costRows(usage),
    ];
  } finally {
    await cloud.stop();
    await cloud.remove();
    await proxy.stop();
  }
}

/** Waits until nothing has been asked for a second: what follows from the stream comes later. Answers all that was used until then. */
async function quiet({ take }: CountingProxy): Promise<Consumption> {
  let used = take();
  for (;;) {
    await sleep(1000);
    const more = take();
    if (more.requests === 0) return used;
    const { requests, read, write } = used;
    used = { requests: requests + more.requests, read: read + more.read, write: write + more.write };
  }
}

/** A party whose calls are noted beside what they ask of the table. */
function noted(party: Party, notes: UseNotes): Party {
  return {
    ...party,
    send: (endpoint, input, idempotencyKey) =>
      notes.during(`${endpoint.method} ${endpoint.path}`, () => party.send(endpoint, input, idempotencyKey)),
  };
}

function rowsOf({ requests, read, write }: Consumption, applications: number, engine: string): Row[] {
  const per = `per completed application (${engine})`;
  return [
    { name: `DynamoDB write units ${per}`, figure: write / applications, unit: 'WCU' },
    { name: `DynamoDB read units ${per}`, figure: read / applications, unit: 'RCU' },
    { name: `DynamoDB requests ${per}`, figure: requests / applications, unit: '' },
  ];
}

async function engineName(): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')));
  return `dynoxide ${version}`;
}
