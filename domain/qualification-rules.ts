import type { Qualification } from './application-parts.ts';
import { matterNames, type MatterRow, matterRows } from './catalogue.ts';
import { chosenRegistration } from './registration.ts';
import { otherRegistrar, professions, registeredElsewhereText } from './professions.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import type { Violation } from './violation.ts';

/** The applicant holds the chosen qualification, and it is one of this profession (manual 一（二）1). */
export function qualificationHeld({ row, draft, qualifications }: SubmissionFacts): Violation[] {
  if (draft.qualificationId === null) {
    return [{ code: 'qualification-missing', field: 'qualificationId', message: '请选择本次注册所依据的职业资格。' }];
  }
  const held = qualifications.some((item) => item.id === draft.qualificationId && item.profession === row.profession);
  if (held) return [];
  const name = professions[row.profession].name;
  return [
    {
      code: 'qualification-not-held',
      field: 'qualificationId',
      message: `“我的资格”中没有这项${name}资格，请核对后重新选择。`,
    },
  ];
}

/** True when a matter may rest on a qualification: obtained where the matter wants it, or by an approved entry where that serves (manual 一（二）1). */
export function servesRow(row: MatterRow, qualification: Pick<Qualification, 'province' | 'source'>): boolean {
  const entered = row.acceptsEntries && qualification.source === 'out-of-province';
  return entered || row.qualificationProvinces.includes(qualification.province);
}

/**
 * A matter that asks for a qualification can be begun: one that serves it is held (manual 一（二）1, 一（三）1). What is asked of a registration rests
 * on a qualification of the profession, since which registration it is about may be said later.
 */
export function qualificationToBegin(row: MatterRow, qualifications: readonly Qualification[]): Violation[] {
  const own = qualifications.filter(({ profession }) => profession === row.profession);
  const serving = row.standing === 'registered' ? own : own.filter((item) => servesRow(row, item));
  if (!row.asksQualification || serving.length > 0) return [];
  const elsewhere = row.acceptsEntries ? '在外省取得的请先办理省外资格信息录入，' : '';
  return [
    {
      code: own.length === 0 ? 'qualification-not-held' : 'qualification-origin',
      field: 'profession',
      message: `${lackedQualification(row)}，暂不能申报：${elsewhere}名单有遗漏的请联系住房和城乡建设主管部门核对。`,
    },
  ];
}

/** What whoever holds no qualification that serves a matter lacks, as the beginning of a sentence. */
export function lackedQualification({ profession, qualificationProvinces, acceptsEntries, zone }: MatterRow): string {
  const where = acceptsEntries && zone === null ? '' : `在${qualificationProvinces.join('、')}取得的`;
  return `“我的资格”中没有${where}${professions[profession].name}资格`;
}

/**
 * The qualification was obtained where the matter wants it: at home, for the demonstration zone in Shanghai or Zhejiang (manual 一（三）1),
 * or elsewhere when its entry is approved (manual 一（二）1).
 */
export function qualificationOrigin({
  row: asked,
  draft,
  qualifications,
  registrations,
}: SubmissionFacts): Violation[] {
  const held = qualifications.find((item) => item.id === draft.qualificationId);
  const row = originRow(asked, chosenRegistration({ draft, registrations })?.zone ?? null);
  if (held === undefined || servesRow(row, held)) return [];
  const wanted = row.qualificationProvinces.join('、');
  return [
    {
      code: 'qualification-origin',
      field: 'qualificationId',
      message: `所选资格在${held.province}取得，${matterNames[row.matter]}只受理在${wanted}取得的资格，请改选资格或注册事项。`,
    },
  ];
}

// What is added to a registration of a zone rests on a qualification from where the zone takes them.
function originRow(row: MatterRow, zone: string | null): MatterRow {
  if (zone === null) return row;
  return matterRows.find((own) => own.profession === row.profession && own.zone?.name === zone) ?? row;
}

/** Professions with specialties register at least one, each of them on the qualification certificate. */
export function specialtiesHeld({ row, draft, qualifications }: SubmissionFacts): Violation[] {
  if (professions[row.profession].specialties.length === 0) return [];
  if (draft.specialties.length === 0) {
    return [{ code: 'specialties-missing', field: 'specialties', message: '请至少选择一个注册专业。' }];
  }
  const held = qualifications.find((item) => item.id === draft.qualificationId)?.specialties ?? [];
  const foreign = draft.specialties.filter((specialty) => !held.includes(specialty));
  if (foreign.length === 0) return [];
  return [
    {
      code: 'specialty-not-held',
      field: 'specialties',
      message: `资格证书上没有以下专业：${foreign.join('、')}，请取消选择。`,
    },
  ];
}

/** Specialties that another department registers are not applied for here. */
export function specialtiesRegisteredHere({ row, draft }: Pick<SubmissionFacts, 'row' | 'draft'>): Violation[] {
  const elsewhere = registeredElsewhereText(row.profession, draft.specialties);
  if (elsewhere === '') return [];
  return [
    {
      code: 'specialty-elsewhere',
      field: 'specialties',
      message: `以下专业不在本平台注册，请取消选择，向括号内的部门申请：${elsewhere}。`,
    },
  ];
}

/** A registration that another department gave is renewed, moved and added to there. It stands in this register until it ends or is cancelled. */
export function chosenRegisteredHere({
  row,
  draft,
  registrations,
}: Pick<SubmissionFacts, 'row' | 'draft' | 'registrations'>): Violation[] {
  if (row.standing !== 'registered' || !(row.asksEmployment || row.asksQualification)) return [];
  const specialties = chosenRegistration({ draft, registrations })?.specialties ?? [];
  const elsewhere = specialties.filter((specialty) => otherRegistrar(row.profession, specialty) !== undefined);
  if (elsewhere.length === 0 || elsewhere.length < specialties.length) return [];
  return [
    {
      code: 'specialty-elsewhere',
      field: 'registrationNumber',
      message: `该注册的专业不由本平台办理，请向括号内的部门申请：${registeredElsewhereText(row.profession, elsewhere)}。`,
    },
  ];
}
