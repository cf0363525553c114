import { expect } from 'vitest';
import { practitionerEndpoints } from '../../../api/practitioner.ts';
import { publicEndpoints } from '../../../api/public.ts';
import { ApiError } from '../../../api/request.ts';
import { effectOf, rowOf } from '../../../domain/catalogue.ts';
import { isCertified } from '../../../domain/certifying.ts';
import { type Action, queueOf } from '../../../domain/lifecycle.ts';
import { lifecycleFacts } from '../../../domain/lifecycle-facts.ts';
import { shanghaiDate } from '../../../domain/calendar-dates.ts';
import { disagreements, fourEyesDisagreements } from './lifecycle-invariants.ts';
import { moveOf, type Setting, type Step, told } from './lifecycle-moves.ts';
import type { Entry, Move, World } from './lifecycle-model.ts';
import { play } from './lifecycle-world.ts';
import { until } from '../parties/party.ts';
import { call, type Parties } from './sequence-calls.ts';
import type { SequenceTable } from './sequence-table.ts';
import { registrationStatus } from '../../../domain/registration-terms.ts';

/** One person on the cloud beside the model of that person; sequences are played on both, one after the other. */
export interface Player {
  world: World;
  parties: Parties;
  readonly setting: Setting;
  readonly table: SequenceTable;
  /** The person signed in under each of the two names. */
  readonly named: Readonly<Record<string, Parties['person']>>;
  /** All that was done, for whoever has to find out why something disagrees. */
  readonly done: string[];
  /** What each application was when it was last looked at: its steps, without the issue of certificates, which comes by itself. */
  readonly traces: Map<string, string>;
  /** The code of each registration's certificate when it was last looked at. */
  readonly codes: Map<string, string>;
  personId: string | undefined;
}

const placeholder = { id: 'to be drawn', number: 'to be drawn' };

/** Plays a sequence, and answers how many actions of it were carried out and refused. Throws when cloud and model disagree. */
export async function playSequence(player: Player, steps: readonly Step[]): Promise<{ done: number; refused: number }> {
  const count = { done: 0, refused: 0 };
  for (const step of steps) {
    player.world = { ...player.world, today: shanghaiDate(new Date()) };
    const move = concluded(player.world, step, player.setting) ?? moveOf(player.world, step, player.setting);
    if (move === undefined) continue;
    const outcome = await playMove(player, move);
    if (outcome !== undefined) count[outcome] += 1;
  }
  await expectPersonAgrees(player);
  return count;
}

// The publicity ends by itself: an objection is upheld at once or not at all.
function concluded({ applications }: World, { pick }: Step, { officers }: Setting): Move | undefined {
  const published = applications.find(({ state }) => state === 'in-publicity');
  if (published === undefined) return undefined;
  const deciders = officers.filter(({ roles }) => roles.includes('decision'));
  const officer = deciders[Math.floor(pick / 2) % Math.max(1, deciders.length)];
  const by = officer === undefined ? {} : { officer };
  const upheld = { action: 'uphold-objection', actor: 'decision', ...by } as const;
  const over = { action: 'conclude-publicity', actor: 'system' } as const;
  return { kind: 'act', id: published.id, ...(pick % 2 === 0 ? upheld : over) };
}

async function playMove(player: Player, move: Move): Promise<'done' | 'refused' | undefined> {
  const { world } = player;
  const predicted = play(world, move, placeholder);
  const bySystem = move.kind === 'act' && move.actor === 'system';
  const expected = predicted.refused === null ? predicted.world : undefined;
  player.done.push(`${told(move)}${predicted.refused === null ? '' : ` — to be refused, ${predicted.refused}`}`);
  try {
    const id = bySystem ? null : await call(move, world, expected, player.parties);
    if (id === undefined) {
      player.done.push('… which nobody can try');
      return undefined;
    }
    if (expected === undefined) throw new Error(`this was to be refused with ${predicted.refused ?? ''}`);
    await followModel(player, move, id);
    return 'done';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { code, detail, errors } = error.problem;
    if (expected !== undefined || code === 'changed-meanwhile' || error.problem.status >= 500) {
      throw new Error(`refused with ${code}: ${detail} ${JSON.stringify(errors)}`, { cause: error });
    }
    if ('id' in move) await expectCaseAgrees(player, move.id, true);
    return 'refused';
  }
}

