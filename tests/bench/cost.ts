import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { capitalized } from '../../infra/constructs/http-api.ts';
import { functionRows } from '../../infra/function-rows.ts';
import type { Consumption } from './counting-proxy.ts';
import type { Row } from './figures.ts';
import { prices } from './prices.ts';

/** What some applications have used, from the first draft to the certificate. */
export interface Usage {
  readonly applications: number;
  readonly database: Consumption;
  /** States entered, with retries, of one application. */
  readonly transitions: number;
  readonly functions: FunctionUsage;
}

/** What the functions have used: by the lines that Lambda writes of each invocation. */
export interface FunctionUsage {
  readonly invocations: Readonly<Record<string, number>>;
  /** Gigabytes times seconds. */
  readonly gigabyteSeconds: number;
  readonly logBytes: number;
}

const reportSchema = z.looseObject({ source: z.string(), message: z.literal('REPORT'), durationMs: z.number() });
const apis = ['PractitionerApi', 'EmployerApi', 'DepartmentApi', 'PublicApi'];
const megabytes = new Map<string, number>(
  Object.entries(functionRows).map(([name, row]) => [capitalized(name), row.memoryMegabytes]),
);

/** Which function it is that has no name of its own and is called `STACK-LogicalId`: the last eight signs are the hash of the id. */
export function functionOf(physicalName: string): string {
  return physicalName.replace(/^.*-/, '').slice(0, -8);
}

/** Reads what the functions of a local cloud have used since some instant. */
export function functionUsage(logFolder: string, since: Date): FunctionUsage {
  const invocations: Record<string, number> = {};
  let gigabyteSeconds = 0;
  let logBytes = 0;
  for (const file of readdirSync(logFolder)) {
    logBytes += statSync(path.join(logFolder, file)).size;
    for (const line of readFileSync(path.join(logFolder, file), 'utf8').split('\n')) {
      const report = reportSchema.safeParse(jsonOf(line)).data;
      if (report === undefined || String(report['time']) < since.toISOString()) continue;
      const name = functionOf(report.source);
      const memory = megabytes.get(name);
      if (memory === undefined) continue;
      invocations[name] = (invocations[name] ?? 0) + 1;
      gigabyteSeconds += (memory / 1024) * (report.durationMs / 1000);
    }
  }
  return { invocations, gigabyteSeconds, logBytes };
}

/** The rows of what one completed application costs, at list prices, storage apart; the most expensive first. */
export function costRows({ applications, database, transitions, functions }: Usage): Row[] {
  const { invocations, gigabyteSeconds, logBytes } = functions;
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (invocations[name] ?? 0), 0) / applications;
  const all = of(...Object.keys(invocations));
  const requests = of(...apis);
  const uploads = of('InspectUpload');
  const items: readonly (readonly [string, number])[] = [
    ['writes of the table', (database.write / applications) * prices.writeUnit],
    ['reads of the table', (database.read / applications) * prices.readUnit],
    ['state transitions', transitions * prices.transition],
    ['requests of the API', requests * (prices.apiRequest + prices.distributionRequest)],
    ['invocations', all * prices.invocation],
    ['computing', (gigabyteSeconds / applications) * prices.gigabyteSecond],
    // An upload is put twice, read once and deleted; of each rendering about two papers are put and a photo is read.
    [
      'requests of the buckets',
      (2 * uploads + 2 * of('RenderDocuments')) * prices.put + (uploads + of('RenderDocuments')) * prices.get,
    ],
    ['events', of('DispatchEvents') * prices.event],
    ['logs', (logBytes / applications / 1024 ** 3) * prices.logGigabyte],
  ];
  const total = items.reduce((sum, [, price]) => sum + price, 0);
  const rows = items
    .toSorted(([, left], [, right]) => right - left)
    .map(([name, price]) => ({
      name: `cost per completed application: ${name}`,
      figure: price * 1000,
      unit: 'USD/1000',
    }));
  const target = { most: 2 };
  return [{ name: 'cost per completed application', figure: total * 1000, unit: 'USD/1000', target }, ...rows];
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
