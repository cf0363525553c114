import type { Initiator } from '../../domain/matter-codes.ts';
import { type ProfessionCode, professionCodes } from '../../domain/professions.ts';
import { locksOf } from '../../domain/open-locks.ts';
import { type ApplicationItem, GuardEntity, type GuardItem, type TransactionEntities } from './entities.ts';

/** What an application keeps anybody from beginning beside it while it is open. */
export interface OpenGuard {
  readonly kind: 'open-application';
  readonly value: string;
}

type Locking = Pick<ApplicationItem, 'personId' | 'profession' | 'matter'> & { readonly initiator?: Initiator };

/** The guards of an application: one for each of its locks. */
export function openGuardsOf({ personId, initiator = 'practitioner', ...application }: Locking): OpenGuard[] {
  return locksOf({ ...application, initiator }).map((lock) => ({
    kind: 'open-application',
    value: `${personId}/${lock}`,
  }));
}

/** The guards of all professions of a person. */
export function professionGuards(personId: string): OpenGuard[] {
  return professionCodes.map((profession) => professionGuard(personId, profession));
}

function professionGuard(personId: string, profession: ProfessionCode): OpenGuard {
  return { kind: 'open-application', value: `${personId}/${profession}` };
}

/** What other applications of a person hold: a guard for each other profession, null where none is open. */
export type OtherGuards = ReadonlyMap<string, GuardItem | null>;

/** Reads the guards of the person's other professions, consistently and by one request. */
export async function readOtherGuards(personId: string, profession: ProfessionCode): Promise<OtherGuards> {
  const keys = professionCodes.filter((code) => code !== profession).map((code) => professionGuard(personId, code));
  const { data } = await GuardEntity.get(keys).go({ consistent: true });
  return new Map(keys.map(({ value }) => [value, data.find((guard) => guard.value === value) ?? null]));
}

/** The employers that a person's other submitted applications name. */
export function employersOf(others: OtherGuards): string[] {
  return [...others.values()].flatMap((guard) => guard?.employerCreditCode ?? []);
}

/**
 * Writes the employer on the application's own guard and demands that the other professions' guards are as they were read: of two
 * applications that name different employers at the same time one loses, and no registration can have come into being in between.
 */
export function engagementOperations(
  entities: TransactionEntities,
  own: OpenGuard,
  employerCreditCode: string,
  others: OtherGuards,
) {
  return [
    entities.guard.patch(own).set({ employerCreditCode }).commit(),
    ...[...others].map(([value, guard]) =>
      entities.guard
        .check({ kind: 'open-application', value })
        .where((stored, { eq, notExists }) => {
          if (guard === null) return notExists(stored.holder);
          const employer =
            guard.employerCreditCode === undefined
              ? notExists(stored.employerCreditCode)
              : eq(stored.employerCreditCode, guard.employerCreditCode);
          return `${eq(stored.holder, guard.holder)} AND ${employer}`;
        })
        .commit(),
    ),
  ];
}
