import { table } from './entities.ts';

/** Draws the next number of a counter, beginning with 1. Numbers are never given twice; one drawn for a command that then fails stays unused. */
export async function drawNumber(name: string): Promise<number> {
  const { data } = await table.entities.counter.upsert({ name }).add({ value: 1 }).go({ response: 'all_new' });
  return data.value;
}
