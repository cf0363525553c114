import type { ApplicationDraft } from '../../../domain/application-parts.ts';
import type { Application } from '../../../domain/application.ts';
import { addDays } from '../../../domain/calendar-dates.ts';
import { findMatterRow, rowOf } from '../../../domain/catalogue.ts';
import type { CaseCommand } from '../../../domain/command.ts';
import { decide, decideBeginning } from '../../../domain/decide.ts';
import { isEditable, refusedUpload } from '../../../domain/editable.ts';
import type { Action } from '../../../domain/lifecycle.ts';
import { locksOf } from '../../../domain/open-locks.ts';
import { withProtection } from '../../../domain/renewal-protection.ts';
import { type Outcome as Decided, withNumbers } from '../../../domain/outcome.ts';
import { formOf } from '../../../domain/form-and-letter.ts';
import type { Decision } from '../../../domain/refusal.ts';
import { byOf, commandOf, employer, factsOf } from './lifecycle-commands.ts';
import { cancellationBy, employmentWith, filledDraft } from './lifecycle-drafts.ts';
import { playHold } from './lifecycle-holds.ts';
import { lastingAfter, lastingOf } from './lasting.ts';
import {
  type Drawn,
  type Entry,
  type ModelApplication,
  type Move,
  type Officer,
  type Outcome,
  thePerson,
  type World,
} from './lifecycle-model.ts';

/** Plays a move by what the domain decides on it; what is decided changes the world as its transaction changes the table. */
export function play(world: World, move: Move, drawn: Drawn): Outcome {
  switch (move.kind) {
    case 'pass-days':
      return { world: { ...world, today: addDays(world.today, move.days) }, refused: null };
    case 'rename':
      return { world: { ...world, profile: { ...world.profile, name: move.name } }, refused: null };
    case 'begin':
      return begin(world, move, drawn);
    case 'begin-cancellation':
      return beginCancellation(world, move, drawn);
    case 'redraft': {
      const { working, ...application } = found(world, move.id);
      if (!rowOf(application).asksEmployment) return save(world, move.id, working);
      return save(world, move.id, { ...working, employment: employmentWith(move.company, world.today) });
    }
    case 'change-position': {
      const { working } = found(world, move.id);
      return save(world, move.id, { ...working, employment: { ...working.employment, position: move.position } });
    }
    case 'upload':
      return upload(world, move);
    case 'hold':
      return playHold(world, move);
    case 'discard':
      return command(world, move.id, { ...byOf(world, 'practitioner'), action: 'discard' });
    case 'act':
      return act(world, move, drawn);
  }
}

function begin(world: World, move: Extract<Move, { kind: 'begin' }>, drawn: Drawn): Outcome {
  const { profession, matter, number: registrationNumber } = move;
  const { profile, qualifications, bars } = world;
  const person = { personId: thePerson, profile, qualifications, bars };
  const wanted = { id: drawn.id, ...person, profession, matter, registrationNumber };
  const decision = decideBeginning({
    ...byOf(world, 'practitioner'),
    ...wanted,
    action: 'create',
    locked: holderOfLock(world, { profession, matter, initiator: 'practitioner' }),
  });
  const begun = follow(world, decision, drawn);
  return begun.refused === null ? save(begun.world, drawn.id, filledDraft(begun.world, move)) : begun;
}

function beginCancellation(
  world: World,
  { by: initiator, number, specialties = [], officer }: Extract<Move, { kind: 'begin-cancellation' }>,
  drawn: Drawn,
): Outcome {
  const entry = world.entries.find((each) => each.number === number);
  if (entry === undefined) return { world, refused: 'not-found' };
  const actor = initiator === 'employer' ? 'employer' : 'review';
  const { profession } = entry;
  const matter = specialties.length === 0 ? 'cancellation' : 'cancel-specialty';
  const wrote = world.applications.find(({ id }) => id === entry.applicationId);
  const decision = decideBeginning({
    ...byOf(world, actor, officer ?? (initiator === 'department' ? { id: 'review-0', roles: [] } : undefined)),
    action: 'begin-cancellation',
    id: drawn.id,
    ...{ initiator, matter, specialties, entry, employer },
    certificateSource: wrote?.certificateSource ?? entry.applicationId,
    holder: world.profile,
    ...{ cancellation: cancellationBy(initiator), evidence: null },
    locked: holderOfLock(world, { profession, matter, initiator }),
  });
  return withAct(follow(world, decision, drawn), { id: drawn.id, action: 'submit', officer }, 'draft');
}

function act(world: World, move: Extract<Move, { kind: 'act' }>, drawn: Drawn): Outcome {
  const application = found(world, move.id);
  const outcome = command(world, move.id, commandOf(world, move, application), drawn);
  const acted = blaming(withAct(outcome, move, application.state), move);
  if (acted.refused !== null || move.action !== 'confirm') return acted;
  const sealed = found(acted.world, move.id);
  return changed(acted.world, { ...sealed, seal: sealOf(sealed) });
}

function blaming(outcome: Outcome, { id, falseMaterial = false }: Extract<Move, { kind: 'act' }>): Outcome {
  if (!falseMaterial || outcome.refused !== null) return outcome;
  return { ...outcome, world: { ...outcome.world, blamed: [...outcome.world.blamed, id] } };
}

function save(world: World, id: string, draft: ApplicationDraft): Outcome {
  return command(world, id, { ...byOf(world, 'practitioner'), action: 'save', draft });
}

