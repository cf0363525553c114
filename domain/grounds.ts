import {
  type CancellationGround,
  cancellationGrounds,
  type Ground,
  groundRows,
  type PerProfession,
  type Revocation,
} from './ground-rows.ts';
import type { Initiator } from './initiators.ts';
import type { ProfessionCode } from './professions.ts';

export {
  type BarTerm,
  type CancellationGround,
  cancellationGrounds,
  type Ground,
  type Revocation,
  revocationNames,
} from './ground-rows.ts';

/** The name of a ground, which is the same in every profession that has it. */
export function groundName(ground: CancellationGround): string {
  return groundRows[ground].name;
}

/** A ground as a profession has it; undefined where its regulations do not know it. */
export function groundOf(ground: CancellationGround, profession: ProfessionCode): Ground | undefined {
  const { professions, source, bar, ...row } = groundRows[ground];
  if (!professions.includes(profession)) return undefined;
  return { ...row, source: valueIn(source, profession), bar: bar === null ? null : valueIn(bar, profession) };
}

function valueIn<Value>({ usual, own }: PerProfession<Value>, profession: ProfessionCode): Value {
  return own[profession] ?? usual;
}

/** What a cancellation ends: the registration, or some of its specialties. */
export type CancellationScope = 'registration' | 'specialties';

/** True for a ground that is open in a profession to whoever begins a cancellation of that scope. */
export function isOpenGround(
  ground: CancellationGround,
  initiator: Initiator,
  profession: ProfessionCode,
  scope: CancellationScope,
): boolean {
  const row = groundOf(ground, profession);
  return row?.initiators.includes(initiator) === true && (scope === 'registration' || row.ofSpecialty);
}

/** The grounds of a profession that one who begins a cancellation can choose from, in the table's order. */
export function groundsOf(
  initiator: Initiator,
  profession: ProfessionCode,
  scope: CancellationScope = 'registration',
): CancellationGround[] {
  return cancellationGrounds.filter((ground) => isOpenGround(ground, initiator, profession, scope));
}

/** How a registration was taken from its holder by the ground on which it was cancelled; null: it was not, or is not cancelled. */
export function revocationOf(ground: CancellationGround | null): Revocation | null {
  return ground === null ? null : groundRows[ground].revocation;
}