/** Lets the model do what the cloud has done, and waits until the workflow has followed. */
async function followModel(player: Player, move: Move, begun: string | null): Promise<void> {
  const { world, table } = player;
  if (move.kind === 'rename') player.parties = { ...player.parties, person: player.named[move.name]! };
  const id = begun ?? ('id' in move ? move.id : undefined);
  const dry = play(world, move, { ...placeholder, id: id ?? '' });
  const to = dry.world.applications.find((each) => each.id === id);
  let number = '';
  if (id !== undefined && to?.state === 'approved' && effectOf(to).grants !== null) {
    const item = await until(`the approval of ${id}`, async () => {
      const { application } = await table.readCase(id);
      return application?.state === 'approved' ? application : undefined;
    });
    number = item.registrationNumbers?.[0] ?? item.qualification?.id ?? '';
  }
  player.world = play(world, move, { id: id ?? '', number }).world;
  if (to?.state === 'submitted' && id !== undefined) {
    const ready = { kind: 'act', id, action: 'documents-ready', actor: 'system' } as const;
    player.world = play(player.world, ready, placeholder).world;
  }
  expect(disagreements(player.world)).toEqual([]);
  if (id !== undefined) await expectCaseAgrees(player, id, false);
}

/** Waits until an application on the cloud is what the model says, with the work item of its state; after a refusal it is what it was. */
async function expectCaseAgrees(
  { world, table, traces, ...player }: Player,
  id: string,
  unchanged: boolean,
): Promise<void> {
  const application = world.applications.find((each) => each.id === id);
  if (application === undefined) {
    const { application: left, event, file, open } = await table.readCase(id);
    expect([left, event, file, open]).toEqual([undefined, [], [], []]);
    return;
  }
  const queue = queueOf(application.state, lifecycleFacts(application));
  const found = await until(`${id} in ${application.state}`, async () => {
    const read = await table.readCase(id);
    if (read.application?.state !== application.state) {
      // Only the system moves on by itself, and only from these two.
      const moving = ['submitted', 'in-publicity'].includes(read.application?.state ?? '');
      if (!moving)
        throw new Error(`${id} is in ${read.application?.state ?? 'no state'} instead of ${application.state}`);
      return undefined;
    }
    return read.open.length > 0 === (queue !== undefined) ? read : undefined;
  });
  expect(found.open.map((item) => item.queue)).toEqual(queue === undefined ? [] : [queue]);
  const acts = found.event.flatMap(({ action, from = 'draft', actorId }) =>
    actorId === undefined ? [] : [{ action: action as Action, from, staffId: actorId }],
  );
  expect(acts).toEqual(world.acts[id] ?? []);
  expect(fourEyesDisagreements(id, acts)).toEqual([]);
  player.personId ??= found.application?.personId;
  const steps = found.event.map(({ action }) => action).filter((action) => !action.endsWith('issue-certificate'));
  const trace = `${found.application?.stateVersion ?? 0} ${steps.join()}`;
  if (unchanged) expect(trace).toBe(traces.get(id));
  traces.set(id, trace);
}

