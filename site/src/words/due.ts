/** The traffic light of a due time: past, close, or far enough. */
export type DueLight = 'late' | 'soon' | 'fine';

/** The names of the lights, for those who do not see the colour. */
export const lightNames: Readonly<Record<DueLight, string>> = { late: '已逾期', soon: '即将到期', fine: '期限内' };

/** The last quarter of a period is yellow: early enough to act, late enough to stay rare. */
const closeShare = 0.25;

/** The light of a step at `now` (milliseconds since 1970). `openedAt` and `dueAt` are ISO 8601 instants. */
export function dueLight(openedAt: string, dueAt: string, now: number): DueLight {
  const due = Date.parse(dueAt);
  if (now > due) return 'late';
  return due - now <= (due - Date.parse(openedAt)) * closeShare ? 'soon' : 'fine';
}

const units = [
  { name: '天', milliseconds: 86_400_000 },
  { name: '小时', milliseconds: 3_600_000 },
  { name: '分钟', milliseconds: 60_000 },
] as const;

/** The time left until (or passed since) a due time, in its largest whole unit: 剩余3天, 已逾期2小时. */
export function remainingText(dueAt: string, now: number): string {
  const milliseconds = Date.parse(dueAt) - now;
  const prefix = milliseconds < 0 ? '已逾期' : '剩余';
  const unit = units.find((candidate) => Math.abs(milliseconds) >= candidate.milliseconds);
  if (unit === undefined) return milliseconds < 0 ? '刚刚逾期' : '不足1分钟';
  return `${prefix}${Math.floor(Math.abs(milliseconds) / unit.milliseconds)}${unit.name}`;
}
