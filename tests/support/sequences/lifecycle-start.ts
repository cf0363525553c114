import { newTerms, wholeOf } from '../../../domain/registration-terms.ts';
import type { PractitionerProfile, Qualification } from '../../../domain/application-parts.ts';
import {
  type ProfessionCode,
  professionCodes,
  offeredSpecialties,
  professions,
  sharesRegistration,
} from '../../../domain/professions.ts';
import { addDays, addYears } from '../../../domain/calendar-dates.ts';
import type { Setting } from './lifecycle-moves.ts';
import { lastingOf } from './lasting.ts';
import { type Entry, takenOver, type World } from './lifecycle-model.ts';

/** How a person stands when a sequence begins. */
export interface Start {
  /** The professions that were registered before, all with the first company. */
  readonly registered: readonly ProfessionCode[];
  /** Days from the first day on that these registrations still last; negative: since when they have ended. */
  readonly days: number;
  /** The person bears another name now. */
  readonly renamed: boolean;
}

const today = '2026-03-02';

/** A person who holds a qualification of each profession, and for the zone one obtained in Shanghai. */
export function newWorld({ registered, days, renamed }: Start, { companies, names }: Setting): World {
  const [company] = companies;
  if (company === undefined) throw new Error('no company');
  const qualifications = [
    ...professionCodes.map((profession) => qualificationOf(profession, '江苏省')),
    qualificationOf('constructor-2', '上海市'),
  ];
  const entries = registered.map((profession): Entry => {
    const until = addDays(today, days);
    const from = addDays(addYears(until, -professions[profession].validYears), 1);
    const several = sharesRegistration(profession) ? 2 : 1;
    const known = professions[profession].specialties.slice(0, several);
    // Of two specialties one lasts longer than the other.
    const terms = newTerms(profession, known, from).map((term, index) => ({
      ...term,
      validUntil: addDays(until, 40 * index),
    }));
    return {
      number: `old ${profession}`,
      profession,
      terms,
      ...wholeOf(terms),
      zone: null,
      holderName: names[0] ?? '',
      employerName: company.name,
      employerCreditCode: company.creditCode,
      qualificationId: `${profession} 江苏省`,
      ...takenOver,
      lasting: lastingOf({ terms }),
    };
  });
  return {
    today,
    certificate: 'ZJ201900000',
    profile: profileOf(names[renamed ? 1 : 0] ?? ''),
    qualifications,
    entries,
    ...{ bars: [], blamed: [], holds: {} },
    applications: [],
    acts: {},
    locks: {},
  };
}

function qualificationOf(profession: ProfessionCode, province: string): Qualification {
  return {
    id: `${profession} ${province}`,
    profession,
    certificateNumber: `YS2020${profession.length}`,
    source: 'provincial-list',
    elsewhere: null,
    specialties: offeredSpecialties(profession).slice(0, 3),
    obtainedOn: '2020-06-30',
    province,
  };
}

function profileOf(name: string): PractitionerProfile {
  return {
    name,
    idType: '居民身份证',
    idNumber: '320106198803150017',
    birthDate: '1988-03-15',
    sex: '男',
    mobile: '13912345678',
    email: null,
    ethnicity: '汉族',
    education: '本科',
    school: '江南演示大学',
    major: '土木工程',
    graduatedOn: '2012-06-30',
    address: '江苏省南京市鼓楼区演示路1号',
  };
}
