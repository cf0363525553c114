import fc from 'fast-check';
import type { Party } from '../../api/endpoint.ts';
import { type NamedEndpoint, endpointList } from '../../api/endpoints.ts';
import { sampleRequest } from '../api/sample-requests.ts';
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
 * Requests for every endpoint by every caller, two of three by one whom the endpoint is for: what the contract accepts, with something hostile in the path, the query, the body or a header.
 * `things` are the path parameters that lead to something.
 */
export function fuzzedRequests(
  callers: readonly FuzzCaller[],
  things: Readonly<Record<string, string>>,
): fc.Arbitrary<FuzzedRequest> {
  return fc
    .record({
      item: fc.constantFrom(...endpointList),
      anybody: fc.constantFrom(...callers),
      rightful: fc.nat(2).map((third) => third > 0),
      part: fc.constantFrom('path', 'query', 'body', 'body', 'body', 'text', 'header'),
      value: hostileValue,
      text: fc.constantFrom(...hostileTexts),
      place: fc.nat(100),
      pathPart: fc.constantFrom(...hostilePaths),
      bodyText: fc.constantFrom(...hostileBodies),
      header: fc.constantFrom(...hostileHeaders),
    })
    .map(({ item, anybody, rightful, part, value, text, place, pathPart, bodyText, header }) => {
      const sample = sampleRequest(item);
      const right = callers.filter(({ party }) => party === item.endpoint.party);
      const caller = (rightful ? right[place % Math.max(right.length, 1)] : undefined) ?? anybody;
      const names = item.endpoint.path.match(/(?<=\{)\w+(?=\})/g) ?? [];
      const hit = part === 'path' ? names[place % Math.max(names.length, 1)] : undefined;
      const path = item.endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
        name === hit ? pathPart : encodeURIComponent(things[name] ?? 'nothing'),
      );
      const known = new URLSearchParams(sample.query);
      const queryName = [...known.keys(), 'cursor', 'extra', '__proto__'][place % 4] ?? 'extra';
      if (part === 'query') known.set(queryName, text);
      const sent = part === 'body' ? spoilt(sample.body, place, value) : sample.body;
      const plain = sent === undefined ? undefined : JSON.stringify(sent);
      const body = item.endpoint.method === 'GET' ? undefined : part === 'text' ? bodyText : plain;
      const query = part === 'query' && place % 5 === 0 ? `${queryName}=${pathPart}` : known.toString();
      return { item, caller, path, query, headers: part === 'header' ? header : {}, body };
    });
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
