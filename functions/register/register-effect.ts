import { randomBytes } from 'node:crypto';
import type { Application } from '../../domain/application.ts';
import { rowOf } from '../../domain/catalogue.ts';
import type { ApplicationState } from '../../domain/states.ts';
import { type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import { registrationCounter, registrationNumber } from '../../domain/numbering.ts';
import {
  amendedRegistration,
  approvalViolations,
  concernedRegistrations,
  newRegistration,
  type Registration,
} from '../../domain/register.ts';
import { codeBytes, verificationCodeOf } from '../../domain/verification-code.ts';
import { drawNumber } from '../records/counters.ts';
import {
  type ApplicationItem,
  GuardEntity,
  type QualificationItem,
  type RegistrationItem,
  SupplementEntity,
  type SupplementItem,
  table,
  type TransactionEntities,
} from '../records/entities.ts';
import { professionGuards } from '../records/open-guards.ts';
import { certificateGuard } from '../records/qualifications.ts';
import { done, refuse, refuseViolations, type Result } from '../platform/refusal.ts';
import { registrationReminders } from '../records/reminders.ts';

/** What an approval writes into the register. */
export interface RegisterEffect {
  /** The registrations made or amended, the chosen one first. */
  readonly numbers: readonly string[];
  readonly creates: readonly RegistrationItem[];
  readonly amends: readonly { readonly before: RegistrationItem; readonly after: RegistrationItem }[];
  /** What goes over to a person whose identity document has changed; undefined when nothing does. */
  readonly moves: { readonly from: string; readonly qualifications: readonly QualificationItem[] } | undefined;
  /** 材料补正 that nobody owes any more. */
  readonly closes: readonly SupplementItem[];
}

const nothing: RegisterEffect = { numbers: [], creates: [], amends: [], moves: undefined, closes: [] };

/**
 * What follows for the register when an application reaches a state; nothing but for an approval. Refused when the registration has meanwhile
 * been cancelled or has moved, which only the department can decide on.
 */
export async function registerEffect(
  item: ApplicationItem,
  application: Application,
  to: ApplicationState,
  now: Date,
): Promise<Result<RegisterEffect>> {
  if (to !== 'approved') return done(nothing);
  const today = shanghaiDate(now);
  switch (rowOf(application).effect) {
    case 'qualification':
      return done(nothing);
    case 'registration':
      return done(await registered(item, application, today));
    case 'renewal':
    case 'employer-change':
    case 'personal-change':
    case 'addition':
    case 'cancellation':
      return await amended(item, application, today);
  }
}

async function registered(
  item: ApplicationItem,
  application: Application,
  today: CalendarDate,
): Promise<RegisterEffect> {
  const row = rowOf(application);
  // A number that a lost race leaves unused is a gap, never a duplicate.
  const number = registrationNumber(row, today, await drawNumber(registrationCounter(row, today)));
  const registration = newRegistration(application, number, today);
  const created: RegistrationItem = {
    ...storedFields(registration),
    personId: item.personId,
    number,
    profession: registration.profession,
    validFrom: registration.validFrom,
    ...(registration.zone === null ? {} : { zone: registration.zone }),
    ...(registration.qualificationId == null ? {} : { qualificationId: registration.qualificationId }),
    applicationId: item.applicationId,
    supplementApplicationId: item.applicationId,
    version: 1,
    verificationCode: newVerificationCode(),
  };
  return { ...nothing, numbers: [number], creates: [created] };
}

/** The code that a certificate's verification address carries: 80 random bits, in letters that can be typed. */
export function newVerificationCode(): string {
  return verificationCodeOf(randomBytes(codeBytes));
}

async function amended(
  item: ApplicationItem,
  application: Application,
  today: CalendarDate,
): Promise<Result<RegisterEffect>> {
  const holder = item.formerPersonId ?? item.personId;
  const { data } = await table.collections.person({ personId: holder }).go({ pages: 'all', consistent: true });
  const held = data.registration.map((each) => ({ ...each, zone: each.zone ?? null }));
  const violations = approvalViolations(application, held);
  if (violations.length > 0) return refuseViolations(violations);
  if (holder !== item.personId && (await isBusy(holder))) {
    return refuse('rules-not-met', '原证件号码下还有正在办理的申请，请待其办结或者撤回后再批准。');
  }
  const concerned = concernedRegistrations(application, held, today);
  const numbers = concerned.map(({ number }) => number);
  const { supplement, effect } = rowOf(application);
  const after = new Map(concerned.map((each) => [each.number, amendedRegistration(application, each, today)]));
  const stands = supplement === 'none' ? {} : { supplementApplicationId: item.applicationId };
  const amends = data.registration.flatMap((before) => {
    const amendment = after.get(before.number);
    if (amendment === undefined) return holder === item.personId ? [] : [{ before, after: movedTo(item, before) }];
    const { personId, applicationId } = item;
    const version = before.version + 1;
    // A new certificate takes the place of the old one; a cancelled registration keeps its last, with the application that holds it.
    if (effect === 'cancellation') return [{ before, after: { ...before, ...storedFields(amendment), version } }];
    return [
      {
        before,
        after: {
          ...withoutCertificate(before),
          ...storedFields(amendment),
          ...stands,
          personId,
          applicationId,
          version,
        },
      },
    ];
  });
  const moves = holder === item.personId ? undefined : { from: holder, qualifications: data.qualification };
  const settles = supplement !== 'none' || effect === 'cancellation';
  const closes = settles ? await openSupplements(data.registration.filter(({ number }) => after.has(number))) : [];
  return done({ numbers, creates: [], amends, moves, closes });
}

/** True while a person has an application open that keeps others from beginning. */
async function isBusy(personId: string): Promise<boolean> {
  const { data } = await GuardEntity.get(professionGuards(personId)).go({ consistent: true });
  return data.length > 0;
}

/** A registration without what its amendment says anew: the certificate and the employer's qualification. */
function withoutCertificate(before: RegistrationItem): RegistrationItem {
  const kept = { ...before };
  delete kept.certificateDocumentId;
  delete kept.employerQualification;
  return kept;
}

function movedTo({ personId }: ApplicationItem, before: RegistrationItem): RegistrationItem {
  return { ...before, personId, version: before.version + 1 };
}

/** The fields of a registration that an application writes, as the table keeps them. */
function storedFields(registration: Registration) {
  const { employerQualification, cancelledOn, cancellationGround } = registration;
  return {
    specialties: [...registration.specialties],
    holderName: registration.holderName,
    employerName: registration.employerName,
    employerCreditCode: registration.employerCreditCode,
    validUntil: registration.validUntil,
    ...(employerQualification == null ? {} : { employerQualification }),
    ...(cancelledOn == null ? {} : { cancelledOn }),
    ...(cancellationGround == null ? {} : { cancellationGround }),
  };
}

/** The operations of an effect within the transaction of its application. */
export function registerOperations(
  entities: TransactionEntities,
  item: ApplicationItem,
  effect: RegisterEffect,
  at: string,
) {
  const { moves } = effect;
  return [
    ...effect.creates.flatMap((registration) => [
      // A register that is taken over can hold the number: then this approval loses, and draws another one when it is tried again.
      entities.guard
        .create({ kind: 'registration-number', value: registration.number, holder: registration.personId })
        .commit(),
      entities.registration.create(registration).commit(),
    ]),
    ...effect.amends.flatMap(({ before, after }) => amendOperations(entities, before, after)),
    ...reminderOperations(entities, effect, new Date(at)),
    ...(moves === undefined
      ? []
      : [
          ...moves.qualifications.flatMap((qualification) => moveQualification(entities, qualification, item.personId)),
          ...professionGuards(moves.from).map((guard) =>
            entities.guard
              .check(guard)
              .where((stored, { notExists }) => notExists(stored.holder))
              .commit(),
          ),
        ]),
    ...effect.closes.map(({ applicationId, owner, openedAt }) =>
      entities.supplement
        .patch({ applicationId })
        .set({ status: 'closed', closedAt: at })
        .composite({ owner, openedAt })
        .commit(),
    ),
  ];
}

/** Of what is new, lasts longer or has another holder; the reminders of what it was before are passed over when they come due. */
function reminderOperations(entities: TransactionEntities, { creates, amends }: RegisterEffect, now: Date) {
  const changed = amends.filter(
    ({ before, after }) => before.validUntil !== after.validUntil || before.personId !== after.personId,
  );
  return [...creates, ...changed.map(({ after }) => after)]
    .flatMap((registration) => registrationReminders(registration, now))
    .map((reminder) => entities.reminder.put(reminder).commit());
}

function amendOperations(entities: TransactionEntities, before: RegistrationItem, after: RegistrationItem) {
  const { personId, number } = before;
  if (after.personId === personId) {
    return [
      entities.registration
        .put(after)
        .where(({ version }, { eq }) => eq(version, before.version))
        .commit(),
    ];
  }
  return [
    entities.registration
      .delete({ personId, number })
      .where(({ version }, { eq }) => eq(version, before.version))
      .commit(),
    entities.registration.create(after).commit(),
  ];
}

function moveQualification(entities: TransactionEntities, qualification: QualificationItem, personId: string) {
  const { profession, qualificationId } = qualification;
  return [
    entities.qualification.delete({ personId: qualification.personId, profession, qualificationId }).commit(),
    entities.qualification.put({ ...qualification, personId }).commit(),
    entities.guard.put({ ...certificateGuard(qualification), holder: personId }).commit(),
  ];
}

async function openSupplements(registrations: readonly RegistrationItem[]): Promise<SupplementItem[]> {
  const ids = new Set(registrations.flatMap(({ supplementApplicationId }) => supplementApplicationId ?? []));
  if (ids.size === 0) return [];
  const keys = [...ids].map((applicationId) => ({ applicationId }));
  const { data } = await SupplementEntity.get(keys).go({ consistent: true });
  return data.filter(({ status }) => status === 'open');
}
