import { practitionerEndpoints } from '../../api/practitioner.ts';
import type { RegistrationView } from '../../api/people.ts';
import type { TermStatusView } from '../../api/terms.ts';
import { type EffectCode, effectOf, rowOf } from '../../domain/catalogue.ts';
import { professions } from '../../domain/professions.ts';
import { addDays, addYears } from '../../domain/calendar-dates.ts';
import { companyBehind, personBehind } from '../support/parties/expected.ts';
import { until } from '../support/parties/party.ts';
import { see } from '../support/parties/play.ts';
import { registrationOf } from '../support/parties/register.ts';
import type { Journey, StepPlayer } from './journey.ts';
import { expect, verifiedCode, verify } from './papers.ts';

/** What an approval left behind, as it was found. */
export interface Proof {
  readonly registrationNumber: string;
  /** What the public verification answered. */
  readonly certificate: string;
  /** What the register says, in a few words. */
  readonly register: string;
  /** The code of the newest certificate. */
  readonly code: string;
}

/**
 * Holds what an approval must leave: the certificate made by this application, verified through the public API, and the register's
 * entry as the matter changes it; or the registration cancelled in both. Throws when anything is not as expected.
 */
export async function proveApproval(journey: Journey, id: string, step: StepPlayer): Promise<Proof> {
  return effectOf(journey).certifies
    ? await step('register amended, certificate verified', () => proveRegistration(journey, id))
    : await step('register and certificate cancelled', () => proveCancellation(journey, id));
}

async function proveRegistration(journey: Journey, id: string): Promise<Proof> {
  const { person, target, folder, registered } = journey;
  const { replacementReason } = effectOf(journey);
  const after = await until('the certificate', async () => {
    const { items } = await person.send(practitionerEndpoints.listRegistrations, {});
    return items.find((item) => item.applicationId === id && item.certificateReady);
  });
  const row = rowOf(journey);
  expect(after.status === 'valid', `the registration is valid, not ${after.status}`);
  expect(after.zone === (row.zone?.name ?? null), 'the registration is valid where the row says');
  const { effect } = row;
  expect(await isAmended[effect](journey, after), `the register says what ${effect} must leave`);
  const code = await verifiedCode(target, person, after, folder);
  if (replacementReason !== null && registered?.code != null) {
    const earlier = await verify(target, after.number, registered.code);
    expect(earlier.status === 'replaced', `the certificate before is replaced, not ${earlier.status}`);
  }
  return { registrationNumber: after.number, certificate: 'verified, valid', register: inWords(after), code };
}

type Amended = (journey: Journey, after: RegistrationView) => boolean | Promise<boolean>;

const isNew: Amended = ({ company, registered }, after) =>
  after.number !== registered?.view.number && after.employerName === companyBehind(company).name;

const keepsExpiry: Amended = ({ registered }, after) =>
  registered?.view.number === after.number && registered.view.validUntil === after.validUntil;

const isAmended: Readonly<Record<EffectCode, Amended>> = {
  registration: isNew,
  qualification: () => false,
  cancellation: () => false,
  renewal: ({ registered, profession }, after) =>
    registered?.view.number === after.number &&
    after.validUntil === addYears(registered.view.validUntil, professions[profession].validYears),
  'employer-change': async (journey, after) =>
    (await keepsExpiry(journey, after)) && after.employerName === companyBehind(journey.company).name,
  'personal-change': async (journey, after) =>
    (await keepsExpiry(journey, after)) &&
    after.holderName === personBehind(journey.person).name &&
    (journey.way === 'by name' || (await holdsNothing(journey))),
  'specialty-cancellation': async (journey, after) =>
    (await keepsExpiry(journey, after)) &&
    after.specialties.length < (journey.registered?.view.specialties.length ?? 0) &&
    after.terms.some(({ status }) => status === 'cancelled'),
  addition: (journey, after) =>
    after.specialties.length > (journey.registered?.view.specialties.length ?? 0) &&
    after.terms.every((term) => hasTermOfItsOwn(term, journey)),
};

/** What was registered before keeps its term; what was added has a whole one from the approval on. */
function hasTermOfItsOwn({ specialty, validFrom, validUntil }: TermStatusView, { registered, profession }: Journey) {
  const kept = registered?.view.terms.find((term) => term.specialty === specialty);
  if (kept !== undefined) return kept.validUntil === validUntil;
  return validUntil >= addDays(addYears(validFrom, professions[profession].validYears), -1);
}

/** Who had the former identity document has no registration any more. */
async function holdsNothing({ formerSelf }: Journey): Promise<boolean> {
  return (await formerSelf.send(practitionerEndpoints.listRegistrations, {})).items.length === 0;
}

async function proveCancellation({ person, target, registered }: Journey, id: string): Promise<Proof> {
  if (registered?.code == null) throw new Error('a cancellation is played about a registration with a certificate');
  const { number } = registered.view;
  const after = await registrationOf(person, number);
  expect(after.status === 'cancelled' && after.cancelledOn !== null, 'the registration is cancelled');
  const verified = await verify(target, number, registered.code);
  expect(verified.status === 'cancelled', `the certificate is cancelled, not ${verified.status}`);
  await until('the notice of cancellation', async () => {
    const { documents } = await see(person, id);
    return documents.find(({ kind }) => kind === 'cancellation-notice');
  });
  const register = `cancelled on ${after.cancelledOn ?? ''}`;
  return { registrationNumber: number, certificate: 'verified, cancelled', register, code: registered.code };
}

function inWords({ validUntil, employerName, specialties, zone }: RegistrationView): string {
  return [`until ${validUntil}`, employerName, specialties.join('、'), zone === null ? '' : '示范区']
    .filter((part) => part !== '')
    .join(', ');
}
