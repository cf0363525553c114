import type { Qualification, RegistrationElsewhere } from './application-parts.ts';
import { type CalendarDate, chineseDate } from './calendar-dates.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

type Facts = Pick<SubmissionFacts, 'row' | 'today' | 'draft' | 'qualifications' | 'readySlots'>;

/** The registration in another province that was entered with a qualification, while it is valid there, through its last day; null: none. */
export function standingElsewhere(
  qualification: Pick<Qualification, 'elsewhere'> | undefined,
  today: CalendarDate,
): RegistrationElsewhere | null {
  const elsewhere = qualification?.elsewhere ?? null;
  return elsewhere === null || elsewhere.validUntil < today ? null : elsewhere;
}

/** Nobody is registered in two provinces: one that is still valid elsewhere was cancelled there, or transferred (the entry says it, manual 一（二）1（2）③). */
export function endedElsewhere({ row, today, draft, qualifications, readySlots }: Facts): Violation[] {
  if (!row.asksQualification || !row.optionalFiles.includes('elsewhere-proof')) return [];
  const rests = qualifications.find(({ id }) => id === draft.qualificationId);
  const standing = standingElsewhere(rests, today);
  if (standing === null || readySlots.includes('elsewhere-proof')) return [];
  const { province, number, validUntil } = standing;
  return [
    {
      code: 'elsewhere-proof-missing',
      field: 'files.elsewhere-proof',
      message: `您在${province}的注册（注册编号：${number}）有效期至${chineseDate(validUntil)}，尚未届满。请先在该省办理注销或者转出，再上传注销注册决定或者同意转出的证明。`,
    },
  ];
}
