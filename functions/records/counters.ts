import { CounterEntity, table } from './entities.ts';
import { conditionHeld } from './condition.ts';

/** Draws the next number of a counter, beginning with 1. Numbers are never given twice; one drawn for a command that then fails stays unused. */
export async function drawNumber(name: string): Promise<number> {
  const { data } = await table.entities.counter.upsert({ name }).add({ value: 1 }).go({ response: 'all_new' });
  return data.value;
}

/** Makes a counter go on after a number that was given elsewhere; a counter that is further stays as it is. */
export async function passNumber(name: string, given: number): Promise<void> {
  await conditionHeld(
    CounterEntity.upsert({ name, value: given })
      .where(({ value }, { lt, notExists }) => `${notExists(value)} OR ${lt(value, given)}`)
      .go(),
  );
}
