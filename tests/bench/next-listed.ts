import { latencyRows, type Row } from './figures.ts';
import type { Measurements } from './stage.ts';

/** Most milliseconds (p95) until the next party has its work item, from issue 2. */
const mostMilliseconds = 500;

/** How long work items took to be listed, after all commands together and after each of them. */
export function nextListedRows(circumstances: string, { nextListed }: Measurements): Row[] {
  const name = `next work item listed, ${circumstances}`;
  return [
    ...latencyRows(name, [...nextListed.values()].flat(), undefined, { p95: mostMilliseconds }),
    ...[...nextListed].flatMap(([command, samples]) => latencyRows(`${name}, after ${command}`, samples)),
  ];
}
