import type { MatterRow } from '../../domain/catalogue.ts';
import type { ApplicationState } from '../../domain/states.ts';
import { scenarioName, scenariosOf } from './scenarios.ts';

/** How a scenario ended and what was found then. */
export interface PlayedScenario {
  readonly name: string;
  /** The application's last state when all was as expected. */
  readonly outcome: ApplicationState | 'failed' | 'not played';
  readonly certificate: string;
  /** What the register says; or why the scenario failed or was not played. */
  readonly register: string;
  readonly milliseconds: number;
}

/**
 * The scenarios that the catalogue's rows and the names ask for and nobody has played as expected: a row must have been approved
 * in each of its ways, a named scenario must not have failed.
 */
export function missingFrom(
  played: readonly PlayedScenario[],
  rows: readonly MatterRow[],
  names: readonly string[],
): string[] {
  const approved = new Set(played.filter(({ outcome }) => outcome === 'approved').map(({ name }) => name));
  const ended = new Set(played.filter(({ outcome }) => outcome !== 'failed').map(({ name }) => name));
  return [
    ...scenariosOf(rows)
      .map(scenarioName)
      .filter((name) => !approved.has(name)),
    ...names.filter((name) => !ended.has(name)),
  ];
}

/** The scenarios as lines of a table: those of the catalogue's rows in its order, then the others; what is missing says so. */
export function tableOf(
  played: readonly PlayedScenario[],
  rows: readonly MatterRow[],
  names: readonly string[],
): string[] {
  const byName = new Map(played.map((each) => [each.name, each]));
  const cellsOf = (name: string): string[] => {
    const { outcome, certificate, register, milliseconds } = byName.get(name) ?? absent;
    return [name, outcome, certificate, `${(milliseconds / 1000).toFixed(1)} s`, register];
  };
  return [
    ...aligned([
      ['catalogue row (begun by)', 'outcome', 'certificate', 'time', 'register'],
      ...scenariosOf(rows).map((scenario) => cellsOf(scenarioName(scenario))),
    ]),
    '',
    ...aligned([['scenario', 'outcome', 'certificate', 'time', 'register'], ...names.map(cellsOf)]),
  ];
}

const absent = { outcome: 'MISSING', certificate: '', register: '', milliseconds: 0 };

/** Columns as wide as their widest cell. */
function aligned(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => widthOf(cells[column] ?? ''))));
  return lines.map((cells) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}

/** Columns on a terminal: Chinese characters and full-width punctuation take two. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1), 0);
}
