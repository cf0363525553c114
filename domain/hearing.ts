import type { Application } from './application.ts';
import { rowOf } from './catalogue.ts';
import { groundOf } from './grounds.ts';
import type { ApplicationState } from './states.ts';
import { states } from './states.ts';

type Heard = Pick<Application, 'profession' | 'matter' | 'initiator'> & Partial<Pick<Application, 'statement'>>;

/**
 * True while the person must still be asked for a statement: what others have begun about somebody is decided after that person was
 * heard (Administrative Licensing Law art. 36), whatever the ground; who says that somebody has died may be wrong.
 */
export function isToBeHeard({ initiator, statement = null, ...application }: Heard): boolean {
  return initiator !== 'practitioner' && rowOf(application).heard && statement === null;
}

/** True where one officer decides alone and within two working days: a cancellation that its holder wishes and nothing else asks for. */
export function isDecidedByOne({
  initiator,
  profession,
  draft,
}: Pick<Application, 'profession' | 'initiator'> & Partial<Pick<Application, 'draft'>>): boolean {
  const ground = draft?.cancellation?.ground ?? null;
  return initiator === 'practitioner' && ground !== null && groundOf(ground, profession)?.oneOfficer === true;
}

/** The working days within which a state of an application must be answered; null: it has none. */
export function workingDaysOf(
  application: Pick<Application, 'profession' | 'matter' | 'initiator' | 'draft'>,
  state: ApplicationState,
): number | null {
  const { days } = rowOf(application);
  if (state === 'awaiting-decision' && isDecidedByOne(application)) return days.oneOfficer;
  const key = states[state].days;
  return key === null ? null : days[key];
}
