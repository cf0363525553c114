import { ListedHolderEntity } from '../records/entities.ts';

/** An identity document as lists write it. */
export interface IdentityDocument {
  readonly idType: string;
  readonly idNumber: string;
}

/** The identity documents of people whose entries were taken over, by person; whom no list has named is left out. */
export async function listedHolders(personIds: readonly string[]): Promise<ReadonlyMap<string, IdentityDocument>> {
  const keys = [...new Set(personIds)].map((personId) => ({ personId }));
  if (keys.length === 0) return new Map();
  const { data } = await ListedHolderEntity.get(keys).go({ consistent: true, concurrent: 5 });
  return new Map(data.map(({ personId, idType, idNumber }) => [personId, { idType, idNumber }]));
}
