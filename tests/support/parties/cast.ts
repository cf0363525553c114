import { type MatterCode, effectOf, rowOf } from '../../../domain/catalogue.ts';
import { type ProfessionCode, offeredSpecialties, professions } from '../../../domain/professions.ts';
import { findAccount } from '../../../local/services/identity/accounts.ts';
import type { Target } from '../../../local/command/target.ts';
import { importRows, listKinds } from '../../../operations/list-rows.ts';
import { type Party, signInAs } from './party.ts';
import { certificateNumberOf, importHours } from './register.ts';

/** A generated practitioner with the profession whose qualification was imported for them. */
export interface CastMember {
  readonly account: string;
  readonly profession: ProfessionCode;
  readonly matter: MatterCode;
  /** False: without hours of continuing education. */
  readonly educated?: boolean;
}

/** Names generated practitioners from a number on, for initial registrations of one profession. */
export function castOf(count: number, firstNumber: number, profession: ProfessionCode): CastMember[] {
  return Array.from({ length: count }, (_, index) => ({
    account: `person-${String(firstNumber + index).padStart(4, '0')}`,
    profession,
    matter: 'initial',
  }));
}

/** Imports one qualification for each member of the cast who holds one, as a registrar does with the provincial list. */
export async function importCast(
  target: Target,
  cast: readonly (Omit<CastMember, 'matter'> & { readonly matter?: MatterCode })[],
): Promise<void> {
  const registrar = await signInAs(target, 'registrar-1');
  // Who enters a qualification of another province holds none before.
  const registering = cast.filter(
    ({ profession, matter = 'initial' }) => effectOf({ profession, matter }).grants !== 'qualification',
  );
  const rows = registering.map(({ account, profession, matter = 'initial' }, index) => {
    const person = findAccount(account);
    if (person?.party !== 'person') throw new Error(`${account} is no person`);
    const cells = {
      姓名: person.name,
      证件号码: person.idNumber,
      职业: professions[profession].name,
      资格证号: certificateNumberOf(account, profession),
      专业: offeredSpecialties(profession).slice(0, 2).join('、'),
      取得日期: '2020-06-30',
      取得省份: rowOf({ profession, matter }).qualificationProvinces[0] ?? '',
    };
    return { line: index + 2, cells };
  });
  if (rows.length === 0) return;
  const report = await importRows(listKinds.qualifications, rows, {
    baseUrl: target.siteUrl,
    accessToken: registrar.accessToken,
  });
  const [rejected] = report.rejected;
  if (rejected !== undefined) throw new Error(`row ${rejected.line} was rejected: ${rejected.message}`);
  // Their qualifications are older than a first registration may be without hours.
  await importHours(
    registrar,
    registering.filter(({ educated = true }) => educated),
  );
}

/** The three members of staff that an application needs, each another person. */
export async function signInStaff(target: Target): Promise<{ acceptance: Party; review: Party; decision: Party }> {
  const [acceptance, review, decision] = await Promise.all([
    signInAs(target, 'acceptance-1'),
    signInAs(target, 'review-1'),
    signInAs(target, 'decision-1'),
  ]);
  return { acceptance, review, decision };
}
