/** The header by which a page names what it does: `traceparent` of W3C Trace Context, whose trace id everything bears that follows. */
export const correlationHeader = 'traceparent';

// "Trace Context, level 1", 3.2: version 00, ids that are not all zero. Nothing else is taken: the id stands in logs and events.
const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/u;
const traceId = /^(?!0{32})[0-9a-f]{32}$/u;

/** The trace id in a header; undefined for a header of another form. */
export function traceIdIn(header: string): string | undefined {
  return traceparent.exec(header)?.[1];
}

/** True for a text that is a trace id. */
export function isCorrelationId(text: string): boolean {
  return traceId.test(text);
}

/** A header for something new that somebody does. */
export function newTraceparent(): string {
  const hex = (bytes: number) =>
    Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Sampling is left to whoever traces: flag 00.
  return `00-${hex(16)}-${hex(8)}-00`;
}
