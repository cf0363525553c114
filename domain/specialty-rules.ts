import { type MatterCode, matterNames } from './catalogue.ts';
import { addDays, type CalendarDate, chineseDate } from './calendar-dates.ts';
import { keepsAnother, lastSpecialty } from './own-rules.ts';
import { registersEachSpecialty } from './professions.ts';
import { chosenRegistration, type HeldRegistration } from './registration.ts';
import { isValidOn, type SpecialtyTerm, termsNamed, termStatus } from './registration-terms.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

type Facts = Pick<SubmissionFacts, 'row' | 'today' | 'draft' | 'registrations'>;

type Held = Pick<HeldRegistration, 'terms' | 'protection'>;

const field = 'specialties';

/** Where each specialty is a registration of its own, an application asks for one (the number says which). */
export function oneSpecialty({ row, draft }: Pick<SubmissionFacts, 'row' | 'draft'>): Violation[] {
  if (!registersEachSpecialty(row.profession) || draft.specialties.length <= 1) return [];
  return [
    {
      code: 'one-specialty',
      field,
      message: '每个专业单独注册，各有注册编号和有效期，一次只能选择一个专业；其他专业请另行申请。',
    },
  ];
}

/** A matter about some specialties of a registration names them: each is registered, not cancelled, and has not ended. */
export function specialtiesChosen({ row, today, draft, registrations }: Facts): Violation[] {
  const chosen = chosenRegistration({ draft, registrations });
  // That the whole is over is said by standingFits.
  if (!row.choosesSpecialties || chosen === undefined || !isValidOn(chosen, today)) return [];
  const unnamed = specialtiesNamed(row.matter, chosen, draft.specialties);
  if (unnamed.length > 0) return unnamed;
  const terms = termsNamed(chosen, draft.specialties);
  const ended = terms.filter((term) => termStatus(term, today, chosen.protection) === 'expired');
  if (ended.length === 0) return [];
  const names = ended.map(({ specialty, validUntil }) => `${specialty ?? ''}（${chineseDate(validUntil)}到期）`);
  const message = `以下专业的有效期已届满：${names.join('、')}，请取消选择；需要继续执业的，请申请${matterNames.addition}。`;
  return [{ code: 'specialty-expired', field, message }];
}

/** Some specialties are named, and the registration has each of them, not cancelled. */
function specialtiesNamed(matter: MatterCode, held: Held, specialties: readonly string[]): Violation[] {
  if (specialties.length === 0) {
    const message = `请选择本次办理${matterNames[matter]}的专业。`;
    return [{ code: 'specialties-missing', field, message }];
  }
  const terms = termsNamed(held, specialties);
  const absent = specialties.filter((each) => !terms.some(({ specialty }) => specialty === each));
  if (absent.length === 0) return [];
  const message = `该注册没有以下专业，或者已经注销：${absent.join('、')}，请取消选择。`;
  return [{ code: 'specialty-not-registered', field, message }];
}

/** What others want ended of a registration are specialties that it has, whether they are over or not, and another valid one stays. */
export function specialtiesToEnd(
  matter: MatterCode,
  held: Held,
  specialties: readonly string[],
  today: CalendarDate,
): Violation[] {
  const unnamed = specialtiesNamed(matter, held, specialties);
  if (unnamed.length > 0) return unnamed;
  return keepsAnother(held, specialties, today) ? [] : [lastSpecialty];
}

/** A registration is renewed within its window: from the row's days before its last day on, each of its specialties in its own. */
export function windowOpen({ row, today, draft, registrations }: Facts): Violation[] {
  const chosen = chosenRegistration({ draft, registrations });
  const { opensDaysBefore: days } = row;
  if (days === null || chosen === undefined) return [];
  const early = askedTerms({ row, today, draft }, chosen).filter(
    ({ validUntil }) => today < renewalOpens(validUntil, days),
  );
  const [first] = early.toSorted((left, right) => (left.validUntil < right.validUntil ? -1 : 1));
  if (first === undefined) return [];
  const names =
    early.length > 1 || chosen.specialties.length > 1 ? early.flatMap(({ specialty }) => specialty ?? []) : [];
  const subject = names.length === 0 ? '该注册' : `${names.join('、')}专业`;
  const dates = new Set(early.map(({ validUntil }) => validUntil));
  const since = [...dates]
    .sort()
    .map((until) => `有效期至${chineseDate(until)}的，自${chineseDate(renewalOpens(until, days))}起`);
  const message =
    dates.size === 1
      ? `${subject}有效期至${chineseDate(first.validUntil)}，请自${chineseDate(renewalOpens(first.validUntil, days))}起申请${matterNames.renewal}。`
      : `${subject}尚未到申请${matterNames.renewal}的时间，请分别在窗口期内申请：${since.join('；')}。`;
  return [{ code: 'renewal-too-early', field: names.length === 0 ? 'registrationNumber' : field, message }];
}

/** The first day on which a registration can be renewed: the row's days before its last day. */
export function renewalOpens(validUntil: CalendarDate, opensDaysBefore: number): CalendarDate {
  return addDays(validUntil, -opensDaysBefore);
}

/** The specialties whose window counts; before any is chosen the one that ends first, so that a registration is too early when all of it is. */
function askedTerms(
  { row, today, draft }: Omit<Facts, 'registrations'>,
  chosen: HeldRegistration,
): readonly Pick<SpecialtyTerm, 'specialty' | 'validUntil'>[] {
  const whole = { specialty: null, validUntil: chosen.validUntil };
  if (!row.choosesSpecialties) return [whole];
  const named = termsNamed(chosen, draft.specialties);
  if (named.length > 0) return named;
  const valid = chosen.terms.filter((term) => termStatus(term, today, chosen.protection) === 'valid');
  return [valid.toSorted((left, right) => (left.validUntil < right.validUntil ? -1 : 1))[0] ?? whole];
}
