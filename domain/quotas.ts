import { addDays, chineseDate, type CalendarDate, shanghaiDate, startOfDay } from './calendar-dates.ts';

/** How long uses count together: ten minutes, an hour or a day by the clock of Shanghai, or as long as their owner exists. */
export type QuotaWindow = 'ten-minutes' | 'hour' | 'day' | 'always';

/** How often something may be done by one owner within one window. */
export interface Quota {
  readonly window: QuotaWindow;
  readonly most: number;
  /** What is counted, for the sentence of the refusal. */
  readonly what: string;
  /** What else can be done; of a quota without an end it is the only way on. */
  readonly instead?: string;
  /** A look-up that finds what it proves to know is given back: only guesses count. */
  readonly sparesHits?: boolean;
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
  // Owner: company. A merger lets hundreds of people go on one day; each cancellation draws a document and a number.
  'company-cancellations': { window: 'day', most: 1000, what: '贵单位今日已提出注销' },
  // Whatever can be looked up by an identity, a number or a code: far above its honest use, far below what reading the register by counting takes.
  // Owner: address of a client. A scan of the QR code hits; whoever types errs a few times. An office of fifty behind one address still fits.
  verification: { window: 'ten-minutes', most: 60, what: '验证未通过', sparesHits: true },
  // Owner: what connects. Whoever calls the API beside the distribution can write any client address. Wrong codes of a whole edge fit.
  'verification-connection': { window: 'ten-minutes', most: 3000, what: '验证未通过', sparesHits: true },
  // Owner: address of a client. What an office asks in an hour without being asked for work in return (api/work-proof.ts).
  'register-search-freely': { window: 'hour', most: 30, what: '您已查询' },
  // Owner: address of a client. A tender agent with a list of persons; the rest of the province's register is some 100,000 questions away.
  'register-search': { window: 'hour', most: 300, what: '您已查询' },
  // Owner: what connects. Whoever calls the API beside the distribution can write any client address.
  'register-search-connection': { window: 'ten-minutes', most: 3000, what: '已查询' },
  // Owner: address of a client. Five files and some that were refused; the work for each stands in between (api/work-proof.ts).
  'objection-files': { window: 'hour', most: 20, what: '您已上传材料' },
  // Owner: what connects. Whoever calls the API beside the distribution can write any client address.
  'objection-files-connection': { window: 'ten-minutes', most: 300, what: '已上传材料' },
  // Owner: address of a client. Nobody honest objects to twenty cases in a day; an office of several behind one address still fits.
  objections: { window: 'day', most: 20, what: '您今日已提出异议' },
  // Owner: what connects.
  'objections-connection': { window: 'ten-minutes', most: 100, what: '已提出异议' },
  // Owner: case. What more of them say has been said; each keeps the case from its approval until it is answered.
  'case-objections': {
    window: 'always',
    most: 50,
    what: '对该申请已提出异议',
    instead: '请以书面形式向省住房和城乡建设厅反映。',
  },
  // Owner: address of a client. Each is a whole batch; an archive of a year is read within a day.
  'announcement-lists': { window: 'hour', most: 60, what: '您已下载公告名单' },
  // Owner: what connects. Whoever calls the API beside the distribution can write any client address.
  'announcement-lists-connection': { window: 'ten-minutes', most: 300, what: '已下载公告名单' },
  // Owner: address of a client. A receipt number that is typed hits; only guesses count.
  'objection-receipt': { window: 'ten-minutes', most: 30, what: '回执编号查询未成功', sparesHits: true },
  'objection-receipt-connection': { window: 'ten-minutes', most: 1000, what: '回执编号查询未成功', sparesHits: true },
  // Owner: member of staff. An officer handles some hundred cases a day; 500 an hour is one every seven seconds.
  'staff-search': { window: 'hour', most: 500, what: '您已查询' },
  // Owner: member of staff. A number is compared with a paper now and then, not in each of two hundred cases.
  'identity-shown': { window: 'day', most: 60, what: '您今日已查看完整证件号码' },
  // Owner: person. One claim is submitted, perhaps returned and corrected twice; the department compares each by hand.
  'former-identity': { window: 'day', most: 10, what: '您今日已提交原证件号码' },
  // Owner: person. Every save that names another complete certificate number: typing one with pauses saves some of its beginnings.
  'certificate-number': { window: 'hour', most: 60, what: '您已更换资格证号' },
  // Owner: person. The name behind a credit code is public elsewhere; the register of who uses the platform is not.
  employer: { window: 'hour', most: 120, what: '您已查询企业' },
} as const satisfies Record<string, Quota>;
export type QuotaName = keyof typeof quotas;

/** One window of time: what names it, and the instant from which on another one counts; null for one without an end. */
export interface QuotaPeriod {
  readonly name: string;
  readonly until: Date | null;
}

const lengths = { 'ten-minutes': 600_000, hour: 3_600_000 } as const;

/** The window of a kind in which an instant lies. */
export function quotaPeriod(window: QuotaWindow, now: Date): QuotaPeriod {
  switch (window) {
    case 'ten-minutes':
    case 'hour': {
      // Shanghai is whole hours from UTC.
      const count = Math.floor(now.getTime() / lengths[window]);
      return { name: String(count), until: new Date((count + 1) * lengths[window]) };
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
  return `${what} ${most} 次，已达上限，${again(window, until, now)}${instead ?? ''}`;
}

function again(window: QuotaWindow, until: Date | null, now: Date): string {
  if (until === null) return '不能再继续。';
  if (window === 'day') return `请于${chineseDate(shanghaiDate(until))}0时起再试。`;
  return `请在${Math.ceil((until.getTime() - now.getTime()) / 60_000)}分钟后再试。`;
}
