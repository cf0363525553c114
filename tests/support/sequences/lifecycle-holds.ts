import { addDays, type CalendarDate } from '../../../domain/calendar-dates.ts';
import { effectOf, rowOf } from '../../../domain/catalogue.ts';
import type { ProjectLock, Suspension } from '../../../domain/hold-periods.ts';
import { decideHold, type HoldAction, type HoldRequest } from '../../../domain/holds.ts';
import { instantOf } from './lifecycle-drafts.ts';
import {
  type Entry,
  type Held,
  type Move,
  type Officer,
  type Outcome,
  thePerson,
  type World,
} from './lifecycle-model.ts';

/** What officers can do to an entry as it stands, tried by those who have the role for it and by those who have not. */
export function holdsOf({ holds }: World, { number, cancelledOn }: Entry, officers: readonly Officer[]): Move[] {
  if (cancelledOn !== null) return [];
  const { suspension, lock, proposal } = holds[number] ?? nothingHeld;
  const actions: HoldAction[] = [
    ...(proposal === null ? [] : (['confirm-suspension', 'decline-suspension'] as const)),
    ...(suspension === null ? (['propose-suspension'] as const) : (['lift-suspension'] as const)),
    lock === null ? 'lock' : 'unlock',
  ];
  return actions.flatMap((action) => officers.map((officer) => ({ kind: 'hold', number, action, officer }) as const));
}

const nothingHeld: Held = { suspension: null, lock: null, proposal: null };

/** Plays a hold by what the domain decides on it. What is expected to stand then is said again here and not asked of the product. */
export function playHold(world: World, { number, action, officer }: Extract<Move, { kind: 'hold' }>): Outcome {
  const entry = world.entries.find((each) => each.number === number);
  if (entry === undefined) return { world, refused: 'not-found' };
  const held = world.holds[number] ?? nothingHeld;
  const decision = decideHold({
    ...{ entry, proposal: held.proposal, request: requestOf(action, world.today), version: entry.version },
    officer: {
      ...{ staffId: officer.id, name: officer.id, roles: officer.roles },
      personId: officer.self === true ? thePerson : null,
    },
    now: new Date(instantOf(world.today)),
  });
  if (!decision.ok) return { world, refused: decision.refusal.code };
  const { after, proposal } = decision.value;
  const entries = world.entries.map((each) =>
    each.number === number ? { ...each, ...after, version: entry.version + 1 } : each,
  );
  const standing = proposal === undefined ? held.proposal : proposal;
  const holds = { ...world.holds, [number]: { ...heldAfter(held, action, world.today), proposal: standing } };
  return { world: { ...world, entries, holds }, refused: null };
}

function requestOf(action: HoldAction, today: CalendarDate): HoldRequest {
  if (action === 'propose-suspension') return { action, ...suspensionFrom(today) };
  return action === 'lock' ? { action, ...lockFrom(today) } : { action, reason: '见说明。' };
}

function suspensionFrom(today: CalendarDate): Suspension {
  return { reason: '违反强制性标准', document: '苏建罚字〔2026〕1号', from: today, until: addDays(today, 60) };
}

function lockFrom(today: CalendarDate): ProjectLock {
  return { project: '演示大厦', reason: '任项目负责人', until: addDays(today, 90) };
}

function heldAfter(held: Held, action: HoldAction, today: CalendarDate): Omit<Held, 'proposal'> {
  const { suspension, lock, proposal } = held;
  switch (action) {
    case 'confirm-suspension':
      return { lock, suspension: proposal && suspensionOf(proposal) };
    case 'lift-suspension':
      return { lock, suspension: null };
    case 'lock':
      return { suspension, lock: lockFrom(today) };
    case 'unlock':
      return { suspension, lock: null };
    case 'propose-suspension':
    case 'decline-suspension':
      return { suspension, lock };
  }
}

function suspensionOf({ reason, document, from, until }: Suspension): Suspension {
  return { reason, document, from, until };
}

/** What does not hold of suspensions, locks and bars in a world: they are as officers have left them, whatever was approved meanwhile. */
export function holdDisagreements({ entries, holds, bars, blamed }: World): string[] {
  const kept = entries.flatMap((entry) => {
    const { suspension, lock } = holds[entry.number] ?? nothingHeld;
    const same = JSON.stringify([entry.suspension, entry.lock]) === JSON.stringify([suspension, lock]);
    return same ? [] : [`${entry.number} is not held as it was left`];
  });
  const barred = bars.filter(({ reason }) => reason === 'false-material').map(({ applicationId }) => applicationId);
  const isBarred = [...barred].sort().join() === [...blamed].sort().join();
  return [...kept, ...(isBarred ? [] : [`false material of ${blamed.join()} bars by ${barred.join()}`])];
}

// Said again here: what ends a registration although its holder leads a project, of what the sequences name.
const despiteProject: readonly string[] = ['other-legal-ground'];

/** What a move has changed that a lock or a bar should have kept as it was. */
export function keptDisagreements(before: World, after: World): string[] {
  const { today } = before;
  const moved = before.entries.flatMap((entry) => {
    const next = after.entries.find(({ number }) => number === entry.number);
    const isLocked = entry.lock !== null && entry.lock.until >= today;
    if (next === undefined || !isLocked) return [];
    const ended = next.cancelledOn !== entry.cancelledOn && !despiteProject.includes(next.cancellationGround ?? '');
    const left = next.employerCreditCode !== entry.employerCreditCode;
    return ended || left ? [`${entry.number} has moved or ended while a project held it`] : [];
  });
  const granted = after.applications.filter(
    ({ id, state }) =>
      state === 'approved' && before.applications.some((each) => each.id === id && each.state !== 'approved'),
  );
  const barred = granted.filter(
    (application) =>
      rowOf(application).keepsOutBarred &&
      before.bars.some(({ profession, until }) => profession === application.profession && (until ?? today) >= today),
  );
  return [...moved, ...barred.map((each) => `${each.id} (${effectOf(each).code}) was granted to who is barred`)];
}
