import type { CaseRecord } from './case-record.ts';
import { effectOf } from './catalogue.ts';

/**
 * True when an approval of the application ends in a new certificate: its matter has one, and there is a photo for it, of the applicant or, where others
 * have begun, of an earlier application. What was taken over from an older register has no certificate until its holder applies for something.
 */
export function isCertified(
  application: Pick<CaseRecord, 'profession' | 'matter'> & {
    readonly initiator?: CaseRecord['initiator'] | undefined;
    readonly certificateSource?: string | undefined;
  },
): boolean {
  const isOwn = (application.initiator ?? 'practitioner') === 'practitioner';
  return effectOf(application).certifies && (isOwn || application.certificateSource !== undefined);
}
