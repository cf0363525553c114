import {
  type Application,
  emptyDraft,
  lifecycleFacts,
  type PractitionerProfile,
  type Qualification,
  rowOf,
} from '../../../domain/application.ts';
import { addDays, type CalendarDate, shanghaiDate } from '../../../domain/calendar-dates.ts';
import {
  findMatterRow,
  fileSlots,
  type Initiator,
  type MatterCode,
  type ProfessionCode,
} from '../../../domain/catalogue.ts';
import { submissionViolations } from '../../../domain/eligibility.ts';
import type { HeldRegistration } from '../../../domain/submission-facts.ts';
import { entryViolations } from '../../../domain/entry-rules.ts';
import { forbiddingAct, isOwnCase, type OfficerAct } from '../../../domain/four-eyes.ts';
import { type Action, type Actor, decideTransition, isFinal } from '../../../domain/lifecycle.ts';
import type { StaffRole } from '../../../domain/staff-access.ts';
import { locksOf } from '../../../domain/open-locks.ts';
import {
  amendedRegistration,
  approvalViolations,
  concernedRegistrations,
  newRegistration,
  type Registration,
  registrationStatus,
} from '../../../domain/register.ts';
import { chosenRegistration } from '../../../domain/registration-rules.ts';
import { releaseAfter } from '../../../domain/release.ts';
import { blank, cancellationDraft, employmentWith, filledDraft, instantOf, sampleForeign } from './lifecycle-drafts.ts';

/** A company as a model knows it. */
export interface ModelCompany {
  readonly name: string;
  readonly creditCode: string;
}

/** A member of staff as a model knows them. */
export interface Officer {
  readonly id: string;
  readonly roles: readonly StaffRole[];
  /** They are the very person whom the world is about. */
  readonly self?: boolean;
}

/** An entry of the register, with the applications whose approvals have written it, the oldest first. */
export interface Entry extends Registration {
  readonly written: readonly string[];
  /** The last day that it had when it came into the register. */
  readonly firstUntil: CalendarDate;
}

/** All that there is about one person. A change makes a new world, so that a refused move can be seen to change nothing. */
export interface World {
  readonly today: CalendarDate;
  readonly profile: PractitionerProfile;
  /** How the numbers of certificates that the person has from other provinces begin. */
  readonly certificate: string;
  readonly qualifications: readonly (Qualification & { readonly enteredBy?: string })[];
  readonly entries: readonly Entry[];
  readonly applications: readonly Application[];
  /** What the staff have done on each application. */
  readonly acts: Readonly<Record<string, readonly OfficerAct[]>>;
  /** Each lock with the application that holds it and, once that is submitted, the employer that it names. */
  readonly locks: Readonly<Record<string, { readonly holder: string; readonly employer: string | null }>>;
}

/** What somebody does. */
export type Move =
  | {
      readonly kind: 'begin';
      readonly profession: ProfessionCode;
      readonly matter: MatterCode;
      readonly number: string | null;
      readonly company: ModelCompany;
    }
  | {
      readonly kind: 'begin-cancellation';
      readonly by: Exclude<Initiator, 'practitioner'>;
      readonly number: string;
      /** Of the department: who. */
      readonly officer?: Officer;
    }
  | { readonly kind: 'redraft'; readonly id: string; readonly company: ModelCompany }
  | { readonly kind: 'discard'; readonly id: string }
  | {
      readonly kind: 'act';
      readonly id: string;
      readonly action: Action;
      readonly actor: Actor;
      readonly addressee?: 'practitioner' | 'employer';
      /** Of a role of the department: who. */
      readonly officer?: Officer;
    }
  | { readonly kind: 'pass-days'; readonly days: number }
  | { readonly kind: 'rename'; readonly name: string };

/** What the product draws: the id of an application that begins, the number of a registration or the id of a qualification that an approval makes. */
export interface Drawn {
  readonly id: string;
  readonly number: string;
}

/** What came of a move: the world after it, the same one when it was refused. */
export interface Outcome {
  readonly world: World;
  readonly refused: string | null;
}

