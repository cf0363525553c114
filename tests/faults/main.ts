/**
 * `npm run faults`: plays journeys on local clouds whose services fail a fifth of the time, one kind of fault after another and all together, and prints a
 * table. Every journey must come to its end by itself: exit code 1 when one does not, when an execution failed, or when something lies in a dead-letter queue.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sendPatiently } from '../../api/patience.ts';
import { faultKinds, faultsFile } from '../../local/ground/faults.ts';
import { runAll } from '../journey/run.ts';
import type { PlayedScenario } from '../journey/table.ts';
import { tasksInTurn } from '../journey/tasks.ts';
import { deadLetters, failedExecutions } from '../support/cloud/aws.ts';
import { type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';

const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '0.2' },
    journeys: { type: 'string', default: '4' },
    kind: { type: 'string', multiple: true },
  },
});
const unknown = (values.kind ?? []).filter((kind) => !faultKinds.some((known) => known === kind));
if (unknown.length > 0) throw new Error(`no kind of fault: ${unknown.join(', ')}; there are ${faultKinds.join(', ')}`);
const kinds = faultKinds.filter((kind) => values.kind?.includes(kind) ?? true);

/** Has everybody in this process call the API as a browser does: commands with a key, and again while a server is in trouble. */
function callAsBrowsersDo(): void {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.includes('/api/')) return await plain(request);
    if (request.method !== 'GET' && !request.headers.has('idempotency-key'))
      request.headers.set('idempotency-key', crypto.randomUUID());
    return await sendPatiently(() => plain(request.clone()));
  };
}

interface Result {
  readonly name: string;
  readonly played: readonly PlayedScenario[];
  readonly wrong: readonly string[];
  readonly seconds: number;
}

async function playWith(cloud: LocalCloud, name: string, shares: object, firstNumber: number): Promise<Result> {
  const started = performance.now();
  await writeFile(path.join(cloud.dataFolder, faultsFile), JSON.stringify(shares));
  const run = { target: cloud.target, firstNumber, concurrency: 4, shortDays: false, folder: null };
  const played = await runAll(tasksInTurn(Number(values.journeys)), run, () => undefined);
  await writeFile(path.join(cloud.dataFolder, faultsFile), '{}');
  const unfinished = played.filter(({ outcome }) => outcome === 'failed').map((one) => `${one.name}: ${one.register}`);
  const stuck = [...(await failedExecutions(cloud)), ...(await deadLetters(cloud))];
  return { name, played, wrong: [...unfinished, ...stuck], seconds: Math.round((performance.now() - started) / 1000) };
}

async function main(): Promise<readonly Result[]> {
  const share = Number(values.share);
  const rows = [
    ['none', {}],
    ...kinds.map((kind) => [kind, { [kind]: share }] as const),
    ['all together, a quarter of it each', Object.fromEntries(kinds.map((kind) => [kind, share / 4]))],
  ] as const;
  const cloud = await startLocalCloud({ build: true, parameters: { EmailSender: 'notice@registration.example.cn' } });
  const results: Result[] = [];
  try {
    for (const [index, [name, shares]] of rows.entries()) {
      const result = await playWith(cloud, name, shares, 1 + index * Number(values.journeys));
      results.push(result);
      process.stdout.write(`${lineOf(result)}\n`);
    }
  } finally {
    await cloud.stop();
    await cloud.remove();
  }
  return results;
}

function lineOf({ name, played, wrong, seconds }: Result): string {
  const completed = played.filter(({ outcome }) => outcome !== 'failed').length;
  const problems = wrong.map((text) => `\n    ${text}`).join('');
  return `${name.padEnd(36)} ${completed} of ${played.length} completed  ${String(seconds).padStart(4)} s${problems}`;
}

callAsBrowsersDo();
const results = await main();
process.exitCode = results.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
