import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Bytes of a body, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A body that is being written; it becomes visible under its id only by `keep`. */
interface BodyWriter {
  readonly write: (chunk: Uint8Array) => Promise<void>;
  /** Gives the content its place and answers its id: it survives the death of this process, as all that this machine keeps. */
  readonly keep: () => Promise<string>;
  /** Forgets what was written; does nothing after `keep`. */
  readonly discard: () => Promise<void>;
}

/** Contents of objects and parts: files that never change once they exist. */
export interface Bodies {
  readonly create: () => Promise<BodyWriter>;
  /** Opens at once, so a removal that follows does not matter; the file is closed when the stream ends. */
  readonly read: (id: string, range?: ByteRange) => Readable;
  readonly remove: (ids: readonly string[]) => void;
  /** Sizes of all bodies by id. */
  readonly sizes: () => Map<string, number>;
}

/** Opens the store of contents inside the data folder; uploads that a crash left unfinished are removed. */
export function openBodies(dataFolder: string): Bodies {
  const folder = path.join(dataFolder, 'bodies');
  const incoming = path.join(dataFolder, 'incoming');
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(incoming, { recursive: true });

  async function create(): Promise<BodyWriter> {
    const id = randomUUID();
    const temporary = path.join(incoming, id);
    const file = await open(temporary, 'wx');
    let done = false;
    return {
      async write(chunk) {
        for (let offset = 0; offset < chunk.length;) offset += (await file.write(chunk, offset)).bytesWritten;
      },
      async keep() {
        await file.close();
        await rename(temporary, path.join(folder, id));
        done = true;
        return id;
      },
      async discard() {
        if (done) return;
        done = true;
        await file.close();
        await rm(temporary, { force: true });
      },
    };
  }

  return {
    create,
    read(id, range) {
      const file = path.join(folder, id);
      return createReadStream(file, { fd: openSync(file, 'r'), highWaterMark: 256 * 1024, ...range });
    },
    remove(ids) {
      // Not waited for: giving the room back takes long, and what a fault leaves nobody's the next start removes.
      for (const id of ids) rm(path.join(folder, id), { force: true }).catch(() => undefined);
    },
    sizes: () => new Map(readdirSync(folder).map((id) => [id, statSync(path.join(folder, id)).size])),
  };
}
