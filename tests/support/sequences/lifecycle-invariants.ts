import type { Application } from '../../../domain/application.ts';
import { effectOf, rowOf } from '../../../domain/catalogue.ts';
import {
  type Action,
  type Actor,
  actors,
  allowedActions,
  decideTransition,
  lapseOf,
  type LifecycleFacts,
  queueOf,
} from '../../../domain/lifecycle.ts';
import { type ApplicationState, isFinal, isWithdrawable, type Queue, states } from '../../../domain/states.ts';
import { lifecycleFacts } from '../../../domain/lifecycle-facts.ts';
import { professionCodes, professions, registersEachSpecialty } from '../../../domain/professions.ts';
import type { OfficerAct } from '../../../domain/four-eyes.ts';
import { missingCommitments } from '../../../domain/commitments.ts';
import { lastingOf } from './lasting.ts';
import { holdDisagreements } from './lifecycle-holds.ts';
import { type Entry, miswritten, type ModelApplication, type World } from './lifecycle-model.ts';
import { sealOf } from './lifecycle-world.ts';
import { isValidOn } from '../../../domain/registration-terms.ts';

/** What does not hold in a world, in words; nothing when all of it agrees. */
export function disagreements(world: World): string[] {
  return [
    ...lockDisagreements(world),
    ...employerDisagreements(world),
    ...holdDisagreements(world),
    ...world.entries.flatMap((entry) => entryDisagreements(world, entry)),
    ...world.applications.flatMap((application) => [
      ...waitingDisagreements(application),
      ...effectDisagreements(world, application),
      ...commitmentDisagreements(application),
      ...fourEyesDisagreements(application.id, world.acts[application.id] ?? []),
    ]),
  ];
}

/** Said again here and not asked of the product: over all that was done on a case, nobody has decided what they prepared. */
export function fourEyesDisagreements(
  id: string,
  acts: readonly Pick<OfficerAct, 'action' | 'from' | 'staffId'>[],
): string[] {
  const byAll = (what: (act: OfficerAct) => boolean) => acts.filter(what).map(({ staffId }) => staffId);
  const begun = byAll(({ action }) => action === 'submit');
  const reviewed = byAll(
    ({ action, from }) => action === 'recommend' || (action === 'request-correction' && from === 'under-review'),
  );
  const decided = byAll(({ action }) => ['approve', 'reject', 'send-back', 'uphold-objection'].includes(action));
  const both = [
    ...decided.filter((officer) => begun.includes(officer) || reviewed.includes(officer)),
    ...reviewed.filter((officer) => begun.includes(officer)),
  ];
  return both.map((officer) => `${officer} has decided or reviewed what they prepared in ${id}`);
}

/** Said again here and not asked of the product: what may not be open beside what. */
function lockDisagreements({ locks, applications }: World): string[] {
  const held = (id: string) => Object.keys(locks).filter((lock) => locks[lock]?.holder === id);
  const own = applications.flatMap((application) => {
    const { id, profession, initiator, state } = application;
    const wanted = isFinal(state)
      ? []
      : rowOf(application).lock === 'person'
        ? [...professionCodes]
        : [endsAlone(application) ? `${profession}/cancellation/${initiator}` : profession];
    const has = held(id);
    const same = has.length === wanted.length && wanted.every((each) => has.includes(each));
    return same ? [] : [`${id} in ${state} holds the locks ${has.join()} instead of ${wanted.join()}`];
  });
  const ids = applications.map(({ id }) => id);
  const strays = Object.values(locks).filter(({ holder }) => !ids.includes(holder));
  const open = applications.filter(({ state }) => !isFinal(state));
  const amending = open.filter((each) => !endsAlone(each));
  const together = amending.filter(
    (one) =>
      amending.length > 1 &&
      (rowOf(one).lock === 'person' || amending.some((other) => other !== one && other.profession === one.profession)),
  );
  return [
    ...own,
    ...strays.map(({ holder }) => `a lock is held by ${holder}, which does not exist`),
    ...together.map(({ id }) => `${id} is open beside another one that it excludes`),
  ];
}

/** What may be open beside other matters: the cancellation of a registration, and what others than the person want ended of it. */
function endsAlone({ matter, initiator }: Application): boolean {
  return matter === 'cancellation' || (matter === 'cancel-specialty' && initiator !== 'practitioner');
}

