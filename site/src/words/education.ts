import type { EducationView } from '../../../api/people.ts';
import { chineseDate } from '../../../domain/calendar-dates.ts';
import { hoursText, lacksHours, ruleOf } from '../../../domain/continuing-education.ts';
import { type HourKind, hourKindNames, hourKinds } from '../../../domain/education-hours.ts';
import { professions } from '../../../domain/professions.ts';

/** For what hours are needed, as the API says it. */
export type EducationNeedView = EducationView['needs'][number];

const occasions: Readonly<Record<EducationNeedView['occasion'], string>> = {
  renewal: '延续注册',
  reregistration: '重新注册',
  'late-initial': '逾期初始注册',
};

/** The heading of a need: the profession, for what, and of which specialties. */
export function needTitle({ profession, occasion, specialties }: EducationNeedView): string {
  const part = specialties.length === 0 ? '' : `（${specialties.join('、')}）`;
  return `${professions[profession].name}${occasions[occasion]}${part}`;
}

/** Within which days hours count, until when they can be taken, and of which registration. */
export function needPeriod({ occasion, from, until, registrationNumber }: EducationNeedView): string {
  const days = `${chineseDate(from)}至${chineseDate(until)}`;
  return occasion === 'renewal'
    ? `注册编号${registrationNumber ?? ''}，${days}之间完成的学时有效，最迟在${chineseDate(until)}注册到期前、申请延续之前完成。`
    : `申请之日前的一个注册周期内（现为${days}）完成的学时有效。`;
}

/** What is missing, and what follows from it; null: nothing is. */
export function needGap(need: EducationNeedView): string | null {
  if (!lacksHours(need)) return null;
  const consequence = need.enforced
    ? `补足后才能申请${occasions[need.occasion]}。`
    : '申请时审核人员会看到，请尽早补足。';
  return `还缺${hoursText(need.missing)}，${consequence}`;
}

/** Where more specialties ask for more hours: how many; null: they do not, or the number of specialties is known. */
export function furtherHours({ profession, occasion }: EducationNeedView): string | null {
  const { furtherSpecialty } = ruleOf(profession);
  if (occasion === 'renewal' || !hourKinds.some((kind) => furtherSpecialty[kind] > 0)) return null;
  return `以上按一个专业计算，每多申请一个专业，另需${hoursText(furtherSpecialty)}。`;
}

/** The two kinds of hours of a need, each with what there is of what is asked. */
export function hourRows({
  required,
  done,
}: EducationNeedView): { kind: HourKind; name: string; has: number; needs: number }[] {
  return hourKinds.map((kind) => ({ kind, name: hourKindNames[kind], has: done[kind], needs: required[kind] }));
}
