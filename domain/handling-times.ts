/**
 * The buckets of a histogram of handling times, the shortest first: by the clock on the day of the beginning and the days off after it, then by working
 * days, as limits are counted. Fixed: counters bear their codes for good.
 */
export const timeBuckets = [
  { code: 'h1', hours: 1, name: '1小时内' },
  { code: 'h2', hours: 2, name: '1至2小时' },
  { code: 'h4', hours: 4, name: '2至4小时' },
  { code: 'h8', hours: 8, name: '4至8小时' },
  { code: 'd0', days: 0, name: '当日内' },
  { code: 'd1', days: 1, name: '1个工作日' },
  { code: 'd2', days: 2, name: '2个工作日' },
  { code: 'd3', days: 3, name: '3个工作日' },
  { code: 'd4', days: 4, name: '4个工作日' },
  { code: 'd5', days: 5, name: '5个工作日' },
  { code: 'd6', days: 6, name: '6个工作日' },
  { code: 'd7', days: 7, name: '7个工作日' },
  { code: 'd8', days: 8, name: '8个工作日' },
  { code: 'd9', days: 9, name: '9个工作日' },
  { code: 'd10', days: 10, name: '10个工作日' },
  { code: 'd12', days: 12, name: '11至12个工作日' },
  { code: 'd15', days: 15, name: '13至15个工作日' },
  { code: 'd20', days: 20, name: '16至20个工作日' },
  { code: 'd30', days: 30, name: '21至30个工作日' },
  { code: 'd60', days: 60, name: '31至60个工作日' },
  { code: 'over', days: Infinity, name: '60个工作日以上' },
] as const;
export type TimeBucket = (typeof timeBuckets)[number]['code'];

/** How many fell into each bucket; what is not named has none. */
export type Histogram = Readonly<Partial<Record<TimeBucket, number>>>;

/**
 * The bucket in which a percentile lies: the first up to which at least that share of all has ended (nearest rank). Null where nothing was counted. A histogram
 * knows the bucket and not the time in it, which is what is said.
 *
 * @param share of 1: 0.5 is the median
 */
export function percentileBucket(histogram: Histogram, share: number): TimeBucket | null {
  const rank = Math.ceil(handledOf(histogram) * share);
  let passed = 0;
  for (const { code } of timeBuckets) {
    passed += histogram[code] ?? 0;
    if (passed > 0 && passed >= rank) return code;
  }
  return null;
}

/** How many were counted. */
export function handledOf(histogram: Histogram): number {
  return timeBuckets.reduce((sum, { code }) => sum + (histogram[code] ?? 0), 0);
}

/** True for a bucket in which everything took longer than a limit of working days. */
export function isBeyond(code: TimeBucket, limitDays: number): boolean {
  const index = timeBuckets.findIndex((bucket) => bucket.code === code);
  const before = timeBuckets[index - 1];
  return before !== undefined && 'days' in before && before.days >= limitDays;
}
