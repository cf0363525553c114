import { ApplicationEntity, CaseContentEntity, ListedHolderEntity } from '../records/entities.ts';

/** An identity document as lists and profiles write it. */
export interface IdentityDocument {
  readonly idType: string;
  readonly idNumber: string;
}

/** An entry of the register, as far as it says whose it is. */
interface OwnedEntry {
  readonly personId: string;
  readonly applicationId?: string | null | undefined;
}

/**
 * The identity document behind each entry, for what leaves the platform: of the application that its certificate shows (what others have begun goes back to an
 * earlier one, `certificateSource`), else of the list that the entry came with; null where neither says.
 */
export async function holdersOf(
  entries: readonly OwnedEntry[],
): Promise<(entry: OwnedEntry) => IdentityDocument | null> {
  const sources = await sourcesOf(entries);
  const people = await applicantsOf([...new Set(sources.values())]);
  const known = ({ applicationId }: OwnedEntry) => people.get(sources.get(applicationId ?? '') ?? '');
  const unknown = entries.filter((entry) => known(entry) === undefined);
  const listed = await listedHolders(unknown.map(({ personId }) => personId));
  return (entry) => known(entry) ?? listed.get(entry.personId) ?? null;
}

/** By the application that wrote an entry last, the one that knows its holder. */
async function sourcesOf(entries: readonly OwnedEntry[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.flatMap(({ applicationId }) => applicationId ?? []))];
  if (ids.length === 0) return new Map();
  const { data } = await ApplicationEntity.get(ids.map((applicationId) => ({ applicationId }))).go({
    ...{ consistent: true, concurrent: 5, attributes: ['applicationId', 'certificateSource'] },
  });
  return new Map(
    data.map(({ applicationId, certificateSource }) => [applicationId, certificateSource ?? applicationId]),
  );
}

async function applicantsOf(ids: readonly string[]): Promise<ReadonlyMap<string, IdentityDocument>> {
  if (ids.length === 0) return new Map();
  const { data } = await CaseContentEntity.get(ids.map((applicationId) => ({ applicationId }))).go({
    ...{ consistent: true, concurrent: 5, attributes: ['applicationId', 'applicant'] },
  });
  // What others have begun about an entry that was taken over names its holder and no document.
  return new Map(
    data.flatMap(({ applicationId, applicant }) => (applicant.idNumber === '' ? [] : [[applicationId, applicant]])),
  );
}

async function listedHolders(personIds: readonly string[]): Promise<ReadonlyMap<string, IdentityDocument>> {
  const keys = [...new Set(personIds)].map((personId) => ({ personId }));
  if (keys.length === 0) return new Map();
  const { data } = await ListedHolderEntity.get(keys).go({ consistent: true, concurrent: 5 });
  return new Map(data.map(({ personId, idType, idNumber }) => [personId, { idType, idNumber }]));
}