/** Plays a move by the rules of the domain, as the functions put them together. */
export function play(world: World, move: Move, drawn: Drawn): Outcome {
  const refused = (code: string): Outcome => ({ world, refused: code });
  const changed = (changes: Partial<World>): Outcome => ({ world: { ...world, ...changes }, refused: null });
  switch (move.kind) {
    case 'pass-days':
      return changed({ today: addDays(world.today, move.days) });
    case 'rename':
      return changed({ profile: { ...world.profile, name: move.name } });
    case 'begin': {
      const { profession, matter } = move;
      if (findMatterRow(profession, matter)?.initiators.includes('practitioner') !== true)
        return refused('rules-not-met');
      const application = {
        ...blank(world, drawn.id),
        profession,
        matter,
        initiator: 'practitioner',
        draft: filledDraft(world, move),
      } as const;
      return locked(world, application) ?? refused('already-exists');
    }
    case 'begin-cancellation': {
      const entry = world.entries.find(({ number }) => number === move.number);
      if (entry === undefined) return refused('not-found');
      if (isSelf(move.officer)) return refused('own-case');
      const status = registrationStatus(entry, world.today);
      if (status === 'cancelled' || (status === 'expired' && move.by === 'employer'))
        return refused('not-in-this-state');
      const application = {
        ...blank(world, drawn.id),
        profession: entry.profession,
        matter: 'cancellation',
        initiator: move.by,
        state: 'submitted',
        submission: 1,
        registrations: [entry],
        submittedAt: instantOf(world.today),
        draft: cancellationDraft(entry, move.by),
      } as const;
      const begun = { ...world, acts: actsWith(world, application.id, 'submit', 'draft', move.officer) };
      return locked(begun, application) ?? refused('already-exists');
    }
    case 'redraft': {
      const application = found(world, move.id);
      const editable =
        ['draft', 'returned'].includes(application.state) ||
        (application.state === 'awaiting-correction' && application.correction?.addressee === 'practitioner');
      if (!editable) return refused('not-in-this-state');
      const employment = rowOf(application).asksEmployment
        ? employmentWith(move.company, world.today)
        : application.draft.employment;
      return changed({
        applications: replaced(world, { ...application, draft: { ...application.draft, employment } }),
      });
    }
    case 'discard': {
      const application = found(world, move.id);
      if (application.state !== 'draft') return refused('not-in-this-state');
      return changed({
        applications: world.applications.filter((each) => each !== application),
        locks: unlocked(world, application),
      });
    }
    case 'act':
      return act(world, move, drawn.number);
  }
}

function act(world: World, move: Extract<Move, { kind: 'act' }>, number: string): Outcome {
  const refused = (code: string): Outcome => ({ world, refused: code });
  const application = found(world, move.id);
  const { action, actor } = move;
  const decision = decideTransition(application.state, action, actor, lifecycleFacts(application));
  if (!decision.ok) return refused(decision.reason);
  const { officer } = move;
  if (isSelf(officer)) return refused('own-case');
  if (officer !== undefined && forbiddingAct(action, world.acts[move.id] ?? [], officer.id) !== undefined) {
    return refused('same-person');
  }
  const byApplicant = actor === 'practitioner' && (action === 'submit' || action === 'answer-correction');
  const prepared = byApplicant ? prepare(world, application) : application;
  if (prepared === undefined) return refused('rules-not-met');
  const addressee = move.addressee ?? 'practitioner';
  if (action === 'request-correction' && !canCorrect(application, addressee)) return refused('invalid-request');
  const from = application.state === 'under-review' ? 'under-review' : 'awaiting-acceptance';
  const after: Application = {
    ...prepared,
    release: releaseAfter(application, action, '尚有争议。'),
    correction: action === 'request-correction' ? { from, addressee, items: [] } : prepared.correction,
    version: application.version + 1,
    state: decision.to,
  };
  if (after.state === 'approved' && approvalViolations(after, world.entries).length > 0)
    return refused('rules-not-met');
  const written = after.state === 'approved' ? approved(world, after, number) : world;
  const employer = after.draft.employment.employerCreditCode;
  const locks = isFinal(after.state)
    ? unlocked(world, after)
    : byApplicant && rowOf(after).lock === 'profession' && rowOf(after).asksEmployment
      ? { ...world.locks, [after.profession]: { holder: after.id, employer } }
      : world.locks;
  const acts = actsWith(world, move.id, action, application.state, officer);
  return { world: { ...written, applications: replaced(world, after), locks, acts }, refused: null };
}

function isSelf(officer: Officer | undefined): boolean {
  return isOwnCase(officer?.self === true ? 'the person' : null, { personId: 'the person' });
}

