import { rowOf } from '../../domain/catalogue.ts';
import type { Case } from '../cases/case.ts';
import { renderedCertificate } from '../cases/document-cause.ts';
import { RegistrationEntity, type RegistrationItem, table } from '../records/entities.ts';
import type { Step } from '../../domain/step.ts';
import { currentStep, readCase, systemName } from './move-on.ts';
import { settle } from './settle.ts';

/**
 * Records that the rendered certificate is issued: the register names its document and the timeline says so. Doing it again
 * changes nothing. Throws when the certificate has not been rendered.
 */
export async function issueCertificate(applicationId: string, now: Date): Promise<Step> {
  return await settle(async () => {
    const found = await readCase(applicationId);
    return (await recordIssue(found, now)) ? currentStep(found, now) : undefined;
  });
}

async function recordIssue(found: Case, now: Date): Promise<boolean> {
  const { item } = found;
  const issues = await pendingIssues(found);
  if (issues.length === 0) return true;
  const { applicationId } = item;
  const version = item.version + 1;
  const at = now.toISOString();
  const isFirst =
    rowOf(item).effect === 'registration' && !found.events.some(({ action }) => action === 'issue-certificate');
  const { canceled } = await table.transaction
    .write((entities) => [
      ...issues.map(({ registration, documentId }) =>
        entities.registration
          .patch({ personId: registration.personId, number: registration.number })
          .set({ certificateDocumentId: documentId, version: registration.version + 1 })
          .where((stored, { eq }) => eq(stored.version, registration.version))
          .commit(),
      ),
      entities.application
        .patch({ applicationId })
        .set({ version, updatedAt: at })
        .where((stored, { eq }) => eq(stored.version, item.version))
        .commit(),
      entities.event
        .create({
          applicationId,
          version,
          at,
          action: isFirst ? 'issue-certificate' : 'reissue-certificate',
          actorParty: 'system',
          actorName: systemName,
          from: item.state,
          to: item.state,
          submission: item.submission,
          profession: item.profession,
          matter: item.matter,
          personId: item.personId,
          applicantName: item.applicant.name,
          ...(item.number === undefined ? {} : { number: item.number }),
          ...(item.employerCreditCode === undefined ? {} : { employerCreditCode: item.employerCreditCode }),
        })
        .commit(),
    ])
    .go();
  return !canceled;
}

/** The registrations whose newest rendered certificate the register does not name yet. */
async function pendingIssues(found: Case): Promise<{ registration: RegistrationItem; documentId: string }[]> {
  const { personId, registrationNumbers } = found.item;
  if (registrationNumbers === undefined) throw new Error('there is no registration');
  const keys = registrationNumbers.map((number) => ({ personId, number }));
  const { data } = await RegistrationEntity.get(keys).go({ consistent: true });
  // One that is not there any more has gone over to the person's new identity document, whose application certifies it anew.
  return data.flatMap((registration) => {
    const documentId = renderedCertificate(found, registration.number);
    if (documentId === undefined) throw new Error('the certificate is not rendered');
    return isSettled(registration, documentId, found) ? [] : [{ registration, documentId }];
  });
}

/** True when the register names this certificate, when a later application has amended it, or when the registration is cancelled. */
function isSettled(registration: RegistrationItem, documentId: string, { item }: Case): boolean {
  if (registration.cancelledOn !== undefined || registration.applicationId !== item.applicationId) return true;
  return registration.certificateDocumentId === documentId;
}
