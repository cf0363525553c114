import { matterRows } from '../../domain/catalogue.ts';
import type { ApplicationState } from '../../domain/states.ts';
import { furtherWays } from './further.ts';
import { type Journey, type PlayedStep, stepPlayer } from './journey.ts';
import { lifeName, playLife } from './life.ts';
import { type Outcome, playJourney } from './play.ts';
import { scenarioInTurn, scenarioName, scenariosOf, type RowScenario } from './scenarios.ts';
import { specials } from './special-scenarios.ts';
import { playSpecial } from './special.ts';

/** What is played: from which scenario's setting, and how. */
export interface Task {
  readonly name: string;
  readonly scenario: RowScenario;
  /** Waits for a step's days to pass. */
  readonly timed: boolean;
  readonly play: (
    journey: Journey,
    onStep: (played: PlayedStep) => void,
  ) => Promise<Outcome & { readonly state: ApplicationState }>;
}

/** So many rows of the catalogue in turn, each begun by its first initiator in its first way. */
export function tasksInTurn(count: number): Task[] {
  return Array.from({ length: count }, (_, index) => rowTask(scenarioInTurn(matterRows, index)));
}

/** The names of the scenarios beside the rows. */
export const specialNames: readonly string[] = [
  ...specials.map(({ name }) => name),
  ...furtherWays.map(({ name }) => name),
  lifeName,
];

/** Every way through every row, and the scenarios beside them: those first that take longest. */
export function allTasks(): Task[] {
  return [
    ...specials.map((special) => ({
      name: special.name,
      scenario: usual(special),
      timed: special.timed,
      play: (journey: Journey, onStep: (played: PlayedStep) => void) => playSpecial(special, journey, onStep),
    })),
    ...furtherWays.map((way) => ({
      name: way.name,
      scenario: usual(way),
      timed: false,
      play: (journey: Journey, onStep: (played: PlayedStep) => void) => way.play(journey, stepPlayer(onStep)),
    })),
    {
      name: lifeName,
      scenario: usual({ profession: 'constructor-2', matter: 'initial' }),
      timed: false,
      play: async (journey, onStep) => ({ state: 'approved', ...(await playLife(journey, onStep)) }),
    },
    ...scenariosOf(matterRows).map(rowTask),
  ];
}

function rowTask(scenario: RowScenario): Task {
  return {
    name: scenarioName(scenario),
    scenario,
    timed: false,
    play: async (journey, onStep) => ({ state: 'approved', ...(await playJourney(journey, onStep)) }),
  };
}

function usual({ profession, matter, educated = true, permit = false }: Omit<RowScenario, 'by' | 'way'>): RowScenario {
  return { profession, matter, educated, permit, by: 'practitioner', way: 'usual' };
}
