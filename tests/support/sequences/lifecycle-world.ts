import { type Application, type ApplicationDraft, emptyDraft } from '../../../domain/application.ts';
import { findMatterRow, rowOf } from '../../../domain/catalogue.ts';
import { fileSlots } from '../../../domain/file-slots.ts';
import { type Action, type Actor, decideTransition } from '../../../domain/lifecycle.ts';
import { isFinal } from '../../../domain/states.ts';
import { lifecycleFacts } from '../../../domain/lifecycle-facts.ts';
import { addDays, shanghaiDate } from '../../../domain/calendar-dates.ts';
import type { HeldRegistration } from '../../../domain/submission-facts.ts';
import { submissionViolations } from '../../../domain/submission-rules.ts';
import { forbiddingAct, isOwnCase } from '../../../domain/four-eyes.ts';
import { locksOf } from '../../../domain/open-locks.ts';
import {
  amendedRegistration,
  approvalViolations,
  concernedRegistrations,
  newRegistration,
  registrationStatus,
} from '../../../domain/register.ts';
import { chosenRegistration } from '../../../domain/registration-rules.ts';
import {
  brokenCommitments,
  commitmentsGiven,
  coveredContent,
  missingCommitments,
} from '../../../domain/commitments.ts';
import { correctedDraft, onlyOpenFields } from '../../../domain/corrected-draft.ts';
import { correctionSubjects } from '../../../domain/correction-notice.ts';
import { openFields } from '../../../domain/open-fields.ts';
import { formOf } from '../../../domain/papers.ts';
import type { CommitmentKind } from '../../../domain/standing.ts';
import { releaseAfter } from '../../../domain/release.ts';
import { blank, cancellationDraft, employmentWith, filledDraft, instantOf, sampleForeign } from './lifecycle-drafts.ts';
import type { Officer, Entry, ModelApplication, World, Move, Drawn, Outcome } from './lifecycle-model.ts';

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
      const employment = rowOf(application).asksEmployment
        ? employmentWith(move.company, world.today)
        : application.working.employment;
      return redraft(world, application, { ...application.working, employment });
    }
    case 'change-position': {
      const application = found(world, move.id);
      const { working } = application;
      return redraft(world, application, {
        ...working,
        employment: { ...working.employment, position: move.position },
      });
    }
    case 'upload': {
      const application = found(world, move.id);
      if (!isEditable(application)) return refused('not-in-this-state');
      if (!rowOf(application).practitionerFiles.includes(move.slot)) return refused('invalid-request');
      const open = openFields(application.correction?.items ?? []);
      if (application.state === 'awaiting-correction' && !open.has(`files.${move.slot}`))
        return refused('rules-not-met');
      const uploads = { ...application.uploads, [move.slot]: (application.uploads[move.slot] ?? 0) + 1 };
      return changed({ applications: replaced(world, { ...application, uploads }) });
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

function isEditable({ state, correction }: Application): boolean {
  const corrects = state === 'awaiting-correction' && correction?.addressee === 'practitioner';
  return corrects || state === 'draft' || state === 'returned';
}

function redraft(world: World, application: ModelApplication, working: ApplicationDraft): Outcome {
  if (!isEditable(application)) return { world, refused: 'not-in-this-state' };
  const open = openFields(application.correction?.items ?? []);
  const closed = onlyOpenFields(rowOf(application), application.draft, working, open);
  if (application.state === 'awaiting-correction' && closed.length > 0) return { world, refused: 'rules-not-met' };
  return { world: { ...world, applications: replaced(world, { ...application, working }) }, refused: null };
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
  const { field = null } = move;
  if (action === 'request-correction' && !canCorrect(application, addressee, field)) return refused('invalid-request');
  const from = application.state === 'under-review' ? ('under-review' as const) : ('awaiting-acceptance' as const);
  const items = [{ field, subject: '', problem: '', answer: null }];
  const correction = action === 'request-correction' ? { from, addressee, items } : prepared.correction;
  const release = releaseAfter(application, action, '尚有争议。');
  const attachments =
    action === 'confirm' ? { ...prepared.attachments, 'sealed-form': `${application.version}` } : prepared.attachments;
  const version = application.version + 1;
  const content = committed({ ...prepared, release, correction, attachments, version }, action, actor);
  const next = decideTransition(application.state, action, actor, lifecycleFacts(content));
  if (!next.ok) return refused(next.reason);
  const after: ModelApplication = { ...content, state: next.to };
  const granted = action === 'approve' || action === 'conclude-publicity';
  if (granted && missingCommitments(after).length > 0) return refused('not-committed');
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

/** The application with the commitments that an action gives, and how all of them stand. */
function committed(application: ModelApplication, action: Action, actor: Actor): ModelApplication {
  const fresh = commitmentsGiven(action, actor).map((kind) => [kind, coveredContent(kind, application)] as const);
  const given = { ...(action === 'submit' ? {} : application.given), ...Object.fromEntries(fresh) };
  const stands = (kind: CommitmentKind) => given[kind] === coveredContent(kind, application);
  const standing = { read: stands('read'), sealed: stands('sealed'), released: stands('released') };
  const seal = action === 'confirm' ? sealOf(application) : application.seal;
  return { ...application, given, standing, seal };
}

/** Said again here and not asked of the table of commitments: whose seal it is, and on what. */
export function sealOf(application: Application): string {
  const { draft, attachments } = application;
  const form = formOf({ ...application, number: null });
  return JSON.stringify([draft.employment.employerCreditCode, form, form.withPhoto ? attachments.photo : null]);
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
function prepare(world: World, application: ModelApplication): ModelApplication | undefined {
  const row = rowOf(application);
  const registrations = world.entries.map(heldOf);
  const today =
    application.state === 'awaiting-correction' && application.submittedAt !== null
      ? shanghaiDate(new Date(application.submittedAt))
      : world.today;
  const corrects = application.state === 'awaiting-correction';
  const open = openFields(application.correction?.items ?? []);
  const written = corrects ? correctedDraft(application.draft, application.working, open) : application.working;
  const profile = corrects ? application.applicant : world.profile;
  const chosen = chosenRegistration({ draft: written, registrations });
  const registered = {
    employerName: chosen?.employerName ?? null,
    employerCreditCode: chosen?.employerCreditCode ?? null,
  };
  const draft =
    row.asksEmployment || row.standing !== 'registered'
      ? written
      : { ...written, employment: { ...emptyDraft.employment, ...registered } };
  const others = Object.entries(world.locks).filter(([lock]) => !lock.includes('/') && lock !== row.profession);
  const common = { row, today, profile, draft, readySlots: fileSlots };
  const certificateTaken = world.qualifications.some(
    ({ source, profession }) => source === 'out-of-province' && profession === row.profession,
  );
  const employersElsewhere =
    row.lock === 'profession' && row.asksEmployment ? others.flatMap(([, { employer }]) => employer ?? []) : [];
  const violations = submissionViolations({
    ...common,
    qualifications: world.qualifications,
    registrations,
    employersElsewhere,
    employerDivision: '320509',
    certificateTaken,
  });
  if (violations.length > 0) return undefined;
  const settled = { ...application, draft, working: draft, applicant: profile };
  const uploaded = row.practitionerFiles.map((slot) => [slot, `${slot} ${application.uploads[slot] ?? 0}`] as const);
  if (corrects) {
    const named = uploaded.filter(([slot]) => open.has(`files.${slot}`));
    const corrected = { ...settled, attachments: { ...application.attachments, ...Object.fromEntries(named) } };
    if (!brokenCommitments(application, corrected).includes('sealed')) return corrected;
    const kept = Object.entries(corrected.attachments).filter(([slot]) => slot !== 'sealed-form');
    return { ...corrected, attachments: Object.fromEntries(kept) };
  }
  return {
    ...settled,
    qualification: world.qualifications.find(({ id }) => id === draft.qualificationId) ?? null,
    registrations: concernedRegistrations(settled, world.entries, today),
    attachments: Object.fromEntries(uploaded),
    correction: null,
    supplement: null,
    submission: application.submission + 1,
    submittedAt: application.submittedAt ?? instantOf(world.today),
  };
}

function canCorrect(application: Application, addressee: 'practitioner' | 'employer', field: string | null): boolean {
  const subjects = correctionSubjects(rowOf(application), addressee);
  if (field !== null && !subjects.some((subject) => subject.field === field)) return false;
  const { employerStep, initiator } = lifecycleFacts(application);
  return addressee === 'employer' ? employerStep : initiator === 'practitioner';
}

/** The world with an application that has begun; undefined when another one holds one of its locks. */
function locked(world: World, begun: Application): Outcome | undefined {
  const application = { ...begun, working: begun.draft, uploads: {}, given: {}, seal: null };
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

function found({ applications }: World, id: string): ModelApplication {
  const application = applications.find((each) => each.id === id);
  if (application === undefined) throw new Error(`no application ${id}`);
  return application;
}

function replaced({ applications }: World, after: ModelApplication): ModelApplication[] {
  return applications.map((each) => (each.id === after.id ? after : each));
}
