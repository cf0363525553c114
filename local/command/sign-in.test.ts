import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Identity, startIdentity } from '../services/identity/server.ts';
import { audience, client, redirectUri, siteUrl } from '../services/identity/test-client.ts';
import { signIn } from './sign-in.ts';

let dataFolder: string;
let identity: Identity;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'identity-'));
  identity = await startIdentity({ port: 0, dataFolder, siteUrl, audience });
});

afterAll(async () => {
  await identity.stop();
  await rm(dataFolder, { recursive: true });
});

describe('signIn', () => {
  const request = { clientId: client.client_id, redirectUri };

  it('gives the tokens of the account', async () => {
    const before = Date.now();
    const signedIn = await signIn({ ...request, issuer: identity.staffIssuer, account: 'decision-1' });
    expect(decodeJwt(signedIn.accessToken)).toMatchObject({ sub: 'decision-1', roles: ['decision'], aud: audience });
    expect(decodeJwt(signedIn.idToken).sub).toBe('decision-1');
    expect(signedIn.expiresAt.getTime() - before).toBeGreaterThanOrEqual(3600_000);
    expect(signedIn.expiresAt.getTime() - before).toBeLessThan(3620_000);
  });

  it('works for many at once', async () => {
    const accounts = Array.from({ length: 20 }, (_, index) => `person-${String(index + 1).padStart(4, '0')}`);
    const all = await Promise.all(
      accounts.map((account) => signIn({ ...request, issuer: identity.provinceIssuer, account })),
    );
    expect(all.map(({ accessToken }) => decodeJwt(accessToken).sub)).toEqual(accounts);
  });

  it('says why it failed', async () => {
    const issuer = identity.provinceIssuer;
    await expect(signIn({ ...request, issuer, account: 'nobody' })).rejects.toThrow('has no account “nobody”');
    await expect(signIn({ ...request, issuer, clientId: 'x', account: 'person-li' })).rejects.toThrow('invalid_client');
    const nowhere = 'http://localhost:1/province';
    await expect(signIn({ ...request, issuer: nowhere, account: 'person-li' })).rejects.toThrow('Nothing answers at');
  });
});
