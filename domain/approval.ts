import { type ApplicationState, isFinal } from './states.ts';
import { barAfterApproval, notBarred } from './bars.ts';
import { type CalendarDate, shanghaiDate } from './calendar-dates.ts';
import type { CaseRecord } from './case-record.ts';
import { isCertified } from './certifying.ts';
import { effectOf, rowOf } from './catalogue.ts';
import type { HolderFacts } from './case-facts.ts';
import type { Effect } from './matters/effect.ts';
import { certificateGoneElsewhere } from './entry-rules.ts';
import { heldByProject } from './project-locks.ts';
import { nothingElse, type Outcome, type QualificationChanges, type RegisterChanges } from './outcome.ts';
import { type Decision, done, refuse, refuseViolations } from './refusal.ts';
import { amendedRegistration, approvalViolations, concernedRegistrations, newRegistration } from './register.ts';
import type { RegisterEntry } from './registration.ts';
import { certifiedAnew, type NewCodes, replacedCertificate } from './replaced-certificates.ts';

/** What an approval changes in the register and in what the person holds, with the numbers that it writes or draws. */
export type ApprovalChanges = Pick<Outcome, 'register' | 'qualification' | 'bar' | 'draws'> & {
  readonly registrationNumbers: readonly string[];
};

const nothing: ApprovalChanges = {
  register: nothingElse.register,
  qualification: nothingElse.qualification,
  bar: null,
  draws: [],
  registrationNumbers: [],
};

/**
 * What follows when an application is approved. Refused when the registration has meanwhile been cancelled or has moved, or the certificate has become
 * somebody else's: the list and an earlier approval come before a claim.
 */
export function approvalChanges(application: CaseRecord, holder: HolderFacts, now: Date): Decision<ApprovalChanges> {
  const today = shanghaiDate(now);
  const barred = notBarred(holder.bars, application, today, application.draft.specialties);
  if (barred.length > 0) return refuseViolations(barred);
  const { grants } = effectOf(application);
  return (grants === null ? amended : making[grants])(withKnownEmployer(application, holder), holder, today);
}

/** The application with the employer as it is known by now: the register and the certificate have the name that is vouched for. */
function withKnownEmployer(application: CaseRecord, { employer }: HolderFacts): CaseRecord {
  const { draft } = application;
  if (employer === null) return application;
  const { name: employerName, creditCode: employerCreditCode } = employer;
  return { ...application, draft: { ...draft, employment: { ...draft.employment, employerName, employerCreditCode } } };
}

const making = { registration: registered, qualification: granted } as const satisfies Readonly<
  Record<NonNullable<Effect['grants']>, typeof amended>
>;

/**
 * What a step before the end does to the claim on the certificate of an entry: a submission claims it, a corrected number takes the place of the old
 * one, and every end drops it.
 */
export function claimChanges(before: CaseRecord, after: CaseRecord, to: ApplicationState): QualificationChanges {
  const unchanged = nothingElse.qualification;
  if (effectOf(before).grants !== 'qualification') return unchanged;
  const [held, wanted] = [before.qualification, after.qualification];
  if (isFinal(to)) return { ...unchanged, drops: held };
  return held?.id === wanted?.id ? unchanged : { ...unchanged, claims: wanted, drops: held };
}

/** An approval alone takes the certificate. What the provincial list has learnt of meanwhile stays as the list says. */
function granted(application: CaseRecord, holder: HolderFacts): Decision<ApprovalChanges> {
  const { qualification: wanted, personId, applicant } = application;
  if (wanted === null) throw new Error('an entry without a qualification');
  if (holder.certificateHolder !== null && holder.certificateHolder !== personId) {
    return refuseViolations([certificateGoneElsewhere]);
  }
  const listed = holder.qualifications.find(
    ({ id, profession }) => id === wanted.id && profession === wanted.profession,
  );
  const known = listed ?? { ...wanted, personId, holderName: applicant.name };
  const grants = { ...known, source: 'out-of-province', elsewhere: wanted.elsewhere } as const;
  return done({ ...nothing, qualification: { claims: null, drops: wanted, grants } });
}

function registered(application: CaseRecord, holder: HolderFacts, today: CalendarDate): Decision<ApprovalChanges> {
  const { id, personId } = application;
  // The number is drawn when the approval is written.
  const created: RegisterEntry = {
    ...newRegistration(application, '', today),
    personId,
    version: 1,
    applicationId: id,
    supplementApplicationId: id,
    suspension: null,
    lock: null,
    verificationCode: holder.verificationCode,
    certificateDocumentId: null,
  };
  // What could still end against the holder with a bar must not end between the reading of the bars and this approval.
  const relies = holder.entries.filter(
    (held) => held.profession === application.profession && held.cancelledOn === null,
  );
  const register = { ...nothing.register, creates: [created], relies };
  return done({ ...nothing, register, draws: ['registration-number'] });
}

function amended(application: CaseRecord, holder: HolderFacts, today: CalendarDate): Decision<ApprovalChanges> {
  const { entries } = holder;
  const violations = [
    ...approvalViolations(application, entries, today, holder.registeredWith?.creditCode),
    ...heldByProject(application, concernedRegistrations(application, entries, today), today),
  ];
  if (violations.length > 0) return refuseViolations(violations);
  const isMoved = holder.personId !== application.personId;
  if (isMoved && holder.isBusy) {
    return refuse('rules-not-met', '原证件号码下还有正在办理的申请，请待其办结或者撤回后再批准。');
  }
  const concerned = concernedRegistrations(application, entries, today);
  const replacementReason = isCertified(application) ? effectOf(application).replacementReason : null;
  // What ends without a certificate ends what was owed for one.
  const settles = rowOf(application).supplement !== 'none' || !effectOf(application).certifies;
  const owing = concerned.flatMap(({ supplementApplicationId }) => supplementApplicationId ?? []);
  const register: RegisterChanges = {
    ...nothing.register,
    amends: entries.flatMap((before) => {
      if (concerned.includes(before))
        return [{ before, after: amendment(application, before, holder.newCodes, today) }];
      return isMoved
        ? [{ before, after: { ...before, personId: application.personId, version: before.version + 1 } }]
        : [];
    }),
    moves: isMoved ? { from: holder.personId, qualifications: holder.qualifications, bars: holder.bars } : null,
    replaces:
      replacementReason === null
        ? []
        : concerned.map((before) => replacedCertificate(before, replacementReason, today)),
    closes: settles ? holder.owed.filter(({ applicationId }) => owing.includes(applicationId)) : [],
  };
  const registrationNumbers = concerned.map(({ number }) => number);
  return done({ ...nothing, register, bar: barAfterApproval(application, today), registrationNumbers });
}

/** An entry as an approval amends it: a new certificate takes the place of the old one, a cancelled registration keeps its last, with the application that holds it. */
function amendment(
  application: CaseRecord,
  before: RegisterEntry,
  newCodes: NewCodes,
  today: CalendarDate,
): RegisterEntry {
  const { supplement } = rowOf(application);
  const after = { ...amendedRegistration(application, before, today), version: before.version + 1 };
  if (!isCertified(application)) return after;
  const { id, personId } = application;
  return {
    ...certifiedAnew(after, newCodes),
    personId,
    applicationId: id,
    ...(supplement === 'none' ? {} : { supplementApplicationId: id }),
  };
}
