import type { RegistrationView } from '../../api/people.ts';
import type { Target } from '../../local/command/target.ts';
import type { Party } from '../support/parties/party.ts';
import type { Department } from '../support/parties/scene.ts';
import type { RowScenario } from './scenarios.ts';

/** A registration that is there before a journey: as it stands, and the code of its certificate when it has one. */
export interface Registered {
  readonly view: RegistrationView;
  readonly code: string | null;
}

/** Who plays which way through a row, and where the documents go (null: they are fetched and checked but not kept). */
export interface Journey extends RowScenario {
  readonly target: Target;
  readonly person: Party;
  /** The applicant as who they were before a change of personal data; otherwise the applicant. */
  readonly formerSelf: Party;
  readonly company: Party;
  /** Whom the applicant is registered with before a change of employer. */
  readonly formerCompany: Party;
  readonly staff: Department;
  /** The registration that the matter is about; null: none. */
  readonly registered: Registered | null;
  readonly folder: string | null;
}

/** One step that was played, with its duration. */
export interface PlayedStep {
  readonly step: string;
  readonly milliseconds: number;
}

/** Plays a named step and returns what it returned. */
export type StepPlayer = <Value>(name: string, play: () => Promise<Value>) => Promise<Value>;

/** A player that reports each step with its duration, once it has been played. */
export function stepPlayer(onStep: (played: PlayedStep) => void): StepPlayer {
  return async (name, play) => {
    const started = performance.now();
    const value = await play();
    onStep({ step: name, milliseconds: performance.now() - started });
    return value;
  };
}
