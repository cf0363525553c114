import { addDays, type CalendarDate, chineseDate, lastDayOfYears, shanghaiDate } from './calendar-dates.ts';
import { emptyCancellation } from './cancellation.ts';
import type { CaseRecord } from './case-record.ts';
import { effectOf, rowOf } from './catalogue.ts';
import { type BarTerm, type CancellationGround, groundName, groundOf } from './grounds.ts';
import { type ProfessionCode, professions } from './professions.ts';
import { namedCancellation } from './named-cancellation.ts';
import type { Violation } from './violation.ts';

/** What bars a person from registering again: the ground of a cancellation, or an application that was refused for false material. */
export type BarReason = CancellationGround | 'false-material';

/** For a time nothing of a profession is registered for a person. */
export interface Bar {
  readonly personId: string;
  readonly profession: ProfessionCode;
  /** What of the profession is barred alone; absent: all of it. */
  readonly specialties?: readonly string[];
  /** The application that was decided with it. */
  readonly applicationId: string;
  readonly reason: BarReason;
  readonly from: CalendarDate;
  /** The last day of it; null: for life. */
  readonly until: CalendarDate | null;
}

/** Administrative Licensing Law art. 78: one year, where the licence concerns public safety. */
const falseMaterialYears = 1;

// On the day that corresponds to the first one the years are full (不满…年).
function lastDay(from: CalendarDate, term: BarTerm): CalendarDate | null {
  return term === 'for-life' ? null : lastDayOfYears(from, term);
}

/** The bar that follows from an approved application: of a cancellation on a ground that has one, from the day of the decision behind it. */
export function barAfterApproval(application: CaseRecord, today: CalendarDate): Bar | null {
  const { id: applicationId, personId, profession, draft } = application;
  const { ends } = effectOf(application);
  const { ground, decidedOn } = namedCancellation(application) ?? emptyCancellation;
  const term = ground === null ? null : (groundOf(ground, profession)?.bar ?? null);
  if (ground === null || term === null) return null;
  const from = decidedOn ?? today;
  const bar = { personId, profession, applicationId, reason: ground, from, until: lastDay(from, term) };
  return ends?.scope === 'specialties' ? { ...bar, specialties: draft.specialties } : bar;
}

/** The bar that follows when an application is refused because it concealed something or came with false material (Administrative Licensing Law art. 78). */
export function barAfterFalseMaterial({ id, personId, profession }: CaseRecord, now: Date): Bar {
  const from = shanghaiDate(now);
  return {
    ...{ personId, profession, applicationId: id, reason: 'false-material', from },
    until: lastDay(from, falseMaterialYears),
  };
}

/** What the refusal says of it, after the officer's reason. */
export function falseMaterialText({ until }: Bar): string {
  const lasts = until === null ? '' : `，至${chineseDate(until)}止`;
  return `申请人隐瞒有关情况或者提供虚假材料，依据《中华人民共和国行政许可法》第七十八条，一年内不得再次申请该注册${lasts}；此后再次申请的，须如实提供材料。`;
}

/** Why a person is barred, in words. */
export function barReasonName(reason: BarReason): string {
  return reason === 'false-material' ? '申请时隐瞒有关情况或者提供虚假材料' : groundName(reason);
}

/** What of the bars of a person keeps a profession, or one of some specialties of it, from being registered on a day; the one that lasts longest. */
export function barOn(
  bars: readonly Bar[],
  profession: ProfessionCode,
  today: CalendarDate,
  specialties: readonly string[] = [],
): Bar | undefined {
  const concerns = (bar: Bar) =>
    bar.profession === profession && (bar.specialties?.some((each) => specialties.includes(each)) ?? true);
  const standing = bars.filter((bar) => concerns(bar) && (bar.until === null || bar.until >= today));
  return standing.toSorted((left, right) => ((left.until ?? '9999') < (right.until ?? '9999') ? 1 : -1))[0];
}

/** Nothing is registered for who is barred, as long as that lasts: not for the first time, not again, no further specialty, no renewal; of a bar on specialties, none of those. */
export function notBarred(
  bars: readonly Bar[],
  application: Pick<CaseRecord, 'profession' | 'matter'>,
  today: CalendarDate,
  specialties: readonly string[] = [],
): Violation[] {
  const { profession } = application;
  const bar = rowOf(application).keepsOutBarred ? barOn(bars, profession, today, specialties) : undefined;
  if (bar === undefined) return [];
  const why = `因${barReasonName(bar.reason)}（${chineseDate(bar.from)}）`;
  const name = `${professions[profession].name}${bar.specialties === undefined ? '' : `（${bar.specialties.join('、')}）`}`;
  const message =
    bar.until === null
      ? `${why}，终身不予${name}注册，不能申请。有异议的，请联系主管部门。`
      : `${why}，至${chineseDate(bar.until)}止不得申请${name}注册，请自${chineseDate(addDays(bar.until, 1))}起申请。`;
  return [{ code: 'barred', field: 'profile', message }];
}
