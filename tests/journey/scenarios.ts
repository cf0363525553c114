import type { Initiator } from '../../domain/initiators.ts';
import { matterNames, type MatterRow, asks } from '../../domain/catalogue.ts';
import { professions } from '../../domain/professions.ts';

/** In which of the ways that a matter knows a row is played; most know one. */
export const ways = ['usual', 'by name', 'by identity document'] as const;
export type Way = (typeof ways)[number];

/** One way through one row of the catalogue: who begins it, and what of the ways that the matter knows. */
export interface RowScenario extends Pick<MatterRow, 'profession' | 'matter'> {
  readonly by: Initiator;
  readonly way: Way;
  /** False: the applicant has no hours of continuing education before. */
  readonly educated?: boolean;
  /** True: the applicant has a travel permit and no resident identity card. */
  readonly permit?: boolean;
}

/** Every way through every row: each who can begin it, and a change of personal data both of the name and of the identity document. */
export function scenariosOf(rows: readonly MatterRow[]): RowScenario[] {
  return rows.flatMap((row) =>
    row.initiators.flatMap((by) =>
      waysOf(row).map((way) => ({ profession: row.profession, matter: row.matter, by, way })),
    ),
  );
}

/** The first way through the nth row, the rows in turn. Throws when there are no rows. */
export function scenarioInTurn(rows: readonly MatterRow[], index: number): RowScenario {
  const row = rows[index % rows.length];
  const [first] = row === undefined ? [] : scenariosOf([row]);
  if (first === undefined) throw new Error('the catalogue is empty');
  return first;
}

/** A scenario in a few words, no other scenario's: profession and matter in Chinese, then who begins it and the way. */
export function scenarioName({ profession, matter, by, way }: RowScenario): string {
  const how = way === 'usual' ? by : `${by}, ${way}`;
  return `${professions[profession].name}${matterNames[matter]} (${how})`;
}

function waysOf({ effect }: MatterRow): readonly Way[] {
  return asks(effect, 'formerIdNumber') ? ['by name', 'by identity document'] : ['usual'];
}
