/** Milliseconds from `now` to the next time a schedule fires. */
export type Schedule = (now: Date) => number;

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const minuteMs = 60_000;
/** A schedule that does not fire within four years (29 February) never does. */
const searchDays = 4 * 366;

/**
 * Compiles a `ScheduleExpression`: `rate(5 minutes)`, counted from the start of the local cloud, or `cron(0 18 ? * MON-FRI *)` in UTC ("Cron
 * expressions reference") without the letters L, W and #. Throws on anything else.
 */
export function compileSchedule(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const interval = Number(rate?.[1]) * (units[rate?.[2] ?? ''] ?? 0);
  if (interval > 0) return () => interval;
  const fields = /^cron\(([^()]+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Error(`the schedule ${expression} is not supported`);
  const [minutes = '', hours = '', days = '', months = '', weekdays = '', years = ''] = fields;
  const cron = {
    minutes: compileField(minutes, 0, 59),
    hours: compileField(hours, 0, 23),
    days: compileField(days, 1, 31),
    months: compileField(months, 1, 12, monthNames),
    weekdays: compileField(weekdays, 1, 7, weekdayNames),
    years: compileField(years, 1970, 2199),
  };
  return (now) => nextOf(cron, now, expression).getTime() - now.getTime();
}

type Field = ReadonlySet<number>;
type Cron = Readonly<Record<'minutes' | 'hours' | 'days' | 'months' | 'weekdays' | 'years', Field>>;

function compileField(text: string, first: number, last: number, names: readonly string[] = []): Field {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const [from, to] = boundsOf(range, first, last, names, part.includes('/'));
    if (!(from >= first && to <= last && from <= to) || !/^[1-9]\d*$/.test(step))
      throw new Error(`the cron field ${text} is not supported`);
    for (let value = from; value <= to; value += Number(step)) values.add(value);
  }
  return values;
}

function boundsOf(
  range: string,
  first: number,
  last: number,
  names: readonly string[],
  isStepped: boolean,
): [number, number] {
  if (range === '*' || range === '?') return [first, last];
  const [from = Number.NaN, to = isStepped ? last : from] = range.split('-').map((word) => {
    const name = names.indexOf(word.toUpperCase());
    if (name >= 0) return name + 1;
    return /^\d+$/.test(word) ? Number(word) : Number.NaN;
  });
  return [from, to];
}

function nextOf(cron: Cron, now: Date, expression: string): Date {
  const start = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs + minuteMs);
  for (let day = 0; day <= searchDays; day++) {
    const date = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + day));
    if (!isOnDay(cron, date)) continue;
    for (const hour of sorted(cron.hours)) {
      for (const minute of sorted(cron.minutes)) {
        const time = new Date(date.getTime() + (hour * 60 + minute) * minuteMs);
        if (time >= start) return time;
      }
    }
  }
  throw new Error(`the schedule ${expression} never fires`);
}

function isOnDay(cron: Cron, date: Date): boolean {
  return (
    cron.years.has(date.getUTCFullYear()) &&
    cron.months.has(date.getUTCMonth() + 1) &&
    cron.days.has(date.getUTCDate()) &&
    cron.weekdays.has(date.getUTCDay() + 1)
  );
}

function sorted(field: Field): readonly number[] {
  return [...field].toSorted((a, b) => a - b);
}
