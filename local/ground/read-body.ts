import type { IncomingMessage } from 'node:http';
import * as z from 'zod';

const bytes = z.instanceof(Uint8Array);

/** Reads the body of a request; undefined as soon as it exceeds `limitBytes` (the rest is left unread). */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = bytes.parse(chunk);
    size += part.length;
    if (size > limitBytes) return undefined;
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
