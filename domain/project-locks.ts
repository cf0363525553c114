import { type CalendarDate, chineseDate } from './calendar-dates.ts';
import { rowOf, type MatterRow } from './catalogue.ts';
import type { ApplicationDraft } from './application-parts.ts';
import { groundOf } from './grounds.ts';
import { lockOn } from './holds.ts';
import type { ProjectLock } from './hold-periods.ts';
import type { Violation } from './violation.ts';

/**
 * A registration whose holder leads a project under construction neither moves to another employer nor ends, unless by a ground that no project
 * outweighs, before the lock is lifted or over. `concerned` are the registrations that the application would change.
 */
export function heldByProject(
  application: Pick<MatterRow, 'profession' | 'matter'> & { readonly draft: Pick<ApplicationDraft, 'cancellation'> },
  concerned: readonly { readonly number: string; readonly lock?: ProjectLock | null }[],
  today: CalendarDate,
): Violation[] {
  if (!rowOf(application).heldByProjects) return [];
  const ground = application.draft.cancellation?.ground ?? null;
  if (ground !== null && groundOf(ground, application.profession)?.despiteProject === true) return [];
  return concerned.flatMap((held) => {
    const lock = lockOn(held, today);
    if (lock === null) return [];
    const message = `注册编号${held.number}的注册因在建项目“${lock.project}”锁定至${chineseDate(lock.until)}（${lock.reason}），请待项目完工或者更换负责人并解除锁定后再办理。`;
    return [{ code: 'registration-locked', field: 'registrationNumber', message }];
  });
}
