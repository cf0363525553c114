import { departmentEndpoints } from '../../api/department.ts';
import { employerEndpoints } from '../../api/employer.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import type { ProfessionCode } from '../../domain/professions.ts';
import type { Target } from '../../local/command/target.ts';
import type { signInStaff } from '../support/parties/cast.ts';
import { type Party, signInAs, until } from '../support/parties/party.ts';
import {
  begin,
  completeCompany,
  confirmAndSubmit,
  confirmAsEmployer,
  fillIn,
  seenBy,
} from '../support/parties/play.ts';

/** What was measured while applications were played; all in milliseconds. */
export interface Measurements {
  /** By operation, as `POST /api/employer/applications/{id}/confirm`. */
  readonly calls: Map<string, number[]>;
  /** By command: from its answer until the next party's work item was listed. */
  readonly nextListed: Map<string, number[]>;
}

/** One application and everybody who plays it. */
export interface Play {
  readonly person: Party;
  readonly company: Party;
  readonly staff: Awaited<ReturnType<typeof signInStaff>>;
  readonly profession: ProfessionCode;
  readonly measurements: Measurements;
  /** Milliseconds between two looks at a list. */
  readonly lookEvery: number;
}

/** No measurements yet. */
export function noMeasurements(): Measurements {
  return { calls: new Map(), nextListed: new Map() };
}

/** A party whose calls are timed, each until its answer has been read and checked. */
export function timedParty(party: Party, { calls }: Measurements): Party {
  return {
    ...party,
    send: async (endpoint, input, idempotencyKey) => {
      const started = performance.now();
      const answer = await party.send(endpoint, input, idempotencyKey);
      note(calls, `${endpoint.method} ${endpoint.path}`, performance.now() - started);
      return answer;
    },
  };
}

/** Signs a company in and completes its profile, once for all applications that name it. */
export async function readyCompany(target: Target, account: string): Promise<Party> {
  const company = await signInAs(target, account);
  await completeCompany(company);
  return company;
}

/** From nothing to the employer's work item. Returns the id of the application. */
export async function applyFor({ person, company, profession, measurements, lookEvery }: Play): Promise<string> {
  const id = await begin(person, profession);
  await fillIn(person, company, id, profession, new Date());
  await confirmAndSubmit(person, id);
  await nextListed('submit', measurements, lookEvery, id, (cursor) =>
    company.send(employerEndpoints.listWorkItems, page(cursor)),
  );
  return id;
}

/** The employer confirms; the application arrives in the acceptance queue. */
export async function confirm(play: Play, id: string): Promise<void> {
  await confirmAsEmployer(play.company, id, play.profession);
  await inQueue('confirm', play, id, play.staff.acceptance, 'acceptance');
}

/** Acceptance; the application arrives in the review queue. */
export async function accept(play: Play, id: string): Promise<void> {
  const { acceptance, review } = play.staff;
  const body = { version: await seenBy(acceptance, id) };
  await acceptance.send(departmentEndpoints.accept, { params: { id }, body });
  await inQueue('accept', play, id, review, 'review');
}

/** Review; the application arrives in the decision queue. */
export async function recommend(play: Play, id: string): Promise<void> {
  const { review, decision } = play.staff;
  const body = { version: await seenBy(review, id), outcome: 'approve', opinion: '材料齐全，建议准予注册。' } as const;
  await review.send(departmentEndpoints.recommend, { params: { id }, body });
  await inQueue('recommend', play, id, decision, 'decision');
}

/** Decision; the application arrives in the publicity queue. */
export async function decide(play: Play, id: string): Promise<void> {
  const { decision } = play.staff;
  const body = { version: await seenBy(decision, id), decision: 'approve', opinion: '准予注册。' } as const;
  await decision.send(departmentEndpoints.decide, { params: { id }, body });
  await inQueue('decide', play, id, decision, 'publicity');
}

/** Waits until the certificate can be downloaded. Throws when that takes more than two minutes. */
export async function certified({ person, lookEvery }: Play, id: string): Promise<void> {
  const ask = async () => {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return items.find((item) => item.applicationId === id && item.certificateReady);
  };
  await until('certificate', ask, { seconds: 120, everyMilliseconds: Math.max(lookEvery, 100) });
}

/** Plays one application from nothing to the certificate. */
export async function playAll(play: Play): Promise<void> {
  const id = await applyFor(play);
  await confirm(play, id);
  await accept(play, id);
  await recommend(play, id);
  await decide(play, id);
  await certified(play, id);
}

type Queue = 'acceptance' | 'review' | 'decision' | 'publicity';

function inQueue(
  command: string,
  { measurements, lookEvery }: Play,
  id: string,
  staff: Party,
  queue: Queue,
): Promise<void> {
  return nextListed(command, measurements, lookEvery, id, (cursor) => {
    const query = cursor === null ? { queue } : { queue, cursor };
    return staff.send(departmentEndpoints.listQueue, { query });
  });
}

interface WorkList {
  readonly items: readonly { readonly applicationId: string }[];
  readonly cursor: string | null;
}

async function nextListed(
  command: string,
  { nextListed: byCommand }: Measurements,
  lookEvery: number,
  id: string,
  list: (cursor: string | null) => Promise<WorkList>,
): Promise<void> {
  const answered = performance.now();
  const ask = async () => ((await isListed(id, list)) ? true : undefined);
  await until(`work item of ${id}`, ask, { seconds: 60, everyMilliseconds: lookEvery });
  note(byCommand, command, performance.now() - answered);
}

function note(samples: Map<string, number[]>, name: string, sample: number): void {
  samples.set(name, [...(samples.get(name) ?? []), sample]);
}

// Lists are sorted by due time, so a new item may stand on any page.
async function isListed(id: string, list: (cursor: string | null) => Promise<WorkList>): Promise<boolean> {
  for (let cursor: string | null = null; ;) {
    const found = await list(cursor);
    if (found.items.some(({ applicationId }) => applicationId === id)) return true;
    if (found.cursor === null) return false;
    ({ cursor } = found);
  }
}

function page(cursor: string | null): { query: { cursor?: string } } {
  return { query: cursor === null ? {} : { cursor } };
}
