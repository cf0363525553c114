import { GuardEntity, RegistrationEntity, type RegistrationItem } from '../records/entities.ts';

/**
 * The entries that stand under some numbers: for each of them one or none, read consistently. What the index does not name yet, being behind by a moment, is
 * found by the guard of its number, which is written with it: who has just got a certificate is not told that there is none.
 */
export async function entriesByNumber(numbers: readonly string[]): Promise<RegistrationItem[]> {
  const found = await Promise.all(
    numbers.map((number) => RegistrationEntity.query.byNumber({ number }).go({ hydrate: true })),
  );
  const entries = found.flatMap(({ data }) => data);
  const others = numbers.filter((number) => entries.every((entry) => entry.number !== number));
  return [...entries, ...(await entriesByGuard(others))];
}

/** The entry under one number as it is now, read consistently; undefined when there is none. */
export async function presentEntry(number: string): Promise<RegistrationItem | undefined> {
  const [item] = await entriesByNumber([number]);
  return item;
}

async function entriesByGuard(numbers: readonly string[]): Promise<RegistrationItem[]> {
  if (numbers.length === 0) return [];
  const keys = numbers.map((value) => ({ kind: 'registration-number' as const, value }));
  const { data: guards } = await GuardEntity.get(keys).go({ consistent: true });
  if (guards.length === 0) return [];
  const places = guards.map(({ holder: personId, value: number }) => ({ personId, number }));
  return (await RegistrationEntity.get(places).go({ consistent: true })).data;
}
