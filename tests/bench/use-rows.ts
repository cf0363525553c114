import { readdirSync } from 'node:fs';
import path from 'node:path';
import { functionCredentials, localAccount, localRegion } from '../../local/ground/local-account.ts';
import { functionOf } from './cost.ts';
import type { Row } from './figures.ts';
import type { NotedUse, NotedWrite } from './use-by-entity.ts';

// What they ask for does not grow with applications: the reminders of a hundred empty days, every minute.
const byTheClock: ReadonlySet<string> = new Set(['SendReminders', 'WatchCases', 'WatchService']);

/** Functions by the access key with which they sign on this machine: by the files of their logs. */
export function functionNames(logFolder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(logFolder).flatMap((file) => {
      const { name } = path.parse(file);
      const { accessKeyId } = functionCredentials(`arn:aws:lambda:${localRegion}:${localAccount}:function:${name}`);
      return name.includes('-') ? [[accessKeyId, functionOf(name)] as const] : [];
    }),
  );
}

/** Write units of one application by the entity that is written, and by what writes it: a function, and what happened to the application with it. */
export function writeRows({ writes }: NotedUse, names: ReadonlyMap<string, string>, applications: number): Row[] {
  const cause = ({ accessKeyId, action }: NotedWrite) =>
    [names.get(accessKeyId) ?? 'others', ...(action === undefined ? [] : [action])].join(', ');
  const unitsBy = (name: (write: NotedWrite) => string) =>
    summed(writes.map((write) => [name(write), (write.units.table + write.units.indexes) / applications]));
  const rows = (title: string, figures: ReadonlyMap<string, number>) =>
    sorted(figures).map(([name, figure]) => ({ name: `${title}: ${name}`, figure, unit: 'WCU' }));
  const indexes = writes.reduce((sum, { units }) => sum + units.indexes, 0) / applications;
  return [
    {
      name: 'write units of one application: all',
      figure: sum(unitsBy(() => 'all')),
      unit: 'WCU',
      target: { most: 100 },
    },
    { name: 'write units of one application: of these in indexes', figure: indexes, unit: 'WCU' },
    ...rows(
      'write units by entity',
      unitsBy(({ entity }) => entity),
    ),
    ...rows('write units by cause', unitsBy(cause)),
  ];
}

/** Requests to the table of one application: those of the functions that stand behind calls of the API by call, the others by function. */
export function requestRows({ requests: all }: NotedUse, names: ReadonlyMap<string, string>): Row[] {
  const requests = all.filter(({ accessKeyId }) => !byTheClock.has(names.get(accessKeyId) ?? ''));
  const counted = summed(
    requests.map(({ accessKeyId, during }) => {
      const name = names.get(accessKeyId) ?? 'others';
      return [name.endsWith('Api') ? during.join(' + ') || name : name, 1];
    }),
  );
  return [
    { name: 'requests of one application: all', figure: requests.length, unit: '' },
    ...sorted(counted).map(([name, figure]) => ({ name: `requests by call or function: ${name}`, figure, unit: '' })),
  ];
}

function summed(figures: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [name, figure] of figures) sums.set(name, (sums.get(name) ?? 0) + figure);
  return sums;
}

function sum(figures: ReadonlyMap<string, number>): number {
  return [...figures.values()].reduce((total, figure) => total + figure, 0);
}

function sorted(figures: ReadonlyMap<string, number>): (readonly [string, number])[] {
  return [...figures].toSorted(([, left], [, right]) => right - left);
}
