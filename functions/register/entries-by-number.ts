import { RegistrationEntity, type RegistrationItem } from '../records/entities.ts';

/** The entries that stand under some numbers: for each of them one or none, as the index names it, read consistently. */
export async function entriesByNumber(numbers: readonly string[]): Promise<RegistrationItem[]> {
  const found = await Promise.all(
    numbers.map((number) => RegistrationEntity.query.byNumber({ number }).go({ hydrate: true })),
  );
  return found.flatMap(({ data }) => data);
}

/** The entry under one number as it is now, read consistently; undefined when there is none. */
export async function presentEntry(number: string): Promise<RegistrationItem | undefined> {
  const [item] = await entriesByNumber([number]);
  return item;
}
