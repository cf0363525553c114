/** One whole HTTP request as it came. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Head and body, byte for byte. */
  readonly bytes: Buffer;
}

const endOfHead = Buffer.from('\r\n\r\n');

/** Puts HTTP requests together from the chunks of one connection. */
export interface RequestReader {
  /** The requests that are complete with this chunk. Throws for what no client of DynamoDB sends: a body without its length. */
  take(chunk: Buffer): readonly RawRequest[];
}

/**
 * A reader for the requests of AWS's clients: HTTP/1.1, a length with every body. It is written by hand because Node's own server and client between
 * function and engine would take more time than the engine does.
 */
export function createRequestReader(): RequestReader {
  let chunks: Buffer[] = [];
  let gathered = 0;
  let missing = 0;
  return {
    take: (chunk) => {
      chunks.push(chunk);
      gathered += chunk.length;
      if (gathered < missing) return [];
      let rest = chunks.length === 1 ? chunk : Buffer.concat(chunks);
      const requests: RawRequest[] = [];
      for (;;) {
        const head = rest.indexOf(endOfHead);
        missing = 0;
        if (head < 0) break;
        const read = readHead(rest.subarray(0, head).toString('latin1'));
        const end = head + endOfHead.length + read.length;
        missing = end;
        if (rest.length < end) break;
        const bytes = rest.subarray(0, end);
        requests.push({ ...read, bytes, body: bytes.subarray(head + endOfHead.length) });
        rest = rest.subarray(end);
      }
      chunks = rest.length === 0 ? [] : [rest];
      gathered = rest.length;
      return requests;
    },
  };
}

function readHead(text: string): Omit<RawRequest, 'body' | 'bytes'> & { readonly length: number } {
  const [line = '', ...fields] = text.split('\r\n');
  const [method = '', path = '/'] = line.split(' ');
  const headers = new Map<string, string>();
  for (const field of fields) {
    const colon = field.indexOf(':');
    headers.set(field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim());
  }
  if (headers.has('transfer-encoding')) throw new Error('a body without its length');
  const length = Number(headers.get('content-length') ?? 0);
  if (!Number.isSafeInteger(length) || length < 0) throw new Error('a body of no length');
  return { method, path, headers, length };
}
