import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { problemSchema } from '../../api/problems.ts';
import { type FuzzCaller, type FuzzedRequest, fuzzedRequests } from './requests.ts';

/** What is fuzzed, by whom, and how to see that nothing has changed. */
export interface FuzzSettings {
  readonly baseUrl: string;
  readonly count: number;
  readonly seed: number;
  readonly callers: readonly FuzzCaller[];
  /** Path parameters that lead to something. */
  readonly things: Readonly<Record<string, string>>;
  /** Everything that a request could change, as a text. */
  readonly snapshot: () => Promise<string>;
}

/** What came of it. `faults` says of each request that was answered wrongly which it was and why. */
export interface FuzzReport {
  readonly requests: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly groups: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

const atOnce = 10;

/** Sends hostile requests, some at a time, and looks after each round whether what was refused has changed anything. */
export async function fuzz(settings: FuzzSettings): Promise<FuzzReport> {
  const { count, seed, callers, things, snapshot } = settings;
  const requests = fc.sample(fuzzedRequests(callers, things), { numRuns: count, seed });
  const statuses: Record<string, number> = {};
  const groups: Record<string, number> = {};
  const faults: string[] = [];
  let before = await snapshot();
  for (let start = 0; start < requests.length; start += atOnce) {
    const round = requests.slice(start, start + atOnce);
    const answers = await Promise.all(round.map((request) => send(request, settings)));
    for (const [index, { status, fault }] of answers.entries()) {
      const request = round[index];
      if (request === undefined) continue;
      statuses[status] = (statuses[status] ?? 0) + 1;
      groups[request.item.endpoint.api] = (groups[request.item.endpoint.api] ?? 0) + 1;
      if (fault !== undefined) faults.push(`${fault}: ${describe(request)}`);
    }
    const after = await snapshot();
    const did = round.some(({ item }, index) => item.endpoint.method !== 'GET' && answers[index]?.status === 200);
    if (!did && after !== before)
      faults.push(`something changed though all was refused: ${round.map(describe).join('; ')}`);
    before = did ? await settled(snapshot) : after;
  }
  return { requests: requests.length, statuses, groups, faults };
}

/** The snapshot once what was carried out has had its effects: the workflow goes on after the answer. */
async function settled(snapshot: FuzzSettings['snapshot']): Promise<string> {
  let last = await snapshot();
  for (let looks = 0; looks < 50; looks += 1) {
    await delay(300);
    const next = await snapshot();
    if (next === last) return next;
    last = next;
  }
  throw new Error('the cloud does not come to rest');
}

async function send(
  { item, caller, path, query, headers, body }: FuzzedRequest,
  { baseUrl }: FuzzSettings,
): Promise<{ status: number; fault: string | undefined }> {
  const { token } = caller;
  const response = await fetch(`${baseUrl}${path}${query === '' ? '' : `?${query}`}`, {
    method: item.endpoint.method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, fault: faultOf(response.status, text) };
}

// API Gateway itself answers without a token that counts, and when address and headers have more than 10,240 bytes, with a document of its own.
const gatewayAnswers: readonly number[] = [401, 431];

/** What is wrong with an answer: a failure, or a refusal that says nothing a user could act on. */
function faultOf(status: number, text: string): string | undefined {
  if (status >= 500) return `${status} ${text.slice(0, 200)}`;
  if (status < 400 || gatewayAnswers.includes(status)) return undefined;
  const problem = problemSchema.safeParse(parsed(text)).data;
  if (problem === undefined) return `${status} without a problem document: ${text.slice(0, 200)}`;
  if (problem.requestId === undefined) return `${status} without a requestId`;
  return /\p{Script=Han}/u.test(problem.detail) ? undefined : `${status} without a Chinese detail: ${problem.detail}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function describe({ item, caller, path, query, headers, body = '' }: FuzzedRequest): string {
  const shown = JSON.stringify([path.slice(0, 200), query.slice(0, 200), headers, body.slice(0, 300)]);
  return `${item.endpoint.method} ${item.endpoint.path} by ${caller.name} ${shown.slice(0, 900)}`;
}