function actsWith(
  { acts }: World,
  id: string,
  action: Action,
  from: Application['state'],
  officer: Officer | undefined,
): World['acts'] {
  if (officer === undefined) return acts;
  return { ...acts, [id]: [...(acts[id] ?? []), { action, from, staffId: officer.id }] };
}

/** What an approval writes: the register, or a qualification obtained elsewhere. */
function approved(world: World, application: Application, number: string): World {
  const { effect } = rowOf(application);
  if (effect === 'qualification') {
    const entered = { ...sampleForeign(world, application.profession), id: number, enteredBy: application.id };
    return { ...world, qualifications: [...world.qualifications, entered] };
  }
  if (effect === 'registration') {
    const made = newRegistration(application, number, world.today);
    const entry: Entry = { ...made, written: [application.id], firstUntil: made.validUntil };
    return { ...world, entries: [...world.entries, entry] };
  }
  const concerned = concernedRegistrations(application, world.entries, world.today);
  const entries = world.entries.map((entry) =>
    concerned.includes(entry)
      ? {
          ...amendedRegistration(application, entry, world.today),
          written: [...entry.written, application.id],
        }
      : entry,
  );
  return { ...world, entries };
}

/** The application as it is submitted, undefined while a rule is not met. */
function prepare(world: World, application: Application): Application | undefined {
  const row = rowOf(application);
  const registrations = world.entries.map(heldOf);
  const today =
    application.state === 'awaiting-correction' && application.submittedAt !== null
      ? shanghaiDate(new Date(application.submittedAt))
      : world.today;
  const chosen = chosenRegistration({ draft: application.draft, registrations });
  const registered = {
    employerName: chosen?.employerName ?? null,
    employerCreditCode: chosen?.employerCreditCode ?? null,
  };
  const draft =
    row.asksEmployment || row.standing !== 'registered'
      ? application.draft
      : { ...application.draft, employment: { ...emptyDraft.employment, ...registered } };
  const others = Object.entries(world.locks).filter(([lock]) => !lock.includes('/') && lock !== row.profession);
  const common = { row, today, profile: world.profile, draft, readySlots: fileSlots };
  const certificateTaken = world.qualifications.some(
    ({ source, profession }) => source === 'out-of-province' && profession === row.profession,
  );
  const employersElsewhere =
    row.lock === 'profession' && row.asksEmployment ? others.flatMap(([, { employer }]) => employer ?? []) : [];
  const violations =
    row.effect === 'qualification'
      ? entryViolations({ ...common, certificateTaken })
      : submissionViolations({
          ...common,
          qualifications: world.qualifications,
          registrations,
          employersElsewhere,
          employerDivision: '320509',
        });
  if (violations.length > 0) return undefined;
  const settled = { ...application, draft };
  return {
    ...settled,
    applicant: world.profile,
    qualification: world.qualifications.find(({ id }) => id === draft.qualificationId) ?? null,
    registrations: concernedRegistrations(settled, world.entries, today),
    submission: application.submission + (application.state === 'awaiting-correction' ? 0 : 1),
    submittedAt: application.submittedAt ?? instantOf(world.today),
  };
}

function canCorrect(application: Application, addressee: 'practitioner' | 'employer'): boolean {
  const { employerStep, initiator } = lifecycleFacts(application);
  return addressee === 'employer' ? employerStep : initiator === 'practitioner';
}

/** The world with an application that has begun; undefined when another one holds one of its locks. */
function locked(world: World, application: Application): Outcome | undefined {
  const own = locksOf(application);
  if (own.some((lock) => world.locks[lock] !== undefined)) return undefined;
  const taken = Object.fromEntries(own.map((lock) => [lock, { holder: application.id, employer: null }]));
  const next = { ...world, applications: [...world.applications, application], locks: { ...world.locks, ...taken } };
  return { world: next, refused: null };
}

function unlocked({ locks }: World, application: Application): World['locks'] {
  const own = locksOf(application);
  return Object.fromEntries(Object.entries(locks).filter(([lock]) => !own.includes(lock)));
}

function heldOf(entry: Entry): HeldRegistration {
  return { ...entry, qualificationId: entry.qualificationId ?? null, cancelledOn: entry.cancelledOn ?? null };
}

function found({ applications }: World, id: string): Application {
  const application = applications.find((each) => each.id === id);
  if (application === undefined) throw new Error(`no application ${id}`);
  return application;
}

function replaced({ applications }: World, after: Application): Application[] {
  return applications.map((each) => (each.id === after.id ? after : each));
}
