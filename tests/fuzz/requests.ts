import fc from 'fast-check';
import * as z from 'zod';
import type { Party } from '../../api/endpoint.ts';
import { type NamedEndpoint, endpointList } from '../../api/endpoints.ts';
import { sampleRequest } from '../api/sample-requests.ts';
import { valuesOf } from './from-schema.ts';
import { hostileBodies, hostileHeaders, hostilePaths, hostileTexts, hostileValue } from './hostile.ts';

/** A request as it goes out, by a caller that is named. */
export interface FuzzedRequest {
  readonly item: NamedEndpoint;
  readonly caller: FuzzCaller;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Somebody who sends requests, and as which party; null for who is none. */
export interface FuzzCaller {
  readonly name: string;
  readonly party: Party | null;
  readonly token: string | null;
}

/**
 * Requests for every endpoint by every caller, two of three by one whom the endpoint is for: what the contract accepts, with something hostile in the path, the query, the body or a header,
 * or query and body made from the endpoint's own schemas.
 * `things` are the path parameters that lead to something.
 */
export function fuzzedRequests(
  callers: readonly FuzzCaller[],
  things: Readonly<Record<string, string>>,
): fc.Arbitrary<FuzzedRequest> {
  return fc
    .constantFrom(...endpointList.map(described))
    .chain(({ item, bodies, queries }) =>
      fc.record({
        item: fc.constant(item),
        made: bodies,
        asked: queries,
        anybody: fc.constantFrom(...callers),
        rightful: fc.nat(2).map((third) => third > 0),
        part: fc.constantFrom('path', 'query', 'body', 'body', 'text', 'header', 'schema', 'schema', 'schema'),
        value: hostileValue,
        text: fc.constantFrom(...hostileTexts),
        place: fc.nat(100),
        pathPart: fc.constantFrom(...hostilePaths),
        bodyText: fc.constantFrom(...hostileBodies),
        header: fc.constantFrom(...hostileHeaders),
      }),
    )
    .map((drawn) => requestOf(drawn, callers, things));
}

interface Drawn {
  readonly item: NamedEndpoint;
  /** Body and query as the endpoint's schemas describe them. */
  readonly made: unknown;
  readonly asked: unknown;
  readonly anybody: FuzzCaller;
  readonly rightful: boolean;
  readonly part: 'path' | 'query' | 'body' | 'text' | 'header' | 'schema';
  readonly value: unknown;
  readonly text: string;
  readonly place: number;
  readonly pathPart: string;
  readonly bodyText: string;
  readonly header: Readonly<Record<string, string>>;
}

function described(item: NamedEndpoint) {
  const { body, query } = item.endpoint;
  const nothing = body instanceof z.ZodUndefined;
  return { item, bodies: nothing ? fc.constant(undefined) : valuesOf(body), queries: valuesOf(query) };
}

function requestOf(
  drawn: Drawn,
  callers: readonly FuzzCaller[],
  things: Readonly<Record<string, string>>,
): FuzzedRequest {
  const { item, anybody, rightful, part, place, pathPart, header } = drawn;
  const right = callers.filter(({ party }) => party === item.endpoint.party);
  const caller = (rightful ? right[place % Math.max(right.length, 1)] : undefined) ?? anybody;
  const names = item.endpoint.path.match(/(?<=\{)\w+(?=\})/g) ?? [];
  const hit = part === 'path' ? names[place % Math.max(names.length, 1)] : undefined;
  const path = item.endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === hit ? pathPart : encodeURIComponent(things[name] ?? 'nothing'),
  );
  const body = item.endpoint.method === 'GET' ? undefined : bodyOf(drawn);
  return { item, caller, path, query: queryOf(drawn), headers: part === 'header' ? header : {}, body };
}

function queryOf({ item, part, text, place, pathPart, asked }: Drawn): string {
  const known = new URLSearchParams(sampleRequest(item).query);
  const name = [...known.keys(), 'cursor', 'extra', '__proto__'][place % 4] ?? 'extra';
  if (part === 'query' && place % 5 === 0) return `${name}=${pathPart}`;
  if (part === 'query') known.set(name, text);
  if (part === 'schema' && typeof asked === 'object' && asked !== null)
    for (const [field, value] of Object.entries(asked)) known.set(field, String(value));
  return known.toString();
}

function bodyOf({ item, part, place, value, bodyText, made }: Drawn): string | undefined {
  if (part === 'text') return bodyText;
  const { body } = sampleRequest(item);
  const sent = part === 'schema' ? made : part === 'body' ? spoilt(body, place, value) : body;
  return sent === undefined ? undefined : JSON.stringify(sent);
}

/** A body with one of its values, at any depth, made hostile. */
function spoilt(body: unknown, place: number, value: unknown): unknown {
  if (typeof body !== 'object' || body === null) return value;
  const entries: [string, unknown][] = Object.entries(body);
  const index = place % (entries.length + 1);
  const [name, inner] = entries[index] ?? ['extra', undefined];
  const deeper = typeof inner === 'object' && inner !== null && place % 2 === 0;
  const changed = deeper ? spoilt(inner, Math.floor(place / 2), value) : value;
  if (Array.isArray(body)) return body.map((each: unknown, at) => (at === index ? changed : each));
  return { ...body, [name]: changed };
}
