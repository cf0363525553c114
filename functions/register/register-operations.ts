import type { Bar } from '../../domain/bars.ts';
import type { ProtectionChange } from '../../domain/renewal-protection.ts';
import type { RegisterEntry } from '../../domain/registration.ts';
import { lastDaysOf } from '../../domain/registration-terms.ts';
import type {
  HeldQualification,
  OwedQualification,
  QualificationChanges,
  RegisterChanges,
} from '../../domain/outcome.ts';
import type { TransactionEntities } from '../records/entities.ts';
import { professionGuards } from '../records/open-guards.ts';
import { certificateClaim, certificateGuard } from '../records/qualifications.ts';
import { barItem, entryItem, qualificationItem } from '../records/register-items.ts';
import { registrationReminders } from '../records/reminders.ts';

/** What changes in the register, within the transaction of the application of a person. `at` is its instant, ISO 8601 in UTC. */
export function registerOperations(
  entities: TransactionEntities,
  changes: RegisterChanges,
  personId: string,
  at: string,
) {
  const { creates, amends, relies, moves, replaces, closes, protection } = changes;
  return [
    ...creates.flatMap((entry) => createOperations(entities, entry)),
    ...amends.flatMap(({ before, after }) => amendOperations(entities, before, after)),
    ...replaces.map((replaced) => entities.replacedCertificate.create({ ...replaced }).commit()),
    ...relies.map((entry) => reliedOperation(entities, entry)),
    ...reminderOperations(entities, changes, new Date(at)),
    ...(moves?.qualifications ?? []).flatMap((held) => moveOperations(entities, held, personId)),
    ...(moves?.bars ?? []).flatMap((bar) => [
      entities.bar.delete(bar).commit(),
      ...barOperations(entities, { ...bar, personId }),
    ]),
    ...(moves === null ? [] : professionGuards(moves.from).map((guard) => freeOperation(entities, guard))),
    ...(moves === null ? [] : [entities.formerPerson.put({ personId, formerPersonId: moves.from }).commit()]),
    ...closes.map((owed) => settledOperation(entities, owed, at)),
    ...(protection === null ? [] : [protectionOperation(entities, protection)]),
  ];
}

/** Keeps a registration valid until its renewal is decided, or ends that: as long as nothing else has written it, or another renewal has. */
function protectionOperation(entities: TransactionEntities, change: ProtectionChange) {
  if (change.kind === 'begins') {
    const { personId, number, version } = change.entry;
    return entities.registration
      .patch({ personId, number })
      .set({ protectedBy: change.applicationId, protectedSpecialties: change.specialties, version: version + 1 })
      .where((stored, { eq }) => eq(stored.version, version))
      .commit();
  }
  const { personId, number, applicationId, lapsedOn } = change;
  return entities.registration
    .patch({ personId, number })
    .remove(['protectedBy', 'protectedSpecialties'])
    .set(lapsedOn === null ? {} : { lapsedOn })
    .add({ version: 1 })
    .where((stored, { eq }) => eq(stored.protectedBy, applicationId))
    .commit();
}

/** Closes a company qualification that is owed (材料补正). `at` is the instant, ISO 8601 in UTC. */
export function settledOperation(
  entities: TransactionEntities,
  { applicationId, owner, openedAt }: OwedQualification,
  at: string,
) {
  return entities.owedQualification
    .patch({ applicationId })
    .set({ status: 'closed', closedAt: at })
    .composite({ owner, openedAt })
    .where((stored, { eq }) => eq(stored.status, 'open'))
    .commit();
}

/** Keeps a person from registering again. An application is decided with it once. */
export function barOperations(entities: TransactionEntities, bar: Bar | null) {
  return bar === null ? [] : [entities.bar.create(barItem(bar)).commit()];
}

/** What becomes of the qualification of an entry, within the transaction of its application: of two approvals of one certificate, one is lost. */
export function qualificationOperations(
  entities: TransactionEntities,
  { claims, drops, grants }: QualificationChanges,
  { id: applicationId, personId }: { readonly id: string; readonly personId: string },
) {
  const claimed = { applicationId };
  return [
    ...(claims === null
      ? []
      : [entities.certificateClaim.put({ ...certificateClaim(claims, claimed), personId }).commit()]),
    ...(drops === null ? [] : [entities.certificateClaim.delete(certificateClaim(drops, claimed)).commit()]),
    ...(grants === null
      ? []
      : [
          entities.guard
            .put({ ...certificateGuard(grants), holder: personId })
            .where(({ holder }, { eq, notExists }) => `${notExists(holder)} OR ${eq(holder, personId)}`)
            .commit(),
          entities.qualification.put(qualificationItem(grants)).commit(),
        ]),
  ];
}

function createOperations(entities: TransactionEntities, entry: RegisterEntry) {
  const { number: value, personId: holder } = entry;
  return [
    // A register that is taken over can hold the number: then this approval loses, and draws another one when it is tried again.
    entities.guard.create({ kind: 'registration-number', value, holder }).commit(),
    entities.registration.create(entryItem(entry)).commit(),
  ];
}

function amendOperations(entities: TransactionEntities, before: RegisterEntry, after: RegisterEntry) {
  const { personId, number } = before;
  if (after.personId === personId) {
    return [
      entities.registration
        .put(entryItem(after))
        .where(({ version }, { eq }) => eq(version, before.version))
        .commit(),
    ];
  }
  return [
    entities.registration
      .delete({ personId, number })
      .where(({ version }, { eq }) => eq(version, before.version))
      .commit(),
    entities.registration.create(entryItem(after)).commit(),
    // One that is missing (npm run rebuild finds it) is no reason to refuse what was approved.
    entities.guard
      .put({ kind: 'registration-number', value: number, holder: after.personId })
      .where(({ holder }, { eq, notExists }) => `${notExists(holder)} OR ${eq(holder, personId)}`)
      .commit(),
  ];
}

// Not its version: an issued certificate changes nothing that a cancellation rests on.
function reliedOperation(entities: TransactionEntities, { personId, number, employerCreditCode }: RegisterEntry) {
  return entities.registration
    .check({ personId, number })
    .where(
      (stored, { eq, notExists }) =>
        `${eq(stored.employerCreditCode, employerCreditCode)} AND ${notExists(stored.cancelledOn)}`,
    )
    .commit();
}

function freeOperation(entities: TransactionEntities, guard: ReturnType<typeof professionGuards>[number]) {
  return entities.guard
    .check(guard)
    .where((stored, { notExists }) => notExists(stored.holder))
    .commit();
}

/** Of what is new, lasts longer or has another holder; the reminders of what it was before are passed over when they come due. */
function reminderOperations(entities: TransactionEntities, { creates, amends }: RegisterChanges, now: Date) {
  const changed = amends.filter(
    ({ before, after }) =>
      lastDaysOf(before.terms).join() !== lastDaysOf(after.terms).join() || before.personId !== after.personId,
  );
  return [...creates, ...changed.map(({ after }) => after)]
    .flatMap((entry) => registrationReminders(entry, now))
    .map((reminder) => entities.reminder.put(reminder).commit());
}

function moveOperations(entities: TransactionEntities, held: HeldQualification, personId: string) {
  const { profession, id: qualificationId } = held;
  return [
    entities.qualification.delete({ personId: held.personId, profession, qualificationId }).commit(),
    entities.qualification.put(qualificationItem({ ...held, personId })).commit(),
    entities.guard.put({ ...certificateGuard(held), holder: personId }).commit(),
  ];
}
