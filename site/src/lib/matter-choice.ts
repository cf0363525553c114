import type { ApplicationSummary } from '../../../api/application.ts';
import type { QualificationView } from '../../../api/people.ts';
import { type MatterRow, matterRows } from '../../../domain/catalogue.ts';
import { servesRow } from '../../../domain/eligibility.ts';
import { isFinal } from '../../../domain/lifecycle.ts';
import { isWanted, type Wanted } from './entrances.ts';

/** A matter that can be applied for, with what the practitioner has that concerns it. */
export interface MatterChoice {
  readonly row: MatterRow;
  /** How many qualifications it could rest on. */
  readonly held: number;
  /** The application of the profession that is open, which keeps another from being begun; undefined: none. */
  readonly open: ApplicationSummary | undefined;
}

/** A heading of 我要办事 with its matters. */
export interface MatterGroup {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly MatterChoice[];
}

// Two entries of 我要办事 in the manual: 注册申报 (一（二）2) and 长三角示范区注册 (一（三）2).
const groups: readonly { id: string; title: string; has: (row: MatterRow) => boolean }[] = [
  { id: 'declare', title: '注册申报', has: ({ zone }) => zone === null },
  { id: 'zone', title: '长三角示范区注册', has: ({ zone }) => zone !== null },
];

/**
 * The matters of 我要办事: what somebody came for in a group of its own before the others; in each group first what the practitioner
 * holds a qualification for. Groups without matters are left out.
 */
export function matterGroups(
  qualifications: readonly QualificationView[],
  applications: readonly ApplicationSummary[],
  wanted: Wanted,
): MatterGroup[] {
  const choices = matterRows
    .filter(({ effect }) => effect === 'registration')
    .map((row): MatterChoice => ({
      row,
      held: qualifications.filter((item) => item.profession === row.profession && servesRow(row, item)).length,
      open: applications.find(({ profession, state }) => profession === row.profession && !isFinal(state)),
    }))
    .sort((left, right) => Number(right.held > 0) - Number(left.held > 0));
  const chosen = choices.filter(({ row }) => isWanted(wanted, row));
  const others = choices.filter((choice) => !chosen.includes(choice));
  return [
    { id: 'chosen', title: '您要办理的事项', choices: chosen },
    ...groups.map(({ id, title, has }) => ({ id, title, choices: others.filter(({ row }) => has(row)) })),
  ].filter((group) => group.choices.length > 0);
}
