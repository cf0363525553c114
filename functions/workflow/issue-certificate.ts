import type { RegisterEntry } from '../../domain/registration.ts';
import { attempt } from '../cases/carry-out.ts';
import type { Case } from '../cases/case.ts';
import { causesOf, documentIdOf, placeOf, renderedCertificate } from '../cases/document-cause.ts';
import { RegistrationEntity } from '../records/entities.ts';
import { entryOf } from '../records/register-items.ts';
import { lost, settleOrFail } from '../records/settle.ts';
import type { Step } from '../../domain/step.ts';
import { systemName } from '../cases/system-name.ts';
import { currentStep, readCase } from './move-on.ts';

/**
 * Records that the rendered certificate is issued: the register names its document and the timeline says so. Doing it again
 * changes nothing. Throws when the certificate has not been rendered.
 */
export async function issueCertificate(applicationId: string, now: Date): Promise<Step> {
  return await settleOrFail(async () => {
    const found = await readCase(applicationId);
    const issues = await pendingIssues(found);
    if (issues.length === 0) return currentStep(found, now);
    const by = { actor: 'system', actorName: systemName, version: null, now } as const;
    const result = await attempt(found, { now, idempotencyKey: null }, () => ({
      ...by,
      action: 'issue-certificate',
      issues,
    }));
    return result === lost ? lost : currentStep(found, now);
  });
}

/**
 * Whether the register still lacks the certificate of what an application has registered: one that was asked for last is not rendered, or not named by
 * the register yet. False for an entry that something later has written.
 */
export async function awaitsCertificate(found: Case): Promise<boolean> {
  const cause = causesOf('certificate', found.events).at(-1);
  const { personId, registrationNumbers } = found.application;
  if (cause === undefined || registrationNumbers.length === 0) return false;
  const keys = registrationNumbers.map((number) => ({ personId, number }));
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true });
  return data
    .map(entryOf)
    .some((entry) => !isSettled(entry, documentIdOf('certificate', cause, placeOf(found, entry.number)), found));
}

/** The registrations whose newest rendered certificate the register does not name yet. */
async function pendingIssues(found: Case): Promise<{ entry: RegisterEntry; documentId: string }[]> {
  const { personId, registrationNumbers } = found.application;
  if (registrationNumbers.length === 0) throw new Error('there is no registration');
  const keys = registrationNumbers.map((number) => ({ personId, number }));
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true });
  // One that is not there any more has gone over to the person's new identity document, whose application certifies it anew.
  return data.map(entryOf).flatMap((entry) => {
    const documentId = renderedCertificate(found, entry.number);
    if (documentId === undefined) throw new Error('the certificate is not rendered');
    return isSettled(entry, documentId, found) ? [] : [{ entry, documentId }];
  });
}

/** True when the register names this certificate, when a later application has amended it, or when the registration is cancelled. */
function isSettled(entry: RegisterEntry, documentId: string, { application }: Case): boolean {
  if (entry.cancelledOn !== null || entry.applicationId !== application.id) return true;
  return entry.certificateDocumentId === documentId;
}
