import { type MatterRow, asks, matterRows, rowOf } from '../../../domain/catalogue.ts';
import type { Application } from '../../../domain/application.ts';
import {
  type Action,
  actions,
  actors,
  decideTransition,
  type LifecycleFacts,
  transitions,
} from '../../../domain/lifecycle.ts';
import { type ApplicationState, isFinal } from '../../../domain/states.ts';
import { lifecycleFacts } from '../../../domain/lifecycle-facts.ts';
import { correctionSubjects } from '../../../domain/correction-notice.ts';
import { registersEachSpecialty, sharesRegistration } from '../../../domain/professions.ts';
import { locksOf } from '../../../domain/open-locks.ts';
import { renewalOpens } from '../../../domain/specialty-rules.ts';
import { holdsOf } from './lifecycle-holds.ts';
import { type Entry, miswritten, type ModelCompany, type Move, type Officer, type World } from './lifecycle-model.ts';
import { isValidOn } from '../../../domain/registration-terms.ts';

/** One step of a sequence: what sort of move, and which one of those that the world then offers. */
export interface Step {
  readonly sort: 'act' | 'begin' | 'wild' | 'time' | 'hold';
  readonly pick: number;
}

/** Who and what a world is played with. */
export interface Setting {
  readonly companies: readonly ModelCompany[];
  /** The two names that the person can bear. */
  readonly names: readonly string[];
  /** Who plays for the department, some with several roles. */
  readonly officers: readonly Officer[];
  /** False where time and the system move by themselves. */
  readonly time: boolean;
}

/** The move that a step stands for in a world; undefined when there is none. */
export function moveOf(world: World, { sort, pick }: Step, setting: Setting): Move | undefined {
  const offered = {
    act: () => likelyActs(world, setting),
    begin: () => likelyBeginnings(world, setting),
    wild: () => anyMove(world, pick, setting).map(once),
    time: () => timeMoves(setting).map(once),
    hold: () => world.entries.flatMap((entry) => holdsOf(world, entry, setting.officers)).map(once),
  };
  const order = [sort, 'act', 'begin'] as const;
  for (const each of order) {
    const offers = offered[each]();
    if (offers.length > 0) return moveAt(offers, pick);
  }
  return undefined;
}

/** A move that can be made, as likely as it is many times in the drum. */
interface Offer {
  readonly move: Move;
  readonly times: number;
}

function moveAt(offers: readonly Offer[], pick: number): Move | undefined {
  let left = pick % offers.reduce((sum, { times }) => sum + times, 0);
  return offers.find(({ times }) => (left -= times) < 0)?.move;
}

const once = (move: Move): Offer => ({ move, times: 1 });

// What leads on comes more often than what ends, so that sequences get somewhere.
const leadOn: readonly Action[] = [
  'submit',
  'documents-ready',
  'confirm',
  'correct-employer',
  'release',
  'give-statement',
  'accept',
  'deem-accepted',
  'answer-correction',
  'recommend',
  'approve',
  'conclude-publicity',
];

function likelyActs(world: World, setting: Setting): Offer[] {
  return world.applications.flatMap((application) =>
    isFinal(application.state) ? [] : [...actsOn(application, setting), ...draftMoves(application, setting)],
  );
}

// Something on the form, the photo on it, a file beside it, the seal, and something in words.
const correctable = ['employment.position', 'files.photo', 'files.contract', 'files.sealed-form', null] as const;

function actsOn(application: Application, { time, officers }: Setting): Offer[] {
  return allowedIn(application.state, lifecycleFacts(application)).flatMap(({ action, actor }): Offer[] => {
    if (actor === 'system' && !time) return [];
    const move = { kind: 'act', id: application.id, action, actor } as const;
    const by = withRole(officers, actor);
    const moves = by.length === 0 ? [move] : by.map((officer) => ({ ...move, officer }));
    if (action !== 'request-correction') {
      const times = leadOn.includes(action) ? 20 : 1;
      const blaming = blames.includes(action) ? moves.map((each) => once({ ...each, falseMaterial: true })) : [];
      return [...moves.map((each) => ({ move: each, times })), ...blaming];
    }
    const row = rowOf(application);
    return moves.flatMap((each) =>
      (['practitioner', 'employer'] as const).flatMap((addressee) =>
        correctable
          .filter((field) => field === null || correctionSubjects(row, addressee).some((one) => one.field === field))
          .map((field) => once({ ...each, addressee, field })),
      ),
    );
  });
}

