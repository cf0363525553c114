import { departmentEndpoints } from './department.ts';
import { employerEndpoints } from './employer.ts';
import type { Endpoint } from './endpoint.ts';
import { practitionerEndpoints } from './practitioner.ts';
import { publicEndpoints } from './public.ts';

/** Every endpoint of the API, by the name of its function. Routes, validation, the typed client and the authorization tests derive from it. */
export const endpoints = {
  practitioner: practitionerEndpoints,
  employer: employerEndpoints,
  department: departmentEndpoints,
  public: publicEndpoints,
} as const;

/** An endpoint with the name it has in its group. */
export interface NamedEndpoint {
  readonly name: string;
  readonly endpoint: Endpoint;
}

/** All endpoints in one list, with their names. */
export const endpointList: readonly NamedEndpoint[] = [
  ...named(practitionerEndpoints),
  ...named(employerEndpoints),
  ...named(departmentEndpoints),
  ...named(publicEndpoints),
];

function named(group: Readonly<Record<string, Endpoint>>): NamedEndpoint[] {
  return Object.entries(group).map(([name, endpoint]) => ({ name, endpoint }));
}
