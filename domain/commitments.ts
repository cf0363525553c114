import type { Application } from './application.ts';
import { fileSlotRules, fileSlots } from './file-slots.ts';
import type { Action, Actor } from './lifecycle.ts';
import { lifecycleFacts } from './lifecycle-facts.ts';
import { canonicalText } from './canonical-text.ts';
import type { CaseRecord, CommitmentRecords, Digest } from './case-record.ts';
import { formOf, letterOf } from './form-and-letter.ts';
import { type CommitmentKind, commitmentKinds, type Standing } from './standing.ts';

/** A part of an application that somebody can commit to. */
const parts = {
  /** Everything that the form prints, and the photo on it. The number is drawn after it was read. */
  form: (application: Application) => {
    const form = formOf({ ...application, number: null });
    return [form, form.withPhoto ? (application.attachments.photo ?? null) : null];
  },
  letter: (application: Application) => letterOf({ ...application, number: null }),
  'practitioner-files': ({ attachments }: Application) =>
    fileSlots.flatMap((slot) =>
      fileSlotRules[slot].party === 'practitioner' ? [[slot, attachments[slot] ?? null]] : [],
    ),
  'sealed-form': ({ attachments }: Application) => attachments['sealed-form'] ?? null,
  supplement: ({ supplement }: Application) => supplement,
  person: ({ applicant }: Application) => [applicant.name, applicant.idType, applicant.idNumber],
  employer: ({ draft }: Application) => [draft.employment.employerName, draft.employment.employerCreditCode],
  registrations: ({ registrations }: Application) => registrations,
  'former-identity': ({ draft }: Application) => draft.formerIdNumber,
  declarations: ({ draft }: Application) => draft.declarations,
} as const satisfies Readonly<Record<string, (application: Application) => unknown>>;
type Part = keyof typeof parts;

/** What a party commits to, by which actions of whom, and what must happen anew once the covered content is another. */
interface CommitmentRow {
  readonly actions: readonly (Action | 'supplement')[];
  readonly actors: readonly Actor[];
  readonly covers: readonly Part[];
  readonly anew: string;
}

/**
 * Whatever a party confirmed, sealed, released or read is bound to exactly that content of that submission. A commitment stands as long
 * as what it covers is what it was when it was given; `anew` says what follows when it is not.
 */
export const commitments = {
  read: {
    actions: ['submit', 'answer-correction'],
    actors: ['practitioner'],
    covers: [
      ...(['form', 'letter', 'practitioner-files', 'person', 'employer', 'registrations', 'former-identity'] as const),
      'declarations',
    ],
    anew: 'The applicant reads the form again and answers with its digest, or submits again.',
  },
  sealed: {
    // Also by naming the qualification that it owes (材料补正), which no step waits for.
    actions: ['confirm', 'answer-correction', 'supplement'],
    actors: ['employer'],
    covers: ['form', 'sealed-form', 'supplement', 'person', 'employer', 'registrations', 'former-identity'],
    anew: 'The employer seals the form as it is rendered now, in a step of its own.',
  },
  released: {
    actions: ['release', 'object', 'lapse-release'],
    actors: ['former-employer', 'former-identity', 'system'],
    covers: ['person', 'employer', 'registrations', 'former-identity'],
    anew: 'The former employer, or whoever holds the former identity, is asked again after the employer has sealed.',
  },
} as const satisfies Readonly<Record<CommitmentKind, CommitmentRow>>;

const table: Readonly<Record<CommitmentKind, CommitmentRow>> = commitments;

/** The commitments that an action of an actor gives. */
export function commitmentsGiven(action: Action | 'supplement', actor: Actor): CommitmentKind[] {
  return commitmentKinds.filter((kind) => table[kind].actions.includes(action) && table[kind].actors.includes(actor));
}

/** What a commitment covers, as a text that is the same as long as the content is. Another submission is other content. */
export function coveredContent(kind: CommitmentKind, application: Application): string {
  return canonicalText([application.submission, ...table[kind].covers.map((part) => parts[part](application))]);
}

/** Who must have committed before an application can be granted. */
export function requiredCommitments(
  application: Pick<Application, 'profession' | 'matter' | 'initiator' | 'correction' | 'asksFormerIdentity'>,
): CommitmentKind[] {
  const { employerStep, release, initiator } = lifecycleFacts(application);
  const required = { read: initiator === 'practitioner', sealed: employerStep, released: release !== null };
  return commitmentKinds.filter((kind) => required[kind]);
}

/** The required commitments that do not cover the present content. None may be missing when an application is granted. */
export function missingCommitments(application: Application): CommitmentKind[] {
  return requiredCommitments(application).filter((kind) => !application.standing[kind]);
}

/** The commitments that cover other content after a change than before it. */
export function brokenCommitments(before: Application, after: Application): CommitmentKind[] {
  return commitmentKinds.filter((kind) => coveredContent(kind, before) !== coveredContent(kind, after));
}

/** True when what the applicant reads and confirms, form or letter, is another after a change than before it. */
export function readsAnew(before: Application, after: Application): boolean {
  const read = (application: Application) => canonicalText([parts.form(application), parts.letter(application)]);
  return read(before) !== read(after);
}

/** Which commitments cover the application as it is, each given by the party whose it is now. */
export function standingOf(application: CaseRecord, digest: Digest): Standing {
  const stands = (kind: CommitmentKind) => {
    const given = application.commitments[kind];
    return (
      given?.party === committingParty(kind, application) && given.digest === digest(coveredContent(kind, application))
    );
  };
  return { read: stands('read'), sealed: stands('sealed'), released: stands('released') };
}

/**
 * The commitments of an application after an action on it: those that the action gives, over the content that it leaves, which `application` is with
 * its new version. A new submission forgets what was committed to the one before.
 */
export function commitmentsAfter(
  action: Action | 'supplement',
  actor: Actor,
  application: CaseRecord,
  digest: Digest,
): CommitmentRecords {
  const { submission, version } = application;
  const kept = action === 'submit' ? {} : application.commitments;
  const given = commitmentsGiven(action, actor).flatMap((kind) => {
    const party = committingParty(kind, application);
    return party === null
      ? []
      : [[kind, { party, submission, version, digest: digest(coveredContent(kind, application)) }] as const];
  });
  return { ...kept, ...Object.fromEntries(given) };
}

/** Whose commitment it is, by person id or credit code; null where nobody is asked for it. */
function committingParty(
  kind: CommitmentKind,
  { personId, employerCreditCode, formerPersonId, release }: CaseRecord,
): string | null {
  switch (kind) {
    case 'read':
      return personId;
    case 'sealed':
      return employerCreditCode;
    case 'released':
      return release?.party === 'former-identity' ? formerPersonId : (release?.employerCreditCode ?? null);
  }
}

/** Whose commitment it is, in words. */
export const commitmentNames: Readonly<Record<CommitmentKind, string>> = {
  read: '申请人对申请表和承诺书的确认',
  sealed: '聘用企业签字盖章的确认',
  released: '原聘用企业或者原证件持有人的答复',
};
