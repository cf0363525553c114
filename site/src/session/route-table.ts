import type { Route } from '../../../api/request.ts';

/** Method and path of every endpoint, by API and name: what remains of the contract at run time. */
export type RouteTable = Readonly<Record<string, Readonly<Record<string, Route>>>>;

/** Reduces the API contract to its routes, so that pages carry addresses but no schemas. */
export function routeTable(endpoints: RouteTable): RouteTable {
  return mapValues(endpoints, (group) => mapValues(group, ({ method, path }) => ({ method, path })));
}

/** The route of an endpoint. Throws RangeError for a name that the table does not have, which type checking rules out. */
export function findRoute(table: RouteTable, api: string, name: string): Route {
  const route = table[api]?.[name];
  if (route === undefined) throw new RangeError(`no endpoint ${api}.${name}`);
  return route;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
