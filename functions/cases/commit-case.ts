import { isDeepStrictEqual } from 'node:util';
import { settledOperation } from '../register/register-operations.ts';
import { shanghaiDate } from '../../domain/calendar-dates.ts';
import { claimOf } from '../../domain/claim.ts';
import { workingDaysOf } from '../../domain/hearing.ts';
import { workingDayDeadline } from '../../domain/working-days.ts';
import { correlationId } from '../platform/correlation.ts';
import { environment } from '../platform/environment.ts';
import type { CaseRecord } from '../../domain/case-record.ts';
import type { CaseEvent, LockChanges, Outcome } from '../../domain/outcome.ts';
import type { Step } from '../../domain/step.ts';
import type { TransactionEntities, WorkItemItem } from '../records/entities.ts';
import { engagementOperations, openGuard } from '../records/open-guards.ts';
import { applicationItem, contentItem } from './application-of.ts';
import type { Case } from './case.ts';
import { workOf } from './work.ts';
import { claimAttributes, claimCheck, claimUnchanged } from './claim-items.ts';

/** The application itself: made, changed as long as it has the version that was decided on, or deleted with its files and its history. */
export function applicationOperations(
  entities: TransactionEntities,
  { before, after }: Outcome,
  found: Case | undefined,
) {
  if (before === null) {
    if (after === null) return [];
    const { key, changing } = applicationItem(after);
    return [
      entities.application.create({ ...key, ...changing }).commit(),
      entities.caseContent.put(contentItem(after)).commit(),
      // What was uploaded before the case began stays with it.
      ...Object.values(after.attachments).map((fileId) =>
        entities.file
          .patch({ applicationId: after.id, fileId })
          .remove(['expiresAt'])
          .where(({ status }, { eq }) => eq(status, 'ready'))
          .commit(),
      ),
    ];
  }
  const { id: applicationId, version } = before;
  if (after !== null) {
    const { changing, gone } = applicationItem(after);
    return [
      entities.application
        .patch({ applicationId })
        .set(changing)
        .remove(gone.filter((name) => before[name] !== null))
        .where((stored, { eq }) => eq(stored.version, version))
        .commit(),
      ...contentOperations(entities, before, after),
    ];
  }
  return [
    entities.application
      .delete({ applicationId })
      .where((stored, { eq }) => eq(stored.version, version))
      .commit(),
    entities.caseContent.delete({ applicationId }).commit(),
    ...(found?.events ?? []).map((event) => entities.event.delete({ applicationId, version: event.version }).commit()),
    ...(found?.files ?? []).map(({ fileId }) => entities.file.delete({ applicationId, fileId }).commit()),
  ];
}

/** What the application says, where that changes; the version of the application guards it. */
function contentOperations({ caseContent }: TransactionEntities, before: CaseRecord, after: CaseRecord) {
  const content = contentItem(after);
  return isDeepStrictEqual(content, contentItem(before)) ? [] : [caseContent.put(content).commit()];
}

/** The event for the timeline, whose insertion drives messages and the workflow. */
export function eventOperations(
  entities: TransactionEntities,
  event: CaseEvent | null,
  after: CaseRecord | null,
  step: Step | null,
) {
  if (event === null || after === null) return [];
  const { action, actorParty, actorName, staffId, from, to, reason, reasons, changes, notice } = event;
  const { addressee, hold, lapsedOn } = event;
  const { id: applicationId, version, submission, profession, matter, personId, number, initiator, release } = after;
  const { employerCreditCode, formerPersonId } = after;
  const correlation = correlationId();
  return [
    entities.event
      .create({
        applicationId,
        version,
        at: after.updatedAt,
        action,
        actorParty,
        actorName,
        to,
        submission,
        profession,
        matter,
        personId,
        applicantName: after.applicant.name,
        ...(staffId === null ? {} : { actorId: staffId }),
        ...(from === null ? {} : { from }),
        ...(reason === null ? {} : { reason }),
        ...(reasons.length === 0 ? {} : { reasons }),
        ...(changes === null ? {} : { changes }),
        ...(notice === null ? {} : { notice }),
        ...(addressee === null ? {} : { addressee }),
        ...(hold === null ? {} : { hold }),
        ...(lapsedOn === null ? {} : { lapsedOn }),
        ...(step === null ? {} : { step }),
        ...(correlation === undefined ? {} : { correlationId: correlation }),
        ...(number === null ? {} : { number }),
        ...(employerCreditCode === null ? {} : { employerCreditCode }),
        ...(initiator === 'practitioner' ? {} : { initiator }),
        ...(release?.party === 'former-employer' ? { formerEmployerCreditCode: release.employerCreditCode } : {}),
        // Whose identity document it was, when that is another person here than the applicant.
        ...(formerPersonId === null || formerPersonId === personId ? {} : { formerPersonId }),
      })
      .commit(),
  ];
}

/**
 * The end of the open step: its work item is closed with where the workflow goes on. One that the workflow has not opened yet is `passed` in its place, so that
 * it never will: of both exactly one is written, and where the workflow was faster the command is tried again on what it finds. An officer ends it only while the claim is as it was decided on, and it
 * counts for them.
 */
