import { conditionHeld } from '../records/condition.ts';
import { RegisteredNameEntity } from '../records/entities.ts';
import type { EntryHolder } from '../records/stream-record.ts';

/** Writes the name by which an entry is found, and takes away the one by which it was found before. Doing it again changes nothing. */
export async function writeName(holder: EntryHolder, formerName: string | null): Promise<void> {
  await RegisteredNameEntity.put({ ...holder }).go();
  if (formerName !== null) await removeName(holder, formerName);
}

/** Takes away a name by which an entry was found with this holder: under another identity number it may stand there again. */
export async function removeName({ profession, number, personId }: EntryHolder, holderName: string): Promise<void> {
  await conditionHeld(
    RegisteredNameEntity.delete({ profession, holderName, number })
      .where((stored, { eq }) => eq(stored.personId, personId))
      .go(),
  );
}