/** Once an application is granted, every party whose word it needs has given it on what it says now. */
function commitmentDisagreements(application: ModelApplication): string[] {
  const said = checked.get(application) ?? uncommitted(application);
  checked.set(application, said);
  return said;
}

// An application that no move has changed is the same object: its forms are written out once.
const checked = new WeakMap<ModelApplication, string[]>();

function uncommitted(application: ModelApplication): string[] {
  const { id, state, seal } = application;
  const granted = state === 'in-publicity' || state === 'approved';
  if (!granted && state !== 'awaiting-decision') return [];
  const missing = missingCommitments(application).map((kind) => `${id} in ${state} lacks what was ${kind}`);
  if (!lifecycleFacts(application).employerStep || seal === sealOf(application)) return missing;
  return [...missing, `${id} in ${state} bears a seal that was put on something else`];
}

function employerDisagreements({ entries, today }: World): string[] {
  const valid = entries.filter((entry) => isValidOn(entry, today));
  const employers = new Set(valid.map(({ employerCreditCode }) => employerCreditCode));
  const places = valid.map(({ profession, zone, specialties }) =>
    [profession, zone, ...(registersEachSpecialty(profession) ? specialties : [])].join(' '),
  );
  return [
    ...(employers.size > 1 ? [`valid registrations sit with ${employers.size} employers`] : []),
    ...(new Set(places).size < places.length ? ['a profession is registered twice in one place'] : []),
  ];
}

function entryDisagreements({ applications }: World, entry: Entry): string[] {
  const writers = entry.written.map((id) => applications.find((each) => each.id === id));
  const effects = writers.map((writer) => (writer?.state === 'approved' ? effectOf(writer) : undefined));
  const ends = effects.map((each) => each !== undefined && !each.certifies);
  const cancelled = entry.cancelledOn !== null;
  const lasts = JSON.stringify(lastingOf(entry));
  const until = JSON.stringify(inOrder(entry.lasting, entry));
  const last = writers.at(-1);
  const keeping = applications.filter((each) => keepsValid(each, entry.number)).map(({ id }) => id);
  const wanted = [
    [
      keeping.join() !== (entry.protection?.applicationId ?? ''),
      `is kept valid by ${entry.protection?.applicationId ?? 'none'}`,
    ],
    [entry.employerName.endsWith(miswritten), 'bears a name of its employer that nobody vouches for'],
    [effects.includes(undefined), 'was written by what is not approved'],
    [effects.slice(1).some((each) => each?.grants === 'registration'), 'was made twice'],
    [cancelled !== (ends.at(-1) ?? false), 'is cancelled otherwise than by an approved cancellation'],
    [ends.slice(0, -1).includes(true), 'was amended after its cancellation'],
    [cancelled && last?.draft.registrationNumber !== entry.number, 'was cancelled by a cancellation of another one'],
    [lasts !== until, `lasts until ${lasts} instead of ${until}`],
    [
      !cancelled && endedOtherwise(entry, writers),
      'has specialties that were cancelled or not otherwise than by approval',
    ],
    [entry.validUntil !== latest(entry), `lasts as a whole until ${entry.validUntil}`],
    [!writers.every((writer) => writer === undefined || mayWrite(writer, entry)), 'was written for another profession'],
  ] as const;
  return wanted.flatMap(([is, what]) => (is ? [`${entry.number} ${what}`] : []));
}

/** Said again here: an open renewal of it that was sent at least 30 days before the end, and is with somebody who can answer. */
function keepsValid({ state, draft, timeliness }: World['applications'][number], number: string): boolean {
  const with_ = !isFinal(state) && state !== 'draft' && state !== 'returned';
  return with_ && draft.registrationNumber === number && (timeliness?.inTime ?? []).length > 0;
}

/** A specialty is cancelled when the last approval that names it and begins or ends specialties ends them. */
function endedOtherwise({ terms }: Entry, writers: readonly (Application | undefined)[]): boolean {
  return terms.some(({ specialty, cancelledOn }) => {
    const last = writers.findLast(
      (writer) =>
        writer !== undefined &&
        ['addition', 'specialty-cancellation'].includes(effectOf(writer).code) &&
        writer.draft.specialties.some((each) => each === specialty),
    );
    const ended = last !== undefined && effectOf(last).code === 'specialty-cancellation';
    return ended !== (cancelledOn !== null);
  });
}