export function stepOperations(
  entities: TransactionEntities,
  found: Case,
  { at, step, event }: { readonly at: string; readonly step: Step | null; readonly event: Outcome['event'] },
) {
  const { applicationId } = found.item;
  const open = found.openWorkItem;
  const officer = officerOf(event);
  if (open === undefined) {
    const work = workOf(found);
    const times = { openedAt: at, dueAt: at, taskToken: '' };
    return work === undefined ? [] : [entities.workItem.create({ ...work, ...times, status: 'passed' }).commit()];
  }
  const closing = entities.workItem
    .patch({ applicationId, stateVersion: open.stateVersion })
    .set({
      status: 'closed',
      closedAt: at,
      ...(step === null ? {} : { step }),
      ...(officer === null ? {} : { handledBy: officer.staffId }),
    })
    .remove(['claimedBy', 'claimedByName', 'claimedUntil'])
    .composite({ queue: open.queue, owner: open.owner, dueAt: open.dueAt })
    .where((stored, { eq }) => eq(stored.status, 'open'));
  return officer === null
    ? [closing.commit()]
    : [closing.where(claimUnchanged(open)).commit(), handledOperation(entities, officer, at)];
}

/** Who of the department has acted, by the name that their token has. */
function officerOf(event: Outcome['event']): { readonly staffId: string; readonly name: string } | null {
  const staffId = event?.staffId ?? null;
  return event === null || staffId === null ? null : { staffId, name: event.actorName };
}

function handledOperation(
  { officerDay }: TransactionEntities,
  officer: { readonly staffId: string; readonly name: string },
  at: string,
) {
  return officerDay
    .upsert({ day: shanghaiDate(new Date(at)), ...officer })
    .add({ handled: 1 })
    .commit();
}

/**
 * What an officer does that ends no step: on the condition that the claim is as it was decided on. A hold is written with when the step is due then, and
 * renews the claim.
 */
export function deskOperations(
  entities: TransactionEntities,
  found: Case | undefined,
  { hold, event, after }: Outcome,
) {
  const open = found?.openWorkItem;
  const officer = officerOf(event);
  if (officer === null || open === undefined) return [];
  if (hold === undefined || after === null) return [claimCheck(entities, open)];
  const { applicationId, stateVersion } = open;
  const now = new Date(after.updatedAt);
  return [
    entities.workItem
      .patch({ applicationId, stateVersion })
      .set({
        status: 'open',
        dueAt: legalDueAt(after, open),
        ...(hold === null ? {} : { hold }),
        ...claimAttributes(claimOf(officer, now)),
      })
      .remove(hold === null ? ['hold'] : [])
      .composite({ queue: open.queue, owner: open.owner })
      .where((stored, { eq }) => eq(stored.status, 'open'))
      .where(claimUnchanged(open))
      .commit(),
  ];
}

/** When an open step is due by the period of its application; as before where the step has no legal days. */
function legalDueAt(after: CaseRecord, { openedAt, dueAt }: WorkItemItem): string {
  const days = workingDaysOf(after, after.state);
  if (days === null) return dueAt;
  const { from, extraDays } = after.period ?? { from: openedAt, extraDays: 0 };
  return workingDayDeadline(new Date(from), days + extraDays, environment.deadlineDaySeconds()).dueAt.toISOString();
}

/** The locks that an application takes, gives back, or writes its employer on. */
export function lockOperations(
  entities: TransactionEntities,
  { takes, releases, engages }: LockChanges,
  { personId, id }: Pick<CaseRecord, 'personId' | 'id'>,
) {
  return [
    ...takes.map((lock) => entities.guard.create({ ...openGuard(personId, lock), holder: id }).commit()),
    ...releases.map((lock) => entities.guard.delete(openGuard(personId, lock)).commit()),
    ...(engages === null ? [] : engagementOperations(entities, personId, engages)),
  ];
}

/** The employer's 材料补正: opened with what it owes, or closed. */
export function owedQualificationOperations(
  entities: TransactionEntities,
  { owedQualification, after }: Outcome,
  found: Case | undefined,
) {
  if (owedQualification === null || after === null) return [];
  const { id: applicationId, profession, matter, number, employerCreditCode, applicant, updatedAt } = after;
  if (owedQualification === 'close') {
    const open = found?.owedQualification;
    if (open === undefined) throw new Error('nothing is owed');
    return [settledOperation(entities, open, updatedAt)];
  }
  return [
    entities.owedQualification
      .put({
        applicationId,
        owner: employerCreditCode ?? '',
        status: 'open',
        number: number ?? '',
        profession,
        matter,
        applicantName: applicant.name,
        openedAt: updatedAt,
      })
      .commit(),
  ];
}

/** A document is complete: its entry leaves the department's list. */
export function completionOperations(
  entities: TransactionEntities,
  { completes, after }: Outcome,
  found: Case | undefined,
) {
  if (completes === null || after === null) return [];
  const open = found?.openCompletions.find(({ documentId }) => documentId === completes);
  if (open === undefined) throw new Error('nothing is missing on the document');
  return [
    entities.completion
      .patch({ applicationId: after.id, documentId: completes })
      .set({ status: 'closed', closedAt: after.updatedAt })
      .composite({ openedAt: open.openedAt })
      .where((stored, { eq }) => eq(stored.status, 'open'))
      .commit(),
  ];
}
