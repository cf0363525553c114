import { type CalendarDate, chineseDate } from './calendar-dates.ts';
import { rowOf, type MatterRow } from './catalogue.ts';
import type { ApplicationDraft } from './application-parts.ts';
import type { CompanyChange } from './company-change.ts';
import { groundOf } from './grounds.ts';
import { lockOn } from './holds.ts';
import type { ProjectLock } from './hold-periods.ts';
import type { RegisterEntry } from './registration.ts';
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
    return [lockedViolation(held.number, lock)];
  });
}

/** What whoever wants to move or end a registration is told that a project holds. */
export function lockedViolation(number: string, { project, reason, until }: ProjectLock): Violation {
  const message = `注册编号${number}的注册因在建项目“${project}”锁定至${chineseDate(until)}（${reason}），请待项目完工或者更换负责人并解除锁定后再办理。`;
  return { code: 'registration-locked', field: 'registrationNumber', message };
}

/**
 * The lock that keeps an entry from going over to the other company of a merger: the rule's exceptions (the client has agreed to
 * another leader, force majeure) name no merger. The others do not wait for it. Null: nothing holds it; a company that is only called otherwise stays where it is.
 */
export function heldInMerger(
  entry: { readonly lock: ProjectLock | null },
  { from, to }: Pick<CompanyChange, 'from' | 'to'>,
  today: CalendarDate,
): ProjectLock | null {
  return from.creditCode === to.creditCode ? null : lockOn(entry, today);
}

// A sentence of a message and of the timeline: more than a page of numbers reads nobody, and the register shows each lock.
const mostNamed = 20;

/** Which registrations a merger leaves where they are, and what comes next; null: none. */
export function heldText(held: readonly Pick<RegisterEntry, 'number' | 'lock'>[]): string | null {
  if (held.length === 0) return null;
  const named = held.slice(0, mostNamed).map(({ number, lock }) => `${number}（${lock?.project ?? ''}）`);
  const more = held.length > mostNamed ? '等' : '';
  return `另有${held.length}项注册因在建项目锁定，仍在被合并企业名下：${named.join('、')}${more}。项目完工或者更换负责人并解除锁定后，须由主管部门再次发起变更。`;
}
