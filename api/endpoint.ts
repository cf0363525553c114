import * as z from 'zod';
import type { StaffRole } from '../domain/staff-access.ts';
import type { ProblemCode } from './problems.ts';

/** Who may call: a natural person, a legal person, a member of the department's staff, or anyone without signing in. */
export const parties = ['person', 'legal-person', 'staff', 'anyone'] as const;
export type Party = (typeof parties)[number];

/** The function that answers an endpoint. */
export const apiNames = ['practitioner', 'employer', 'department', 'public'] as const;
export type ApiName = (typeof apiNames)[number];

/** One endpoint of the API. Paths are written as API Gateway writes them: `/api/…/{id}`. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly api: ApiName;
  readonly party: Party;
  /** Staff roles of which the caller needs one. Empty: every member of another party, but nobody of the staff. */
  readonly roles: readonly StaffRole[];
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  /** `z.undefined()` where there is none. */
  readonly body: Body;
  readonly response: Response;
  /** What the answer is where it is a text and no JSON. */
  readonly media?: 'text/csv' | 'application/atom+xml';
  /** Problems besides those that every endpoint of its kind can answer. */
  readonly problems: readonly ProblemCode[];
}

/** No path parameters, no query. */
export const none = z.strictObject({});

/** No body. */
export const noBody = z.undefined();

const apiParties = { practitioner: 'person', employer: 'legal-person', department: 'staff', public: 'anyone' } as const;

interface Declaration<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  readonly method: Endpoint['method'];
  readonly path: string;
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  readonly media?: 'text/csv' | 'application/atom+xml';
  readonly roles?: readonly StaffRole[];
  readonly problems?: readonly ProblemCode[];
}

/** Makes the declaring function of one API: path prefix and party follow from its name, so no endpoint can be given to the wrong party. */
export function endpointsOf(api: ApiName) {
  return function endpoint<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    declaration: Declaration<P, Q, B, R>,
  ) {
    return {
      roles: [],
      problems: [],
      ...declaration,
      api,
      party: apiParties[api],
      path: `/api/${api}${declaration.path}`,
    } satisfies Endpoint<P, Q, B, R>;
  };
}