// What can be refused for false material.
const blames: readonly Action[] = ['refuse', 'reject', 'uphold-objection'];

function withRole(officers: readonly Officer[], actor: Act['actor']): readonly Officer[] {
  return officers.filter(({ roles }) => roles.some((role) => role === actor));
}

type Act = Pick<Extract<Move, { kind: 'act' }>, 'action' | 'actor'>;
const known = new Map<string, readonly Act[]>();

/** Asked once for all applications that the lifecycle cannot tell apart: there are few of them, and many sequences. */
function allowedIn(state: ApplicationState, facts: LifecycleFacts): readonly Act[] {
  const key = `${state} ${Object.values(facts).join()}`;
  const allowed =
    known.get(key) ??
    actions.flatMap((action) =>
      actors.flatMap((actor) => (decideTransition(state, action, actor, facts).ok ? [{ action, actor }] : [])),
    );
  known.set(key, allowed);
  return allowed;
}

function draftMoves({ id, state, ...application }: Application, { companies }: Setting): Offer[] {
  if (state === 'draft') return [once({ kind: 'discard', id })];
  if (state !== 'returned' && state !== 'awaiting-correction') return [];
  const row = rowOf(application);
  const uploads = row.practitionerFiles.map((slot) => once({ kind: 'upload', id, slot }));
  if (!row.asksEmployment) return uploads;
  const positions = ['结构负责人', '项目经理'].map((position) => once({ kind: 'change-position', id, position }));
  return [
    ...uploads,
    ...positions,
    ...companies
      .flatMap(written)
      .map(({ company, times }): Offer => ({ move: { kind: 'redraft', id, company }, times })),
  ];
}

/** A company as applicants write it down: now and then wrongly. */
function written({ name, creditCode }: ModelCompany): { readonly company: ModelCompany; readonly times: number }[] {
  return [
    { company: { name, creditCode }, times: 4 },
    { company: { name: `${name}${miswritten}`, creditCode }, times: 1 },
  ];
}

function likelyBeginnings(world: World, { companies, officers }: Setting): Offer[] {
  const employed = world.entries.find((entry) => isValidOn(entry, world.today));
  const own = matterRows.flatMap((row): Offer[] => {
    const { profession, matter, standing } = row;
    const begun = { profession, matter, initiator: 'practitioner' } as const;
    if (locksOf(begun).some((lock) => world.locks[lock] !== undefined)) return [];
    const entries = world.entries.filter((entry) => entry.profession === profession);
    const [valid, ended] = [true, false].map((is) => entries.filter((entry) => isValidOn(entry, world.today) === is));
    if (standing === 'never-registered' && entries.length > 0 && !registersEachSpecialty(profession)) return [];
    if (standing === 'formerly-registered' && (ended ?? []).length === 0) return [];
    const useful = (valid ?? []).filter((entry) => isUseful(row, entry, world));
    const numbers = standing === 'registered' ? useful.map(({ number }) => number) : [null];
    // What has ended is rare: it is taken up again more often than not.
    const often = standing === 'formerly-registered' ? 8 : 1;
    return numbers.flatMap((number) =>
      companies
        .filter(({ creditCode }) => {
          if (employed === undefined) return true;
          return (creditCode === employed.employerCreditCode) === !row.release;
        })
        .flatMap(written)
        .map(({ company, times }): Offer => {
          const move = { kind: 'begin', profession, matter, number, company } as const;
          return { move, times: times * often };
        }),
    );
  });
  const others = world.entries
    .filter((entry) => isValidOn(entry, world.today))
    .flatMap((entry) => cancellationsOf(entry, officers))
    .map(once);
  return [...own, ...others];
}

/** False where an application would have to be refused: nothing to renew yet, or nothing that has changed. */
function isUseful({ effect, opensDaysBefore }: MatterRow, entry: Entry, { today, profile }: World): boolean {
  if (asks(effect, 'formerIdNumber')) return entry.holderName !== profile.name;
  if (effect === 'specialty-cancellation') return entry.specialties.length > 1;
  return opensDaysBefore === null || renewalOpens(entry.validUntil, opensDaysBefore) <= today;
}

