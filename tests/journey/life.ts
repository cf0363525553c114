import type { MatterCode } from '../../domain/catalogue.ts';
import { practitionerEndpoints } from '../../api/practitioner.ts';
import { begin, fillIn, see } from '../support/parties/play.ts';
import { registrationOf } from '../support/parties/register.ts';
import { playTo } from '../support/parties/scene.ts';
import { type Journey, type PlayedStep, type Registered, stepPlayer } from './journey.ts';
import { expect, verify } from './papers.ts';
import { type Outcome, playJourney } from './play.ts';
import { proveApproval } from './proof.ts';

/** The name of the scenario below. */
export const lifeName = 'one registration: initial, addition, too early to renew, another employer, cancelled, again';

/**
 * Plays one registration's life, each matter on what the one before has left: an initial registration of one specialty with the
 * former company, an addition, a renewal that is refused before its window, the change to the company, cancellation, registration
 * again. Throws when anything is not as expected.
 */
export async function playLife(journey: Journey, onStep: (played: PlayedStep) => void): Promise<Outcome> {
  const step = stepPlayer(onStep);
  const first = { ...journey, matter: 'initial', company: journey.formerCompany } as const;
  let { registered } = await step('initial', () => registerOneSpecialty(first));
  const next = async (matter: MatterCode, company: Journey['company']): Promise<Outcome> => {
    const outcome = await step(matter, () => playJourney({ ...journey, matter, company, registered }, () => undefined));
    const view = await registrationOf(journey.person, outcome.registrationNumber);
    registered = { view, code: outcome.code };
    return outcome;
  };
  await next('addition', journey.formerCompany);
  await next('cancel-specialty', journey.formerCompany);
  await step('renewal refused', () => expectTooEarly(journey, registered));
  await next('change-employer', journey.company);
  const ended = (await next('cancellation', journey.company)).registrationNumber;
  const cancelled = registered;
  const outcome = await next('reregistration', journey.company);
  expect(outcome.registrationNumber !== ended, 'who registers again has a new number');
  const before = await verify(journey.target, ended, cancelled.code ?? '');
  expect(before.status === 'cancelled', 'the old certificate stays cancelled');
  return outcome;
}

async function registerOneSpecialty(journey: Journey): Promise<{ registered: Registered }> {
  const { person, company, staff, profession } = journey;
  const id = await begin(person, profession, 'initial');
  await fillIn(person, company, id, profession, new Date());
  const { version, draft } = await see(person, id);
  const body = { version, draft: { ...draft, specialties: draft.specialties.slice(0, 1) } };
  await person.send(practitionerEndpoints.saveDraft, { params: { id }, body });
  await playTo('approved', { profession, person, company, staff, id });
  const { registrationNumber, code } = await proveApproval(
    journey,
    id,
    stepPlayer(() => undefined),
  );
  return { registered: { view: await registrationOf(person, registrationNumber), code } };
}

async function expectTooEarly({ person, company, profession }: Journey, { view }: Registered): Promise<void> {
  const id = await begin(person, profession, 'renewal', view.number);
  await fillIn(person, company, id, profession, new Date());
  const { problems, version } = await see(person, id);
  expect(
    problems.some(({ code }) => code === 'renewal-too-early'),
    'a renewal is refused before its window',
  );
  await person.send(practitionerEndpoints.discardDraft, { params: { id }, body: { version } });
}
