import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { startEngine } from '../../local/services/dynamodb/engine.ts';
import { importCast, signInStaff } from '../support/parties/cast.ts';
import { freePorts, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { signInAs } from '../support/parties/party.ts';
import { costRows, functionUsage } from './cost.ts';
import { type Consumption, startCountingProxy } from './counting-proxy.ts';
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
  const proxy = await startCountingProxy(engine);
  const cloud = await startLocalCloud({ environment: { DYNAMODB_ENDPOINT: proxy.endpoint } });
  try {
    const cast = initialCast(4, 1);
    await importCast(cloud.target, cast);
    const staff = await signInStaff(cloud.target);
    const company = await readyCompany(cloud.target, 'company-01');
    const people = await Promise.all(cast.map(({ account }) => signInAs(cloud.target, account)));
    proxy.take();
    const since = new Date();
    await Promise.all(
      cast.map(async ({ profession }, index) => {
        const person = people[index];
        if (person === undefined) throw new Error('nobody signed in');
        await playAll({ person, company, staff, profession, measurements: noMeasurements(), lookEvery });
      }),
    );
    const database = proxy.take();
    const functions = functionUsage(path.join(cloud.dataFolder, 'logs'), since);
    const transitions = (await meanTransitions(cloud)).mean;
    const usage = { applications: cast.length, database, transitions, functions };
    return [...rowsOf(database, cast.length, name), ...costRows(usage)];
  } finally {
    await cloud.stop();
    await cloud.remove();
    await proxy.stop();
  }
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
