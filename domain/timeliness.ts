/** Which of what a renewal asks for was applied for in time, and which later; specialties, null where the profession has none. */
export interface Timeliness {
  readonly inTime: readonly (string | null)[];
  readonly late: readonly (string | null)[];
}

/** How a renewal says when it was applied for, and what follows for the time until it is decided. */
export function timelinessText({ inTime, late }: Timeliness): string {
  const named = (specialties: readonly (string | null)[]) => {
    const names = specialties.flatMap((specialty) => specialty ?? []);
    return names.length === 0 ? '' : `${names.join('、')}：`;
  };
  return [
    ...(inTime.length === 0
      ? []
      : [`${named(inTime)}在规定时间内提出；有效期届满时尚未作出决定的，注册在决定作出前继续有效`]),
    ...(late.length === 0
      ? []
      : [`${named(late)}晚于规定时间提出；有效期届满时尚未作出决定的，注册自届满次日起失效，直至准予延续`]),
  ].join('。');
}
