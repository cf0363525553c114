import { decoded } from './decode.ts';

/** A parsed route key with what hangs on it. */
export interface Route<Target> {
  readonly routeKey: string;
  readonly target: Target;
}

/** A route that fits a request, with the values of its path variables, decoded. */
export interface RouteMatch<Target> {
  readonly route: Route<Target>;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the route of a request; undefined when none fits. */
export type Router<Target> = (method: string, path: string) => RouteMatch<Target> | undefined;

interface Segment {
  readonly kind: 'literal' | 'variable' | 'greedy';
  readonly text: string;
}

interface ParsedRoute<Target> extends Route<Target> {
  readonly method: string;
  /** Undefined for `$default`, which fits whatever no other route does. */
  readonly segments: readonly Segment[] | undefined;
}

const methods: ReadonlySet<string> = new Set(['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/**
 * Makes the router of an HTTP API ("Routing API requests"): a full match goes before a greedy variable, that before `$default`; where
 * several fit, the one with the more specific segment first (literal before variable before greedy), then a named method before ANY. Throws
 * on malformed and on duplicate route keys.
 */
export function createRouter<Target>(routes: readonly Route<Target>[]): Router<Target> {
  const parsed = routes.map(parse).toSorted(bySpecificity);
  const shapes = new Set<string>();
  for (const { method, segments, routeKey } of parsed) {
    const shape = `${method} ${segments?.map(({ kind, text }) => (kind === 'literal' ? text : kind)).join('/') ?? ''}`;
    if (shapes.has(shape)) throw new Error(`Route ${routeKey} stands twice in the API`);
    shapes.add(shape);
  }
  return (method, path) => {
    const segments = path.split('/').slice(1);
    for (const route of parsed) {
      if (route.method !== 'ANY' && route.method !== method) continue;
      const pathParameters = route.segments === undefined ? {} : matchSegments(route.segments, segments);
      if (pathParameters !== undefined) return { route, pathParameters };
    }
    return undefined;
  };
}

function parse<Target>(route: Route<Target>): ParsedRoute<Target> {
  if (route.routeKey === '$default') return { ...route, method: 'ANY', segments: undefined };
  const [method = '', path = '', ...rest] = route.routeKey.split(' ');
  if (!methods.has(method) || !path.startsWith('/') || rest.length > 0)
    throw new Error(`Malformed route key: ${route.routeKey}`);
  const texts = path.split('/').slice(1);
  const segments = texts.map((text, index) => parseSegment(text, index === texts.length - 1, route.routeKey));
  return { ...route, method, segments };
}

function parseSegment(text: string, isLast: boolean, routeKey: string): Segment {
  const variable = /^\{([\w.-]+)(\+?)\}$/.exec(text);
  if (variable === null) {
    if (/[{}]/.test(text)) throw new Error(`Malformed route key: ${routeKey}`);
    return { kind: 'literal', text };
  }
  const [, name = '', plus] = variable;
  if (plus === '+' && !isLast) throw new Error(`A greedy variable must come last: ${routeKey}`);
  return { kind: plus === '+' ? 'greedy' : 'variable', text: name };
}

const ranks = { literal: 0, variable: 1, greedy: 2 } as const;

function bySpecificity<Target>(a: ParsedRoute<Target>, b: ParsedRoute<Target>): number {
  if (a.segments === undefined || b.segments === undefined)
    return Number(a.segments === undefined) - Number(b.segments === undefined);
  const greedy = Number(isGreedy(a.segments)) - Number(isGreedy(b.segments));
  if (greedy !== 0) return greedy;
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    const difference = other === undefined ? -1 : ranks[segment.kind] - ranks[other.kind];
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function isGreedy(segments: readonly Segment[]): boolean {
  return segments.at(-1)?.kind === 'greedy';
}

function matchSegments(pattern: readonly Segment[], segments: readonly string[]): Record<string, string> | undefined {
  if (isGreedy(pattern) ? segments.length < pattern.length : segments.length !== pattern.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, { kind, text }] of pattern.entries()) {
    const value = kind === 'greedy' ? segments.slice(index).join('/') : (segments[index] ?? '');
    if (kind === 'literal' ? value !== text : value === '') return undefined;
    if (kind !== 'literal') values[text] = decoded(value);
  }
  return values;
}
