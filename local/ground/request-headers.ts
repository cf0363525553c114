import type { IncomingHttpHeaders } from 'node:http';

/** The headers of a request by lower-case name; what stands several times is joined by commas. */
export function headersOf(headers: IncomingHttpHeaders): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value] as const],
    ),
  );
}
