import { describe, expect, it } from 'vitest';
import { endpointList, endpoints } from '../../../api/endpoints.ts';
import { findRoute, routeTable } from './route-table.ts';

describe('the route table', () => {
  const table = routeTable(endpoints);

  it('has method and path of every endpoint and nothing else', () => {
    for (const { name, endpoint } of endpointList) {
      expect(findRoute(table, endpoint.api, name)).toEqual({ method: endpoint.method, path: endpoint.path });
    }
  });

  it('survives being written into a script', () => {
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });

  it('does not know other names', () => {
    expect(() => findRoute(table, 'practitioner', 'accept')).toThrow(RangeError);
    expect(() => findRoute(table, 'nobody', 'getProfile')).toThrow(RangeError);
  });
});
