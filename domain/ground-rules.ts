import { ageEnds, ageLimitText } from './age-limit.ts';
import { type CalendarDate, chineseDate } from './calendar-dates.ts';
import type { CancellationDraft } from './cancellation.ts';
import { groundOf } from './grounds.ts';
import type { Identified } from './identity-documents.ts';
import { type ProfessionCode, professions } from './professions.ts';
import { isValidOn } from './registration-terms.ts';
import type { Violation } from './violation.ts';

type Held = Parameters<typeof isValidOn>[0] & { readonly profession: ProfessionCode };

/**
 * A ground that comes with a day exists only after it: 有效期届满未延续 once the last day is over and no renewal in time is undecided (Administrative
 * Licensing Law art. 70 (1)), 年龄超过65周岁 from the day after the last one on which its holder can be registered (注册建造师管理规定 art. 16 (6)).
 * `holder` is null where nobody knows whose registration it is: then whoever decides judges by the evidence.
 */
export function groundFounded(
  { ground }: CancellationDraft,
  held: Held,
  holder: Identified | null,
  today: CalendarDate,
): Violation[] {
  const after = ground === null ? null : (groundOf(ground, held.profession)?.after ?? null);
  switch (after) {
    case null:
      return [];
    case 'last-day':
      return isValidOn(held, today) ? [unfounded(notOver(held.validUntil, today))] : [];
    case 'age-limit': {
      const { ageLimit, name } = professions[held.profession];
      const last = holder === null ? null : ageEnds(ageLimit, holder);
      if (ageLimit === null || last === null || today > last) return [];
      const message = `${name}的注册最长至${ageLimitText(ageLimit)}，注册人员要到${chineseDate(last)}之后才超过该年龄，请选择其他注销原因。`;
      return [unfounded(message)];
    }
  }
}

function notOver(validUntil: CalendarDate, today: CalendarDate): string {
  const until = chineseDate(validUntil);
  return validUntil >= today
    ? `该注册有效期至${until}，尚未届满，请选择其他注销原因。`
    : `该注册有效期已于${until}届满，但延续申请是在规定时间内提出的，尚未作出决定，注册继续有效。请先对延续申请作出决定。`;
}

function unfounded(message: string): Violation {
  return { code: 'ground-unfounded', field: 'cancellation.ground', message };
}
