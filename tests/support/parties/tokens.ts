import { createHmac, generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { openStore } from '../../../local/services/identity/store.ts';
import type { CloudPlace } from '../cloud/aws.ts';

type IssuerName = 'province' | 'staff';

/** A token of an issuer whose claims are other than the real one's: what the identity platform may say of the same party. */
export async function tokenWithClaims(
  cloud: CloudPlace,
  issuer: IssuerName,
  real: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<string> {
  const [header = '', payload = ''] = real.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as JWTPayload;
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid: string };
  const store = openStore(path.join(cloud.dataFolder, 'identity'));
  const issuersKey = await store.signingKey(issuer);
  store.close();
  const key = await importJWK(issuersKey as JWK, 'RS256');
  return await new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
    .sign(key);
}

/** Tokens that look like a real one but must not be accepted, each made from a real one of an issuer. */
export async function worthlessTokens(
  cloud: CloudPlace,
  issuer: IssuerName,
  real: string,
): Promise<Record<string, string>> {
  const [header = '', payload = '', signature = ''] = real.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as JWTPayload;
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid: string };
  const store = openStore(path.join(cloud.dataFolder, 'identity'));
  const issuersKey = await store.signingKey(issuer);
  store.close();
  const key = await importJWK(issuersKey as JWK, 'RS256');
  const sign = (changes: Record<string, unknown>) =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' }).sign(key);
  const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const now = Math.floor(Date.now() / 1000);
  const otherParty = { party: claims['party'] === 'staff' ? 'person' : 'staff' };
  return {
    'signed with another key': await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(otherKey),
    'signed with an unknown key': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'nobody' })
      .sign(otherKey),
    expired: await sign({ exp: now - 1 }),
    'not valid yet': await sign({ nbf: now + 600 }),
    'without an end': await sign({ exp: undefined }),
    'of another issuer': await sign({ iss: 'https://example.com/province' }),
    'for another audience': await sign({ aud: 'another-api' }),
    'with changed claims': `${header}.${encode({ ...claims, ...otherParty })}.${signature}`,
    'without signature (alg none)': `${encode({ alg: 'none', kid })}.${payload}.`,
    'signed with the public key as a secret (HS256)': hs256(encode({ alg: 'HS256', kid }), payload, issuersKey.n ?? ''),
    'that is no token': 'abc.def.ghi',
  };
}

/** A token that the staff directory itself could have given: a real one of its issuer with other claims; `undefined` takes one away. */
export async function staffToken(cloud: CloudPlace, real: string, changes: Record<string, unknown>): Promise<string> {
  const [header = '', payload = ''] = real.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as JWTPayload;
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as { kid: string };
  const store = openStore(path.join(cloud.dataFolder, 'identity'));
  const key = await importJWK((await store.signingKey('staff')) as JWK, 'RS256');
  store.close();
  return await new SignJWT({ ...claims, ...changes })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
    .sign(key);
}

function hs256(header: string, payload: string, secret: string): string {
  const signature = createHmac('sha256', Buffer.from(secret, 'base64url')).update(`${header}.${payload}`);
  return `${header}.${payload}.${signature.digest('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
