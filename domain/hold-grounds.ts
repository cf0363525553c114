import type { CalendarDate } from './calendar-dates.ts';

/** Why a case waits for something outside, and whether the time counts. */
export interface HoldGround {
  readonly name: string;
  /**
   * What the law names is needed, as the notice to the parties says it: its time is not within the period of the decision, and the applicant is told in
   * writing. Null for all else: the period runs on, and nobody is told.
   */
  readonly needs: string | null;
}

/**
 * 挂起: a row for each ground. Administrative Licensing Law art. 45 names hearing, inspection, testing, appraisal and review by experts (and, for other
 * licences, tender, auction and quarantine); for nothing else does the clock stop.
 */
export const holdGrounds = {
  hearing: { name: '听证', needs: '依法举行听证' },
  inspection: { name: '检验、检测', needs: '依法检验、检测' },
  appraisal: { name: '鉴定', needs: '依法鉴定' },
  'expert-review': { name: '专家评审', needs: '依法组织专家评审' },
  'other-authority': { name: '等待其他机关答复', needs: null },
  'other-party': { name: '等待有关单位或者个人说明情况', needs: null },
  internal: { name: '等待本机关研究', needs: null },
} as const satisfies Record<string, HoldGround>;
export type HoldGroundCode = keyof typeof holdGrounds;
export const holdGroundCodes = [
  'hearing',
  'inspection',
  'appraisal',
  'expert-review',
  'other-authority',
  'other-party',
  'internal',
] as const satisfies readonly HoldGroundCode[];

/** True for a ground whose time does not count. */
export function stopsClock(ground: HoldGroundCode): boolean {
  return holdGrounds[ground].needs !== null;
}

/** What an open step waits for. It is over after its last day, without anybody ending it. */
export interface ReviewHold {
  readonly ground: HoldGroundCode;
  readonly reason: string;
  readonly since: CalendarDate;
  readonly until: CalendarDate;
}

// Art. 48 gives a hearing some thirty days from the notice to the day; what takes longer is put on hold again.
export const longestHoldDays = 90;

/** The hold as it stands on a day; null when there is none any more. */
export function standingHold(hold: ReviewHold | null, today: CalendarDate): ReviewHold | null {
  return hold !== null && hold.until >= today ? hold : null;
}
