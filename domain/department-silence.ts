import { chineseDate, shanghaiDate } from './calendar-dates.ts';
import type { CaseRecord } from './case-record.ts';
import { rowOf } from './catalogue.ts';
import type { CaseFacts } from './case-facts.ts';
import type { PlainCommand } from './command.ts';

/** What follows from the department's own periods: a change of the application, and what the timeline and the notice say of it. */
interface PeriodChange {
  readonly changes: Partial<CaseRecord>;
  readonly reason: string | null;
}

/**
 * Nobody has asked for a correction within the days of acceptance: the application is accepted since its material was received
 * (Administrative Licensing Law art. 32 (4)), so the days of the review count from then on.
 */
export function deemedAcceptance({ application, openedAt }: CaseFacts, now: Date): PeriodChange {
  const from = openedAt ?? now.toISOString();
  const days = rowOf(application).days.acceptance;
  const receivedOn = chineseDate(shanghaiDate(new Date(from)));
  return {
    changes: { period: { from, extraDays: 0 } },
    reason: `申请材料于${receivedOn}收到，${days}个工作日内未告知需要补正的内容，依照《中华人民共和国行政许可法》第三十二条第一款第四项，自收到申请材料之日起即为受理。`,
  };
}

/** The head extends the review (Administrative Licensing Law art. 42): the open step has more days, counted from where they counted before. */
export function extension(
  { application, openedAt }: CaseFacts,
  { reason, now }: Pick<PlainCommand, 'reason' | 'now'>,
): PeriodChange {
  const at = now.toISOString();
  const from = application.period?.from ?? openedAt ?? at;
  return {
    changes: {
      extension: { reason: reason ?? '', at },
      // What was not counted while the review was on hold stays so.
      period: { from, extraDays: (application.period?.extraDays ?? 0) + rowOf(application).extensionDays },
    },
    reason,
  };
}
