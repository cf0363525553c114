import {
  type EmployerNameSource,
  endingStart,
  type KnownEmployer,
  mostEmployersFound,
  nameEndings,
  searchedName,
} from '../../domain/employer-names.ts';
import type { noteOperations } from '../records/jobs.ts';
import {
  EmployerEndingEntity,
  KnownEmployerEntity,
  type KnownEmployerItem,
  table,
  type TransactionEntities,
} from '../records/entities.ts';

/** What a search has found, and whether there is more than it shows. */
export interface FoundEmployers {
  readonly items: KnownEmployer[];
  readonly more: boolean;
}

/** The company of a credit code as it is known here; undefined when it is not. */
export async function readKnownEmployer(creditCode: string): Promise<KnownEmployerItem | undefined> {
  const { data } = await KnownEmployerEntity.get({ creditCode }).go({ consistent: true });
  return data ?? undefined;
}

/**
 * Who is the employer behind a credit code by now: the company itself, or the one that has taken its place, under the name that its own account bears. Null
 * where no account vouches for a name: then what a form says stands.
 */
export async function presentEmployer(creditCode: string | null): Promise<KnownEmployer | null> {
  const known = creditCode === null ? undefined : await readKnownEmployer(creditCode);
  if (known === undefined) return null;
  const { successor } = known;
  if (successor !== undefined) return (await presentEmployer(successor.creditCode)) ?? successor;
  return known.source === 'account' ? { creditCode: known.creditCode, name: known.name } : null;
}

/** Finds the companies whose names hold a text (as `searchedName` writes it): one bounded query, and what it names read again. */
export async function findKnownEmployers(part: string): Promise<FoundEmployers> {
  const { data: endings } = await EmployerEndingEntity.query
    .ending({ start: endingStart(part) })
    .begins({ ending: part })
    .go({ limit: mostEmployersFound + 1 });
  const codes = [...new Set(endings.map(({ creditCode }) => creditCode))];
  if (codes.length === 0) return { items: [], more: false };
  const { data } = await KnownEmployerEntity.get(codes.map((creditCode) => ({ creditCode }))).go({ consistent: true });
  const items = data
    .filter(({ name, successor }) => successor === undefined && searchedName(name).includes(part))
    .map(({ creditCode, name }) => ({ creditCode, name }))
    .sort((left, right) => left.name.localeCompare(right.name, 'zh-CN'));
  return { items: items.slice(0, mostEmployersFound), more: endings.length > mostEmployersFound };
}

/** The operation by which a company becomes known under the name that its own account bears. */
export function accountNameOperation(entities: TransactionEntities, { creditCode, name }: KnownEmployer) {
  return entities.knownEmployer.upsert({ creditCode, name, source: 'account' }).commit();
}

/** Keeps the name that the account of a company bears today; writes nothing when it is known already. */
export async function keepAccountName({ creditCode, name }: KnownEmployer): Promise<void> {
  const known = await readKnownEmployer(creditCode);
  if (known?.source === 'account' && known.name === name) return;
  await KnownEmployerEntity.upsert({ creditCode, name, source: 'account' }).go();
}

/** What a name is written with: nothing in a dry run, and what the same transaction writes besides. */
interface NameWriting {
  readonly isDryRun: boolean;
  readonly besides: (entities: TransactionEntities) => ReturnType<typeof noteOperations>;
}

/** Keeps a name from a list or the register, where nothing that is believed more is known. False: it is known as it is, or better. */
export async function keepListedName(
  { creditCode, name }: KnownEmployer,
  source: Exclude<EmployerNameSource, 'account'>,
  { isDryRun, besides }: NameWriting = { isDryRun: false, besides: () => [] },
): Promise<boolean> {
  const known = await readKnownEmployer(creditCode);
  const isBetter = known === undefined || (source === 'list' && known.source !== 'account');
  if (!isBetter || (known?.source === source && known.name === name)) return false;
  if (isDryRun) return true;
  const { canceled } = await table.transaction
    .write((entities) => [
      entities.knownEmployer
        .upsert({ creditCode, name, source })
        .where((stored, { eq, notExists }) =>
          known === undefined
            ? notExists(stored.name)
            : `${eq(stored.name, known.name)} AND ${eq(stored.source, known.source)}`,
        )
        .commit(),
      ...besides(entities),
    ])
    .go();
  return !canceled;
}

/** Writes what a company is found by, and takes away what it was found by under a former name. Doing it again changes nothing. */
export async function writeEndings(employer: KnownEmployer, formerName: string | null): Promise<void> {
  const { creditCode } = employer;
  const endings = nameEndings(employer.name);
  const gone = formerName === null ? [] : nameEndings(formerName).filter((ending) => !endings.includes(ending));
  if (endings.length + gone.length === 0) return;
  const { canceled } = await table.transaction
    .write(({ employerEnding }) => [
      ...endings.map((ending) => employerEnding.put({ start: endingStart(ending), ending, creditCode }).commit()),
      ...gone.map((ending) => employerEnding.delete({ start: endingStart(ending), ending, creditCode }).commit()),
    ])
    .go();
  if (canceled) throw new Error(`the name of ${creditCode} could not be written for the search`);
}
