import { type MatterRow, asks, rowOf } from '../../domain/catalogue.ts';
import { professions } from '../../domain/professions.ts';
import { addDays, type CalendarDate, shanghaiDate } from '../../domain/calendar-dates.ts';
import type { Target } from '../../local/command/target.ts';
import { importCast } from '../support/parties/cast.ts';
import { type Party, signInAs } from '../support/parties/party.ts';
import { registrationOf, takeOver } from '../support/parties/register.ts';
import type { Department } from '../support/parties/scene.ts';
import type { Journey, Registered } from './journey.ts';
import { playJourney } from './play.ts';
import type { RowScenario, Way } from './scenarios.ts';

/** Whom a scenario is played with, by account, and on which cloud. */
export interface Parties {
  readonly target: Target;
  readonly staff: Department;
  /** A generated practitioner for whom nothing has been played. */
  readonly account: string;
  readonly company: Party;
  readonly formerCompany: Party;
  readonly folder: string | null;
}

const suffixes: Readonly<Record<Way, string>> = {
  usual: '',
  'by name': '-renamed',
  'by identity document': '-reissued',
};

/**
 * Makes what a scenario begins from: the qualification on the provincial list, the registration of the register that came before
 * where the row is about one, and its certificate where that, or a specialty on it, is to be cancelled without a photo.
 */
export async function setUp(scenario: RowScenario, parties: Parties): Promise<Journey> {
  const { target, staff, company, formerCompany, folder } = parties;
  const { profession, way, educated = true, permit = false } = scenario;
  const account = permit ? `${parties.account}-permit` : parties.account;
  const row = rowOf(scenario);
  await importCast(target, [{ account, ...scenario }]);
  const formerSelf = await signInAs(target, account);
  const person = way === 'usual' ? formerSelf : await signInAs(target, `${account}${suffixes[way]}`);
  const journey = { ...scenario, target, person, formerSelf, company, formerCompany, staff, folder, registered: null };
  const validUntil = lastDayBefore(row);
  if (validUntil === null) return journey;
  const employer = row.release ? formerCompany : company;
  const [number = ''] = await takeOver(staff.registrar, [
    { account, profession, company: employer.account, validUntil, educated, ...registeredSpecialties(row) },
  ]);
  const taken: Registered = { view: await registrationOf(formerSelf, number), code: null };
  const isCertified = asks(row.effect, 'cancellation') || scenario.by !== 'practitioner';
  return { ...journey, registered: isCertified ? await certified(journey, taken) : taken };
}

/** A registration of the register that came before gets its certificate with the first amendment: here with its renewal. */
async function certified(journey: Journey, registered: Registered): Promise<Registered> {
  const renewal = { ...journey, matter: 'renewal', by: 'practitioner', registered, folder: null } as const;
  const { registrationNumber, code } = await playJourney(renewal, () => undefined);
  return { view: await registrationOf(journey.person, registrationNumber), code };
}

/** Two where one of them is to end. */
function registeredSpecialties({ profession, effect }: MatterRow) {
  const several = effect === 'specialty-cancellation';
  return several ? { specialties: professions[profession].specialties.slice(0, 2) } : {};
}

/** Until when the applicant is registered before the journey: null for nobody who was ever. */
function lastDayBefore({ standing }: MatterRow): CalendarDate | null {
  const today = shanghaiDate(new Date());
  switch (standing) {
    case 'any':
    case 'never-registered':
    case 'not-registered':
      return null;
    case 'formerly-registered':
      return addDays(today, -1);
    case 'registered':
      return addDays(today, 30); // within the window of renewal
  }
}
