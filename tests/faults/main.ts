/**
 * `npm run faults`: plays journeys on local clouds whose services fail a fifth of the time, one kind of fault after another and all together, and prints a
 * table. Every journey must come to its end by itself, with as many of everything as without faults: exit code 1 when one does not, when there is less or more of
 * anything, when what is derived is not as its sources say, when an execution failed, or when something lies in a dead-letter queue.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { putPatiently, sendPatiently } from '../../api/patience.ts';
import { faultKinds, faultsFile } from '../../local/ground/faults.ts';
import { runAll } from '../journey/run.ts';
import type { PlayedScenario } from '../journey/table.ts';
import { tasksInTurn } from '../journey/tasks.ts';
import { deadLetters, failedExecutions } from '../support/cloud/aws.ts';
import { type LocalCloud, startLocalCloud } from '../support/cloud/local-cloud.ts';
import { type Census, censusOf, disagreements, growth } from './census.ts';

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

/** How long a page waits for the store (site/src/files/put-file.ts). */
const stillMilliseconds = 20_000;

/** Has everybody in this process call the API and put files as a browser does: commands with a key, and again while a server is in trouble. */
function callAsBrowsersDo(): void {
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method === 'PUT' && request.url.includes('X-Amz-Signature')) {
      const put = () => plain(request.clone(), { signal: AbortSignal.timeout(stillMilliseconds) });
      const status = await putPatiently(async () => (await put()).status);
      return new Response(null, { status });
    }
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

/** How long what a fault has held up may take to be made up for: the longest pauses between tries are some ten seconds. */
const settlingSeconds = 90;

/** Plays the journeys; `expected`: what they leave without faults. Returns too what they have left. */
async function playWith(
  cloud: LocalCloud,
  name: string,
  shares: object,
  firstNumber: number,
  expected: Census | undefined,
): Promise<Result & { readonly left: Census }> {
  const started = performance.now();
  const before = await censusOf(cloud);
  await writeFile(path.join(cloud.dataFolder, faultsFile), JSON.stringify(shares));
  const run = { target: cloud.target, firstNumber, concurrency: 4, shortDays: false, folder: null };
  const played = await runAll(tasksInTurn(Number(values.journeys)), run, () => undefined);
  await writeFile(path.join(cloud.dataFolder, faultsFile), '{}');
  const unfinished = played.filter(({ outcome }) => outcome === 'failed').map((one) => `${one.name}: ${one.register}`);
  const seconds = Math.round((performance.now() - started) / 1000);
  const left = await settled(cloud, before, expected);
  const miscounted = expected === undefined ? [] : disagreements(expected, left);
  const stuck = [...(await failedExecutions(cloud)), ...(await deadLetters(cloud))];
  const wrong = [...unfinished, ...miscounted, ...stuck, ...(await underived(cloud))];
  return { name, played, wrong, seconds, left };
}

/** What has been left since a count, once it is as much as expected or, at the end, as it is; without expectation, once nothing comes any more. */
async function settled(cloud: LocalCloud, before: Census, expected: Census | undefined): Promise<Census> {
  const end = performance.now() + settlingSeconds * 1000;
  let last = growth(before, await censusOf(cloud));
  for (;;) {
    await sleep(3000);
    const next = growth(before, await censusOf(cloud));
    const isSettled = disagreements(expected ?? last, next).length === 0;
    if (isSettled || performance.now() > end) return next;
    last = next;
  }
}

/** What `npm run rebuild -- --check` finds of lists, counts and open work that is not as the table says. */
async function underived(cloud: LocalCloud): Promise<string[]> {
  const environment = { ...process.env, LOCAL_DATA: cloud.dataFolder };
  const run = promisify(execFile)(process.execPath, ['operations/rebuild/main.ts', '--check'], { env: environment });
  return await run.then(
    () => [],
    (error: unknown) => [
      `not as its sources say: ${String(error instanceof Error && 'stdout' in error ? error.stdout : error)}`,
    ],
  );
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
  let expected: Census | undefined;
  try {
    for (const [index, [name, shares]] of rows.entries()) {
      const result = await playWith(cloud, name, shares, 1 + index * Number(values.journeys), expected);
      expected ??= result.left;
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
