const instantFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Writes an instant (ISO 8601) in Asia/Shanghai: 2026-03-05 09:30. */
export function instantText(instant: string): string {
  const parts = new Map(instantFormat.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** Writes the day of an instant (ISO 8601) in Asia/Shanghai: 2026-03-05. */
export function dayText(instant: string): string {
  return instantText(instant).slice(0, 10);
}

/** Writes the time of day of an instant (ISO 8601) in Asia/Shanghai: 09:30. */
export function timeText(instant: string): string {
  return instantText(instant).slice(11);
}
