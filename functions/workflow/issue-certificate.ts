import type { Case } from '../platform/case.ts';
import { renderedCertificate } from '../platform/document-cause.ts';
import { RegistrationEntity, table } from '../platform/entities.ts';
import type { Step } from '../platform/step.ts';
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
  if (item.registrationNumber === undefined) throw new Error('there is no registration');
  const documentId = renderedCertificate(found);
  if (documentId === undefined) throw new Error('the certificate is not rendered');
  const key = { personId: item.personId, number: item.registrationNumber };
  const { data: registration } = await RegistrationEntity.get(key).go({ consistent: true });
  if (registration?.certificateDocumentId === documentId) return true;

  const version = item.version + 1;
  const at = now.toISOString();
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.registration.patch(key).set({ certificateDocumentId: documentId }).commit(),
      entities.application
        .patch({ applicationId: item.applicationId })
        .set({ version, updatedAt: at })
        .where((stored, { eq }) => eq(stored.version, item.version))
        .commit(),
      entities.event
        .create({
          applicationId: item.applicationId,
          version,
          at,
          action: registration?.certificateDocumentId === undefined ? 'issue-certificate' : 'reissue-certificate',
          actorParty: 'system',
          actorName: systemName,
          from: item.state,
          to: item.state,
          submission: item.submission,
          profession: item.profession,
          matter: item.matter,
          personId: item.personId,
          ...(item.number === undefined ? {} : { number: item.number }),
          ...(item.employerCreditCode === undefined ? {} : { employerCreditCode: item.employerCreditCode }),
        })
        .commit(),
    ])
    .go();
  return !canceled;
}
