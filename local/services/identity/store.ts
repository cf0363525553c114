import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';

import type { Adapter, AdapterPayload, JWK } from 'oidc-provider';
import * as z from 'zod';

import { openSqlite } from '../../ground/sqlite.ts';
import type { IssuerName } from './account.ts';

/** What of the identity service survives a restart: keys, sessions, grants, codes, sign-ins under way. */
export interface IdentityStore {
  /** The issuer's private RSA signing key, made at the first start. */
  signingKey(issuer: IssuerName): Promise<JWK>;
  /** Key that signs the cookies of both issuers, made at the first start. */
  cookieKey(): string;
  /** The storage adapter that `oidc-provider` asks for, one per issuer and model. */
  adapter(issuer: IssuerName, model: string): Adapter;
  /** Removes the entries that have expired. */
  removeExpired(): void;
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS entry (
    issuer TEXT NOT NULL, model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL,
    uid TEXT, grant_id TEXT, expires_at INTEGER,
    PRIMARY KEY (issuer, model, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_uid ON entry (uid) WHERE uid IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entry_grant ON entry (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entry_expiry ON entry (expires_at) WHERE expires_at IS NOT NULL;
`;

const rowSchema = z.object({ payload: z.string() });
const settingSchema = z.object({ value: z.string() });
/** The library wrote it and reads it back; only that it is an object can be checked here. */
const payloadSchema = z.custom<AdapterPayload>((value) => typeof value === 'object' && value !== null);
const jwkSchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('RS256'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
});

/**
 * Opens (or makes) `identity.sqlite` in the folder.
 * @throws StartError naming the file when it cannot be opened or is not a database
 */
export function openStore(dataFolder: string): IdentityStore {
  const file = join(dataFolder, 'identity.sqlite');
  // Programs beside this one make tokens with its keys.
  const prepare = (opened: DatabaseSync): void => opened.exec(schema);
  const database = openSqlite({ file, name: `The identity data ${file}`, isShared: true, prepare });

  const readSetting = database.prepare('SELECT value FROM setting WHERE name = ?');
  // Two processes starting together keep the first one's key: the insert that comes second is ignored, then read.
  const addSetting = database.prepare('INSERT OR IGNORE INTO setting (name, value) VALUES (?, ?)');
  const setting = (name: string): string | undefined => settingSchema.optional().parse(readSetting.get(name))?.value;
  const keep = (name: string, value: string): string => {
    addSetting.run(name, value);
    return setting(name) ?? value;
  };

  const removeExpired = database.prepare('DELETE FROM entry WHERE expires_at < ?');
  const adapters = adapterFactory(database);

  return {
    signingKey: async (issuer) => {
      const name = `signing-key-${issuer}`;
      const stored = setting(name) ?? keep(name, JSON.stringify(await newSigningKey()));
      return jwkSchema.parse(JSON.parse(stored));
    },
    cookieKey: () => setting('cookie-key') ?? keep('cookie-key', randomBytes(32).toString('base64url')),
    adapter: adapters,
    removeExpired: () => {
      // A minute later than the library's own check, whose clock tolerance is 15 seconds.
      removeExpired.run(nowSeconds() - 60);
    },
    close: () => database.close(),
  };
}

function adapterFactory(database: DatabaseSync): (issuer: IssuerName, model: string) => Adapter {
  const upsert = database.prepare(
    `INSERT INTO entry (issuer, model, id, payload, uid, grant_id, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id,
       expires_at = excluded.expires_at`,
  );
  const find = database.prepare('SELECT payload FROM entry WHERE issuer = ? AND model = ? AND id = ?');
  const findByUid = database.prepare('SELECT payload FROM entry WHERE issuer = ? AND model = ? AND uid = ?');
  const consume = database.prepare(
    `UPDATE entry SET payload = json_set(payload, '$.consumed', ?) WHERE issuer = ? AND model = ? AND id = ?`,
  );
  const destroy = database.prepare('DELETE FROM entry WHERE issuer = ? AND model = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM entry WHERE issuer = ? AND model = ? AND grant_id = ?');
  const payloadOf = (row: unknown): AdapterPayload | undefined => {
    const found = rowSchema.optional().parse(row);
    return found === undefined ? undefined : payloadSchema.parse(JSON.parse(found.payload));
  };

  return (issuer, model) => ({
    upsert: (id, payload, expiresIn) => {
      const expiresAt = expiresIn === undefined ? null : nowSeconds() + expiresIn;
      const { uid = null, grantId = null } = payload;
      upsert.run(issuer, model, id, JSON.stringify(payload), uid, grantId, expiresAt);
      return Promise.resolve();
    },
    find: (id) => Promise.resolve(payloadOf(find.get(issuer, model, id))),
    findByUid: (uid) => Promise.resolve(payloadOf(findByUid.get(issuer, model, uid))),
    // Only the device flow has user codes; it is not enabled.
    findByUserCode: () => Promise.resolve(undefined),
    consume: (id) => {
      consume.run(nowSeconds(), issuer, model, id);
      return Promise.resolve();
    },
    destroy: (id) => {
      destroy.run(issuer, model, id);
      return Promise.resolve();
    },
    revokeByGrantId: (grantId) => {
      revoke.run(issuer, model, grantId);
      return Promise.resolve();
    },
  });
}

async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
