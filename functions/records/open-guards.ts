import type { Initiator } from '../../domain/initiators.ts';
import type { LockChanges, OtherLocks } from '../../domain/outcome.ts';
import { rowOf } from '../../domain/catalogue.ts';
import { locksOf } from '../../domain/open-locks.ts';
import { type ProfessionCode, professionCodes } from '../../domain/professions.ts';
import { type ApplicationItem, GuardEntity, type TransactionEntities } from './entities.ts';

/** What an application keeps anybody from beginning beside it while it is open. */
export interface OpenGuard {
  readonly kind: 'open-application';
  readonly value: string;
}

type Locking = Pick<ApplicationItem, 'personId' | 'profession' | 'matter'> & { readonly initiator?: Initiator };

/** The guards of an application: one for each of its locks. */
export function openGuardsOf({ personId, initiator = 'practitioner', ...application }: Locking): OpenGuard[] {
  return locksOf({ ...application, initiator }).map((lock) => openGuard(personId, lock));
}

/** The guard of one lock of a person (domain/open-locks.ts). */
export function openGuard(personId: string, lock: string): OpenGuard {
  return { kind: 'open-application', value: `${personId}/${lock}` };
}

/** The guards of all professions of a person. */
export function professionGuards(personId: string): OpenGuard[] {
  return professionCodes.map((profession) => openGuard(personId, profession));
}

/** Whether an application keeps its employer on its guard: so that two employers are never applied for at once. */
export function engagesEmployer(application: Pick<Locking, 'profession' | 'matter'>): boolean {
  const { lock, asksEmployment } = rowOf(application);
  return lock === 'profession' && asksEmployment;
}

/** Which open application holds one of the guards; null when none does. Read consistently. */
export async function holderOfGuards(guards: readonly OpenGuard[]): Promise<string | null> {
  const { data } = await GuardEntity.get([...guards]).go({ consistent: true });
  return data[0]?.holder ?? null;
}

/** Reads what the person's applications of other professions hold, consistently and by one request. */
export async function readOtherLocks(personId: string, profession: ProfessionCode): Promise<OtherLocks> {
  const locks = professionCodes.filter((code) => code !== profession);
  const { data } = await GuardEntity.get(locks.map((lock) => openGuard(personId, lock))).go({ consistent: true });
  return new Map(
    locks.map((lock) => {
      const guard = data.find(({ value }) => value === openGuard(personId, lock).value);
      return [lock, guard === undefined ? null : { holder: guard.holder, employer: guard.employerCreditCode ?? null }];
    }),
  );
}

/**
 * Writes the employer on the application's own guard and demands that the other professions' guards are as they were read: of two
 * applications that name different employers at the same time one loses, and no registration can have come into being in between.
 */
export function engagementOperations(
  entities: TransactionEntities,
  personId: string,
  { lock, employerCreditCode, others }: NonNullable<LockChanges['engages']>,
) {
  return [
    entities.guard.patch(openGuard(personId, lock)).set({ employerCreditCode }).commit(),
    ...[...others].map(([other, held]) =>
      entities.guard
        .check(openGuard(personId, other))
        .where((stored, { eq, notExists }) => {
          if (held === null) return notExists(stored.holder);
          const employer =
            held.employer === null
              ? notExists(stored.employerCreditCode)
              : eq(stored.employerCreditCode, held.employer);
          return `${eq(stored.holder, held.holder)} AND ${employer}`;
        })
        .commit(),
    ),
  ];
}
