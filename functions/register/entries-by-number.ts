import { RegistrationEntity, type RegistrationItem } from '../records/entities.ts';

/** The entries that stand under some numbers: for each of them one or none, as the index has it (eventually consistent). */
export async function entriesByNumber(numbers: readonly string[]): Promise<RegistrationItem[]> {
  const found = await Promise.all(numbers.map((number) => RegistrationEntity.query.byNumber({ number }).go()));
  return found.flatMap(({ data }) => data);
}

/** The entry under one number as it is now, read consistently; undefined when there is none. */
export async function presentEntry(number: string): Promise<RegistrationItem | undefined> {
  const [listed] = await entriesByNumber([number]);
  if (listed === undefined) return undefined;
  const { data: item } = await RegistrationEntity.get({ personId: listed.personId, number }).go({ consistent: true });
  return item ?? undefined;
}