/** Of the whole, and of its last specialty where another stays. */
function cancellationsOf(entry: Entry, officers: readonly Officer[]): Move[] {
  const { number } = entry;
  const kind = 'begin-cancellation';
  return [{}, ...partsOf(entry)].flatMap((part) => {
    const official = withRole(officers, 'review').map(
      (officer) => ({ kind, by: 'department', number, officer, ...part }) as const,
    );
    return [...official.map(() => ({ kind, by: 'employer', number, ...part }) as const), ...official];
  });
}

function partsOf({ profession, specialties }: Entry): { readonly specialties: readonly string[] }[] {
  const isShared = sharesRegistration(profession) && specialties.length > 1;
  return isShared ? [{ specialties: specialties.slice(-1) }] : [];
}

/** Something that anybody could try, allowed or not: one move, because all of them would be thousands. */
function anyMove(world: World, pick: number, { companies, officers, time }: Setting): Move[] {
  // The digits of the number in mixed bases choose independently of each other.
  let rest = Math.floor(pick);
  const one = <Value>(values: readonly Value[]): Value | undefined => {
    const value = values[rest % Math.max(1, values.length)];
    rest = Math.floor(rest / Math.max(1, values.length));
    return value;
  };
  const sort = one(['act', 'act', 'draft', 'begin'] as const);
  const application = one(world.applications);
  const company = one(companies);
  const entry = one(world.entries);
  if (company === undefined) return [];
  if (sort === 'begin' || application === undefined) {
    const by = one(['employer', 'department', null] as const);
    if (by != null && entry !== undefined) {
      const officer = by === 'department' ? one(withRole(officers, 'review')) : undefined;
      const part = one([{}, {}, { specialties: entry.specialties.slice(0, 1) }]) ?? {};
      const wild = { kind: 'begin-cancellation', by, number: entry.number, ...part } as const;
      return [officer === undefined ? wild : { ...wild, officer }];
    }
    const row = one(matterRows);
    const number = one([entry?.number ?? null, null]) ?? null;
    return row === undefined
      ? []
      : [{ kind: 'begin', profession: row.profession, matter: row.matter, number, company }];
  }
  const { id } = application;
  if (sort === 'draft')
    return [
      one([
        { kind: 'discard', id } as const,
        { kind: 'redraft', id, company } as const,
        { kind: 'upload', id, slot: 'photo' } as const,
        { kind: 'change-position', id, position: '总工程师' } as const,
      ]),
    ].flatMap((move) => move ?? []);
  const action = one(actions);
  const usual = transitions.filter((row) => row.action === action).flatMap((row) => row.actor);
  const actor = one([...usual, ...actors].filter((each) => time || each !== 'system'));
  if (action === undefined || actor === undefined) return [];
  const officer = one(withRole(officers, actor));
  const act = { kind: 'act', id, action, actor } as const;
  return [officer === undefined ? act : { ...act, officer }];
}

function timeMoves({ names, time }: Setting): Move[] {
  return [
    ...(time ? [1, 20, 80, 400] : []).map((days) => ({ kind: 'pass-days', days }) as const),
    ...names.map((name) => ({ kind: 'rename', name }) as const),
  ];
}

/** A move as a line of a report. */
export function told(move: Move): string {
  switch (move.kind) {
    case 'begin':
      return `begin ${move.profession} ${move.matter}${move.number === null ? '' : ` of ${move.number}`} with ${move.company.name}`;
    case 'begin-cancellation':
      return `${move.by}${byWhom(move)} begins the cancellation of ${[...(move.specialties ?? []), move.number].join(' of ')}`;
    case 'redraft':
      return `${move.id}: now with ${move.company.name}`;
    case 'change-position':
      return `${move.id}: now as ${move.position}`;
    case 'upload':
      return `${move.id}: another ${move.slot}`;
    case 'discard':
      return `${move.id}: discard`;
    case 'hold':
      return `${move.number}: ${move.officer.id} ${move.action}`;
    case 'act':
      return `${move.id}: ${move.actor}${byWhom(move)} ${move.action}${move.falseMaterial === true ? ' for false material' : ''}${move.addressee === undefined ? '' : ` to ${move.addressee} about ${move.field ?? 'something'}`}`;
    case 'pass-days':
      return `${move.days} days pass`;
    case 'rename':
      return `the person is called ${move.name}`;
  }
}

function byWhom({ officer }: { readonly officer?: Officer }): string {
  return officer === undefined ? '' : ` (${officer.id})`;
}
