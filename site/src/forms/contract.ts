import type * as z from 'zod';
import type { Endpoint } from '../../../api/endpoint.ts';
import type { endpoints } from '../../../api/endpoints.ts';

type Endpoints = typeof endpoints;

/** The four APIs. */
export type Api = keyof Endpoints;

/** The endpoints of an API. */
export type EndpointName<A extends Api> = Extract<keyof Endpoints[A], string>;

type EndpointOf<A extends Api, N extends EndpointName<A>> = Extract<Endpoints[A][N], Endpoint>;

// A part whose schema accepts nothing, or only optional fields, may be left out.
type Part<Name extends string, Schema extends z.ZodType> =
  undefined extends z.input<Schema>
    ? { readonly [Key in Name]?: undefined }
    : Record<string, never> extends z.input<Schema>
      ? { readonly [Key in Name]?: z.input<Schema> }
      : { readonly [Key in Name]: z.input<Schema> };

/** What a call of an endpoint sends, by its schemas. */
export type Input<A extends Api, N extends EndpointName<A>> = Part<'params', EndpointOf<A, N>['params']> &
  Part<'query', EndpointOf<A, N>['query']> &
  Part<'body', EndpointOf<A, N>['body']>;

/** What an endpoint answers. */
export type Answer<A extends Api, N extends EndpointName<A>> = z.output<EndpointOf<A, N>['response']>;