function inOrder(lasting: Entry['lasting'], { profession }: Entry): Entry['lasting'] {
  const known: readonly string[] = professions[profession].specialties;
  return Object.fromEntries(
    Object.entries(lasting).sort(([left], [right]) => known.indexOf(left) - known.indexOf(right)),
  );
}

/** The latest last day of what is not cancelled; of what is, of all. */
function latest({ terms, cancelledOn }: Entry): string | undefined {
  const standing = terms.filter((term) => cancelledOn !== null || term.cancelledOn === null);
  return standing
    .map(({ validUntil }) => validUntil)
    .sort()
    .at(-1);
}

function mayWrite(application: Application, entry: Entry): boolean {
  return rowOf(application).lock === 'person' || application.profession === entry.profession;
}

function effectDisagreements({ entries, qualifications }: World, application: Application): string[] {
  const written = entries.filter((entry) => entry.written.includes(application.id));
  const { grants, amends } = effectOf(application);
  const entered = qualifications.filter(({ enteredBy }) => enteredBy === application.id);
  if (application.state !== 'approved') {
    return written.length + entered.length === 0 ? [] : [`${application.id} has written what was not approved`];
  }
  if (grants === 'qualification') {
    return entered.length === 1 && written.length === 0 ? [] : [`${application.id} entered ${entered.length}`];
  }
  const enough = amends === 'all' ? written.length >= 1 : written.length === 1;
  return enough ? [] : [`${application.id} was approved and wrote ${written.length} entries`];
}

const answering: Readonly<Record<Queue, readonly Actor[]>> = {
  practitioner: ['practitioner'],
  employer: ['employer', 'former-employer'],
  acceptance: ['acceptance'],
  review: ['review'],
  decision: ['decision'],
  publicity: ['decision'],
};

// What is open to others than whom the step waits for: the applicant's withdrawal, the head's extension.
const aside: readonly Action[] = ['withdraw', 'extend-review'];

const known = new Map<string, readonly string[]>();

/** Asked once for all applications that the lifecycle cannot tell apart: there are few of them, and many sequences. */
function waitingDisagreements(application: Application): string[] {
  const { id, state } = application;
  const facts = lifecycleFacts(application);
  const key = `${state} ${Object.values(facts).join()}`;
  const wrong = known.get(key) ?? waitingIn(state, facts);
  known.set(key, wrong);
  return wrong.map((what) => `${id} in ${state} ${what}`);
}

/** A state that waits has one queue, and whoever is listed there can act; no other party can, but for whoever may withdraw. */
function waitingIn(state: ApplicationState, facts: LifecycleFacts): string[] {
  const queue = queueOf(state, facts);
  const can = actors.filter((actor) => allowedActions(state, actor, facts).some((action) => !aside.includes(action)));
  const parties = can.filter((actor) => actor !== 'system');
  const withdrawer = { practitioner: 'practitioner', employer: 'employer', department: 'review' }[facts.initiator];
  const withdrawing = actors.filter((actor) => decideTransition(state, 'withdraw', actor, facts).ok);
  const withdrawable = isWithdrawable(state);
  const waits = !isFinal(state) && state !== 'draft' && state !== 'submitted';
  const wanted = [
    [waits !== (queue !== undefined), 'waits without a queue, or is listed without waiting'],
    [queue !== undefined && parties.length === 0, 'waits for somebody who can do nothing'],
    [queue !== undefined && parties.some((actor) => !answering[queue].includes(actor)), 'is listed with another party'],
    [isFinal(state) && (can.length > 0 || withdrawing.length > 0), 'is final and goes on'],
    [withdrawing.join() !== (withdrawable ? withdrawer : ''), `can be withdrawn by ${withdrawing.join()}`],
    [states[state].lapses.length > 0 && lapseOf(state, facts) === undefined, 'elapses into nothing'],
  ] as const;
  return wanted.flatMap(([is, what]) => (is ? [what] : []));
}