/** Register, certificates and guards of the person agree with the model, in the table and as the API tells them. */
async function expectPersonAgrees(player: Player): Promise<void> {
  const { world, table, parties } = player;
  const [application] = world.applications;
  if (application === undefined) return;
  const personId = (player.personId ??= (await table.readCase(application.id)).application?.personId ?? '');
  expect(await table.readLocks(personId)).toEqual(world.locks);
  const stored = await until('the certificates', async () => {
    const entries = await table.readEntries(personId);
    const waiting = world.entries.filter((entry) => {
      const there = entries.find(({ number }) => number === entry.number);
      return (
        certifiedBy(world, entry) !== undefined &&
        there?.certificateDocumentId === undefined &&
        there?.cancelledOn === undefined
      );
    });
    return waiting.length === 0 ? entries : undefined;
  });
  const numbers = (all: readonly { readonly number: string }[]) => all.map(({ number }) => number).sort();
  expect(numbers(stored)).toEqual(numbers(world.entries));
  const { items } = await parties.person.send(practitionerEndpoints.listRegistrations, {});
  expect(numbers(items)).toEqual(numbers(stored));
  for (const item of stored) {
    const entry = world.entries.find(({ number }) => number === item.number)!;
    const certifying = certifiedBy(world, entry);
    const { validFrom, validUntil, employerName, employerCreditCode, holderName, specialties, profession } = entry;
    const facts = { validFrom, validUntil, employerName, holderName, specialties, profession };
    expect(item).toMatchObject({ ...facts, employerCreditCode });
    expect([item.cancelledOn ?? null, item.zone ?? null, item.applicationId]).toEqual([
      entry.cancelledOn,
      entry.zone,
      certifying,
    ]);
    const amendments = entry.written.length - (isMade(world, entry) ? 1 : 0);
    const certifications = entry.written.length - (entry.cancelledOn == null ? 0 : 1);
    expect(item.version).toBeGreaterThanOrEqual(1 + amendments + (item.certificateDocumentId === undefined ? 0 : 1));
    expect(item.version).toBeLessThanOrEqual(1 + amendments + certifications + keptValid(world, entry.number));
    if (item.certificateDocumentId !== undefined) {
      const { document } = await table.readCase(certifying ?? '');
      const certificate = document.find(({ documentId }) => documentId === item.certificateDocumentId);
      expect(certificate).toMatchObject({ kind: 'certificate' });
      if (certificate?.registrationNumber !== undefined) expect(certificate.registrationNumber).toBe(item.number);
    }
    const status = registrationStatus(entry, world.today);
    expect(items.find(({ number }) => number === item.number)).toMatchObject({
      ...facts,
      status,
      applicationId: certifying ?? null,
    });
    const body = { code: item.verificationCode };
    const verified = await parties.person.send(publicEndpoints.verifyCertificate, {
      params: { number: item.number },
      body,
    });
    expect(verified).toMatchObject({ ...facts, status });
    await expectEarlierReplaced(player, item);
  }
}

/** How often renewals of an entry can have begun to keep it valid, and have ended that. */
function keptValid({ applications }: World, number: string): number {
  const renewals = applications.filter(
    (each) => rowOf(each).inTime !== null && each.draft.registrationNumber === number,
  );
  return renewals.reduce((sum, { submission }) => sum + 2 * submission, 0);
}

/** The code that an entry had when it was last looked at verifies as replaced, once it has another. */
async function expectEarlierReplaced(
  { codes, parties }: Player,
  { number, verificationCode }: { readonly number: string; readonly verificationCode: string },
): Promise<void> {
  const earlier = codes.get(number);
  codes.set(number, verificationCode);
  if (earlier === undefined || earlier === verificationCode) return;
  const input = { params: { number }, body: { code: earlier } };
  expect(await parties.person.send(publicEndpoints.verifyCertificate, input)).toMatchObject({ status: 'replaced' });
}

/** The last approval that a certificate follows; undefined for an entry that nothing here has written. */
function certifiedBy({ applications }: World, { written }: Entry): string | undefined {
  return written.findLast((id) => applications.some((each) => each.id === id && isCertified(each)));
}

/** True for an entry that an approval has made; false for one that was taken over. */
function isMade({ applications }: World, { written }: Entry): boolean {
  return applications.some((each) => each.id === written[0] && effectOf(each).grants === 'registration');
}