function command(world: World, id: string, given: CaseCommand, drawn?: Drawn): Outcome {
  return follow(world, decide(factsOf(world, found(world, id)), given), drawn ?? { id, number: '' });
}

// A file is declared to the bucket and no command on the case: which ones are taken is asked of the same rules.
function upload(world: World, { id, slot }: Extract<Move, { kind: 'upload' }>): Outcome {
  const application = found(world, id);
  if (!isEditable(application)) return { world, refused: 'not-in-this-state' };
  const closed = refusedUpload(application, slot, 'practitioner');
  if (closed !== undefined) return { world, refused: closed.refusal.code };
  const uploads = { ...application.uploads, [slot]: (application.uploads[slot] ?? 0) + 1 };
  return changed(world, { ...application, uploads });
}

/** The world after a decision: everything that an outcome says, and nothing else. */
function follow(world: World, decision: Decision<Decided>, drawn: Drawn): Outcome {
  if (!decision.ok) return { world, refused: decision.refusal.code };
  const outcome = withNumbers(decision.value, { 'application-number': 'N', 'registration-number': drawn.number });
  const { before, after } = outcome;
  const id = (after ?? before)?.id ?? '';
  const own = world.applications.find((each) => each.id === id) ?? { uploads: {}, seal: null };
  const others = world.applications.filter((each) => each.id !== id);
  const next = after === null ? [] : [{ ...after, uploads: own.uploads, seal: own.seal }];
  const applications =
    before === null || after === null
      ? [...others, ...next]
      : world.applications.map((each) => (each.id === id ? (next[0] ?? each) : each));
  return {
    world: {
      ...world,
      applications,
      locks: locksAfter(world, outcome, id),
      entries: entriesAfter(world, outcome, id),
      bars: outcome.bar === null ? world.bars : [...world.bars, outcome.bar],
      qualifications: qualificationsAfter(world, outcome, drawn, id),
    },
    refused: null,
  };
}

function locksAfter({ locks }: World, { locks: changes }: Decided, id: string): World['locks'] {
  const { takes, releases, engages } = changes;
  const kept = Object.entries(locks).filter(([lock]) => !releases.includes(lock));
  const taken = takes.map((lock) => [lock, { holder: id, employer: null }] as const);
  const engaged =
    engages === null ? [] : [[engages.lock, { holder: id, employer: engages.employerCreditCode }] as const];
  return Object.fromEntries([...kept, ...taken, ...engaged]);
}

function entriesAfter({ entries, today }: World, { register, after }: Decided, id: string): World['entries'] {
  const amended = entries.map((entry) => {
    const amendment = register.amends.find(({ before }) => before.number === entry.number);
    if (amendment === undefined) return protectedAfter(entry, register.protection);
    const { written, lasting } = entry;
    return { ...amendment.after, written: [...written, id], lasting: lastingAfter(entry, lasting, after, today) };
  });
  return [...amended, ...register.creates.map((entry) => ({ ...entry, written: [id], lasting: lastingOf(entry) }))];
}

// The table demands the same: that a renewal ends nothing but what it has begun.
function protectedAfter(entry: Entry, change: Decided['register']['protection']): Entry {
  if (change === null || (change.kind === 'begins' ? change.entry.number : change.number) !== entry.number)
    return entry;
  if (change.kind === 'ends' && entry.protection?.applicationId !== change.applicationId) {
    throw new Error(`${entry.number} is not kept valid by ${change.applicationId}`);
  }
  return withProtection(entry, change);
}

function qualificationsAfter(
  { qualifications }: World,
  { qualification: { grants } }: Decided,
  { number }: Drawn,
  id: string,
): World['qualifications'] {
  return grants === null ? qualifications : [...qualifications, { ...grants, id: number, enteredBy: id }];
}

function withAct(
  outcome: Outcome,
  { id, action, officer }: { readonly id: string; readonly action: Action; readonly officer?: Officer | undefined },
  from: Application['state'],
): Outcome {
  if (outcome.refused !== null || officer === undefined) return outcome;
  const { acts } = outcome.world;
  const known = [...(acts[id] ?? []), { action, from, staffId: officer.id }];
  return { ...outcome, world: { ...outcome.world, acts: { ...acts, [id]: known } } };
}

/** Said again here and not asked of the table of commitments: whose seal it is, and on what. */
export function sealOf(application: Application): string {
  const { draft, attachments } = application;
  const form = formOf({ ...application, number: null });
  return JSON.stringify([draft.employment.employerCreditCode, form, form.withPhoto ? attachments.photo : null]);
}

function holderOfLock({ locks }: World, begun: Parameters<typeof locksOf>[0]): string | null {
  // A profession that does not have the matter has no locks for it: it is refused for that.
  if (findMatterRow(begun.profession, begun.matter) === undefined) return null;
  const held = locksOf(begun).map((lock) => locks[lock]?.holder);
  return held.find((holder) => holder !== undefined) ?? null;
}

function found({ applications }: World, id: string): ModelApplication {
  const application = applications.find((each) => each.id === id);
  if (application === undefined) throw new Error(`no application ${id}`);
  return application;
}

function changed(world: World, after: ModelApplication): Outcome {
  const applications = world.applications.map((each) => (each.id === after.id ? after : each));
  return { world: { ...world, applications }, refused: null };
}
