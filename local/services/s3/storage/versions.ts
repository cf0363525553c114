import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { checksumSchema } from '../integrity/checksums.ts';
import { transaction } from '../../../ground/sqlite.ts';

/** Version id of everything in a bucket without versions. */
export const nullVersion = 'null';

const attributesSchema = z.strictObject({
  /** Representation headers by lower-case name: content-type, cache-control … */
  headers: z.record(z.string(), z.string()),
  /** `x-amz-meta-*` without that prefix. */
  metadata: z.record(z.string(), z.string()),
  checksum: checksumSchema.optional(),
  /** Of the whole content, hexadecimal. */
  md5: z.string(),
});

/** What is kept with an object beside its content. */
export type Attributes = z.infer<typeof attributesSchema>;

const jsonAttributes = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(attributesSchema);

const versionSchema = z
  .object({
    sequence: z.number(),
    bucket: z.string(),
    key: z.string(),
    version_id: z.string(),
    body: z.string().nullable(),
    size: z.number(),
    etag: z.string(),
    created_ms: z.number(),
    attributes: jsonAttributes,
  })
  .transform(({ version_id, created_ms, ...row }) => ({
    ...row,
    versionId: version_id,
    createdAt: new Date(created_ms),
  }));

/** One version of a key; without body it is a delete marker. */
export type Version = z.infer<typeof versionSchema>;

/** A version with content. */
export type ObjectVersion = Version & { readonly body: string };

/** A version to add. */
export interface NewVersion {
  readonly bucket: string;
  readonly key: string;
  /** True keeps the versions before it. */
  readonly versioned: boolean;
  /** Undefined adds a delete marker. */
  readonly body: string | undefined;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly createdAt: Date;
  readonly attributes: Attributes;
}

/** Attributes of a delete marker. */
export const noAttributes: Attributes = { headers: {}, metadata: {}, md5: '' };

/** The index of versions. Every change is durable when the function returns. */
export interface Versions {
  /** Newest version, delete marker or not. */
  readonly newest: (bucket: string, key: string) => Version | undefined;
  readonly byId: (bucket: string, key: string, versionId: string) => Version | undefined;
  /**
   * Adds a version; in a bucket without versions it replaces the one before. `check` sees the newest version and may
   * throw, `alongside` may write more: both inside the same transaction. Answers the bodies that nothing refers to now.
   */
  readonly add: (
    version: NewVersion,
    check?: (newest: Version | undefined) => void,
    alongside?: (added: Version) => void,
  ) => { readonly version: Version; readonly orphans: readonly string[] };
  /** Removes one version for good; answers it. */
  readonly removeVersion: (bucket: string, key: string, versionId: string) => Version | undefined;
  /** Current objects in key order, from the given key on (included). The caller may stop at any time. */
  readonly currentFrom: (bucket: string, from: string) => Iterable<ObjectVersion>;
  /** Removes all versions of the bucket made before; answers their bodies. */
  readonly removeBefore: (bucket: string, before: Date) => readonly string[];
}

function isObject(version: Version): version is ObjectVersion {
  return version.body !== null;
}

/** True for a version with content, false for a delete marker or nothing. */
export function hasContent(version: Version | undefined): version is ObjectVersion {
  return version !== undefined && isObject(version);
}

/** Opens the index. */
export function openVersions(database: DatabaseSync): Versions {
  const one = (row: unknown): Version | undefined => (row === undefined ? undefined : versionSchema.parse(row));
  const newest = database.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY sequence DESC LIMIT 1');
  const byId = database.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?');
  const insert =
    database.prepare(`INSERT INTO versions (bucket, key, version_id, body, size, etag, created_ms, attributes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`);
  const remove = database.prepare('DELETE FROM versions WHERE bucket = ? AND key = ? AND version_id = ? RETURNING *');
  const removeBefore = database.prepare('DELETE FROM versions WHERE bucket = ? AND created_ms < ? RETURNING *');
  const bodiesOf = (versions: readonly (Version | undefined)[]): string[] =>
    versions.filter(hasContent).map((version) => version.body);

  const versions: Versions = {
    newest: (bucket, key) => one(newest.get(bucket, key)),
    byId: (bucket, key, versionId) => one(byId.get(bucket, key, versionId)),
    add: (added, check, alongside) =>
      transaction(database, () => {
        const { bucket, key } = added;
        check?.(versions.newest(bucket, key));
        const replaced = added.versioned ? undefined : one(remove.get(bucket, key, nullVersion));
        const row = insert.get(
          bucket,
          key,
          added.versioned ? randomBytes(24).toString('base64url') : nullVersion,
          added.body ?? null,
          added.size,
          added.etag,
          added.createdAt.getTime(),
          JSON.stringify(added.attributes),
        );
        const version = versionSchema.parse(row);
        alongside?.(version);
        return { version, orphans: bodiesOf([replaced]) };
      }),
    removeVersion: (bucket, key, versionId) => one(remove.get(bucket, key, versionId)),
    *currentFrom(bucket, from) {
      const rows = database.prepare(`SELECT * FROM versions v WHERE bucket = ? AND key >= ? AND body IS NOT NULL AND
        sequence = (SELECT max(sequence) FROM versions n WHERE n.bucket = v.bucket AND n.key = v.key) ORDER BY key`);
      for (const row of rows.iterate(bucket, from)) {
        const version = versionSchema.parse(row);
        if (hasContent(version)) yield version;
      }
    },
    removeBefore: (bucket, before) =>
      bodiesOf(removeBefore.all(bucket, before.getTime()).map((row) => versionSchema.parse(row))),
  };
  return versions;
}
