import { shanghaiDate } from '../../domain/calendar-dates.ts';
import type { MarkKind } from '../../domain/case-findings.ts';
import type { CaseRecord } from '../../domain/case-record.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { digest } from '../platform/digest.ts';
import type { FileItem, TransactionEntities } from '../records/entities.ts';
import { certificateGuard } from '../records/qualifications.ts';
import type { Case } from './case.ts';

/** One thing by which two applications can be found to be alike. */
interface Mark {
  readonly kind: MarkKind;
  readonly value: string;
}

/** What an application carries that nobody else's should, as it was submitted. */
export function submittedMarks(
  { applicant, qualification, attachments }: CaseRecord,
  files: readonly FileItem[],
): Mark[] {
  const photo = files.find(({ fileId }) => fileId === attachments.photo);
  const { mobile } = applicant;
  return [
    ...(photo === undefined ? [] : [{ kind: 'photo', value: photo.sha256 } as const]),
    ...(mobile === null ? [] : [{ kind: 'mobile', value: digest(mobile) } as const]),
    ...(qualification === null ? [] : [{ kind: 'certificate', value: certificateGuard(qualification).value } as const]),
  ];
}

/** The day of an employer on which it confirms. */
export function confirmationMark(creditCode: string, at: string): Mark {
  return { kind: 'confirmation', value: `${creditCode}/${shanghaiDate(new Date(at))}` };
}

/** The operations by which a submission or a confirmation leaves its marks, so that whoever looks for another one reads a few small items. */
export function markOperations({ mark }: TransactionEntities, { event, after }: Outcome, found: Case | undefined) {
  if (after === null || found === undefined) return [];
  const { id: applicationId, personId } = after;
  return marksOf(event?.action ?? null, after, found.files).map((each) =>
    mark.put({ ...each, applicationId, personId }).commit(),
  );
}

function marksOf(action: string | null, after: CaseRecord, files: readonly FileItem[]): Mark[] {
  if (after.initiator !== 'practitioner') return [];
  if (action === 'submit') return submittedMarks(after, files);
  const { employerCreditCode, updatedAt } = after;
  return action === 'confirm' && employerCreditCode !== null ? [confirmationMark(employerCreditCode, updatedAt)] : [];
}
