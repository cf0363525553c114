import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { checksumAlgorithmSchema } from '../integrity/checksums.ts';
import { transaction } from './database.ts';

const uploadAttributesSchema = z.strictObject({
  headers: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.string()),
  algorithm: checksumAlgorithmSchema,
  /** The client named the algorithm, so every part must carry a value of it. */
  declared: z.boolean(),
  checksumType: z.enum(['FULL_OBJECT', 'COMPOSITE']),
});

/** What the client said when it began a multipart upload. */
export type UploadAttributes = z.infer<typeof uploadAttributesSchema>;

const partSchema = z.object({
  number: z.number(),
  body: z.string(),
  size: z.number(),
  /** Hexadecimal. */
  md5: z.string(),
  /** Base64, of the upload's algorithm. */
  checksum: z.string(),
});

/** One received part. */
export type Part = z.infer<typeof partSchema>;

/** Multipart uploads that are neither completed nor aborted. Every change is durable when the function returns. */
export type Uploads = {
  /** Answers the upload id. */
  readonly begin: (bucket: string, key: string, createdAt: Date, attributes: UploadAttributes) => string;
  readonly find: (bucket: string, key: string, id: string) => UploadAttributes | undefined;
  /** Stores a part, replacing one of the same number; answers the bodies that nothing refers to now. */
  readonly putPart: (id: string, part: Part) => readonly string[];
  /** In order of their numbers. */
  readonly parts: (id: string) => readonly Part[];
  /** Forgets an upload; answers the bodies of its parts. */
  readonly end: (id: string) => readonly string[];
  /** Forgets the uploads of the bucket begun before; answers the bodies of their parts. */
  readonly endBefore: (bucket: string, before: Date) => readonly string[];
};

/** Opens the table of uploads. */
export function openUploads(database: DatabaseSync): Uploads {
  const insert = database.prepare(
    'INSERT INTO uploads (id, bucket, key, created_ms, attributes) VALUES (?, ?, ?, ?, ?)',
  );
  const find = database.prepare('SELECT attributes FROM uploads WHERE bucket = ? AND key = ? AND id = ?');
  const removePart = database.prepare('DELETE FROM parts WHERE upload = ? AND number = ? RETURNING body');
  const insertPart = database.prepare(
    'INSERT INTO parts (upload, number, body, size, md5, checksum) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const parts = database.prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number');
  const remove = database.prepare('DELETE FROM uploads WHERE id = ?');
  const old = database.prepare('SELECT id FROM uploads WHERE bucket = ? AND created_ms < ?');
  const partsOf = (id: string): Part[] => parts.all(id).map((row) => partSchema.parse(row));

  const end = (id: string): string[] =>
    transaction(database, () => {
      const bodies = partsOf(id).map((part) => part.body);
      remove.run(id);
      return bodies;
    });

  return {
    begin(bucket, key, createdAt, attributes) {
      const id = randomBytes(48).toString('base64url');
      insert.run(id, bucket, key, createdAt.getTime(), JSON.stringify(attributes));
      return id;
    },
    find(bucket, key, id) {
      const row = find.get(bucket, key, id);
      if (row === undefined) return undefined;
      const { attributes } = z.object({ attributes: z.string() }).parse(row);
      return uploadAttributesSchema.parse(JSON.parse(attributes));
    },
    putPart: (id, part) =>
      transaction(database, () => {
        const replaced = removePart.all(id, part.number);
        insertPart.run(id, part.number, part.body, part.size, part.md5, part.checksum);
        return replaced.map((row) => z.object({ body: z.string() }).parse(row).body);
      }),
    parts: partsOf,
    end,
    endBefore: (bucket, before) =>
      old.all(bucket, before.getTime()).flatMap((row) => end(z.object({ id: z.string() }).parse(row).id)),
  };
}
