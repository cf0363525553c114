import type { Qualification } from '../../domain/application-parts.ts';
import { createHash } from 'node:crypto';

/** What names a certificate of qualification: its number within a profession. */
type Certificate = Pick<Qualification, 'profession' | 'certificateNumber'>;

/** The id of the qualification that a certificate proves: the same certificate always has the same one. */
export function qualificationIdOf({ profession, certificateNumber }: Certificate): string {
  return createHash('sha256').update(`${profession}/${certificateNumber}`).digest('hex').slice(0, 32);
}

/**
 * The guard that keeps a certificate to one person, held by the person's id: the provincial list has it, or an entry of it was approved. An entry
 * that is not decided yet holds nothing: it only claims the certificate.
 */
export function certificateGuard({ profession, certificateNumber }: Certificate) {
  return { kind: 'certificate-number', value: `${profession}/${certificateNumber}` } as const;
}

/** The claim of an application on a certificate. */
export function certificateClaim(certificate: Certificate, { applicationId }: { readonly applicationId: string }) {
  return { certificate: certificateGuard(certificate).value, applicationId };
}
