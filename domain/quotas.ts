import { addDays, chineseDate, type CalendarDate, shanghaiDate, startOfDay } from './calendar-dates.ts';

/** How long uses count together: an hour or a day of the calendar in Shanghai, or as long as their owner exists. */
export type QuotaWindow = 'hour' | 'day' | 'always';

/** How often something may be done by one owner within one window. */
export interface Quota {
  readonly window: QuotaWindow;
  readonly most: number;
  /** What is counted, for the sentence of the refusal. */
  readonly what: string;
  /** What else can be done; of a quota without an end it is the only way on. */
  readonly instead?: string;
}

/**
 * Who may do how much. Each is owned by one person or company alone (of a case: by one side of it), so that nobody uses up what is
 * another's. The values are far above what honest work needs and far below what costs anything.
 */
export const quotas = {
  // Owner: case and side. Five files in twelve versions each; a draft with all of them is still deleted by one transaction of 100 items.
  'case-uploads': {
    window: 'always',
    most: 60,
    what: '本方在这项申请中已上传文件',
    instead: '请使用已上传的文件，或者撤回（退回）后重新申请。',
  },
  // Owner: person. There are four professions; whoever begins and discards fifty drafts in a day is not filling in a form.
  'person-drafts': { window: 'day', most: 50, what: '您今日已新建申请' },
  // Owner: person. Five applications whose places for files are all used up.
  'person-uploads': { window: 'day', most: 300, what: '您今日已上传文件' },
  // Owner: company. The largest employers have some 2,000 registered people, and each application is sealed once.
  'company-uploads': { window: 'day', most: 5000, what: '贵单位今日已上传文件' },
  // Owner: company. A merger lets hundreds of people go on one day; each cancellation draws a paper and a number.
  'company-cancellations': { window: 'day', most: 1000, what: '贵单位今日已提出注销' },
} as const satisfies Record<string, Quota>;
export type QuotaName = keyof typeof quotas;

/** One window of time: what names it, and the instant from which on another one counts; null for one without an end. */
export interface QuotaPeriod {
  readonly name: string;
  readonly until: Date | null;
}

const hourMilliseconds = 3_600_000;

/** The window of a kind in which an instant lies. */
export function quotaPeriod(window: QuotaWindow, now: Date): QuotaPeriod {
  switch (window) {
    case 'hour': {
      // Shanghai is whole hours from UTC.
      const hour = Math.floor(now.getTime() / hourMilliseconds);
      return { name: String(hour), until: new Date((hour + 1) * hourMilliseconds) };
    }
    case 'day': {
      const day: CalendarDate = shanghaiDate(now);
      return { name: day, until: startOfDay(addDays(day, 1)) };
    }
    case 'always':
      return { name: 'always', until: null };
  }
}

/** Says that a quota is used up, and when it is possible again or what can be done instead. */
export function quotaExhausted({ window, most, what, instead }: Quota, now: Date): string {
  const { until } = quotaPeriod(window, now);
  const again = until === null ? '不能再继续。' : `请于${clockText(until)}后再试。`;
  return `${what} ${most} 次，已达上限，${again}${instead ?? ''}`;
}

function clockText(instant: Date): string {
  const day = shanghaiDate(instant);
  const hours = Math.floor((instant.getTime() - startOfDay(day).getTime()) / hourMilliseconds);
  return `${chineseDate(day)}${hours}时`;
}
