import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpoints } from '../../../api/endpoints.ts';
import { ApiError } from '../../../api/request.ts';
import { routeTable } from './route-table.ts';
import { send } from './send.ts';
import { keepSession, readSession } from './session.ts';
import { memoryStorage } from './test-storage.ts';

const changed = vi.fn();
const fetched = vi.fn<(request: Request) => Promise<Response>>();
let storage = memoryStorage();

beforeEach(() => {
  storage = memoryStorage();
  vi.stubGlobal('__ROUTES__', routeTable(endpoints));
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', memoryStorage());
  vi.stubGlobal('dispatchEvent', changed);
  vi.stubGlobal('location', { origin: 'https://site' });
  vi.stubGlobal('fetch', fetched);
  keepSession(storage, {
    party: 'person',
    subject: 'p',
    name: '张明远',
    roles: [],
    accessToken: 'token',
    idToken: 'i',
    renewal: 'r',
    renewAt: Date.now() + 30_000,
    expiresAt: Date.now() + 60_000,
    endSessionUrl: null,
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  changed.mockReset();
  fetched.mockReset();
});

function answer(status: number, body: unknown): void {
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
}

function lastRequest(): Request {
  const request = fetched.mock.lastCall?.[0];
  if (request === undefined) throw new Error('nothing was sent');
  return request;
}

describe('send', () => {
  it('calls the endpoint with its parameters, body, token and a key', async () => {
    answer(200, { id: 'a1', number: null, state: 'withdrawn', version: 4 });
    const result = await send('practitioner', 'withdraw', {
      params: { id: 'a1' },
      body: { version: 3, reason: null },
    });
    expect(result.version).toBe(4);
    const request = lastRequest();
    expect(`${request.method} ${request.url}`).toBe('POST https://site/api/practitioner/applications/a1/withdraw');
    expect(request.headers.get('authorization')).toBe('Bearer token');
    expect(request.headers.get('idempotency-key')).toMatch(/^[\da-f-]{36}$/);
    expect(await request.json()).toEqual({ version: 3, reason: null });
  });

  it('repeats a command under the key it is given', async () => {
    answer(200, {});
    await send('practitioner', 'markMessageRead', { params: { id: 'a1b2' } }, 'same-key');
    expect(lastRequest().headers.get('idempotency-key')).toBe('same-key');
  });

  it('sends no key with a query, and no token to the public', async () => {
    answer(200, { items: [], cursor: null });
    await send('public', 'listPublicity', { query: { cursor: 'next' } });
    const request = lastRequest();
    expect(request.url).toBe('https://site/api/public/publicity?cursor=next');
    expect(request.headers.has('idempotency-key')).toBe(false);
    expect(request.headers.has('authorization')).toBe(false);
  });

  it('throws the problem of a refusal', async () => {
    answer(409, { code: 'changed-meanwhile', detail: '内容已被更新。', errors: [] });
    const refused = send('practitioner', 'getProfile', {});
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({ problem: { code: 'changed-meanwhile', status: 409 } });
  });

  it('throws for an answer that is no JSON', async () => {
    fetched.mockResolvedValueOnce(new Response('<html>', { status: 200 }));
    await expect(send('practitioner', 'getProfile', {})).rejects.toMatchObject({ problem: { code: 'unexpected' } });
  });

  it('lets failures of the network through', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(send('practitioner', 'getProfile', {})).rejects.toBeInstanceOf(TypeError);
  });

  it('ends the session on 401, and lets the page stay and say so', async () => {
    answer(401, { message: 'Unauthorized' });
    const refused = send('practitioner', 'getProfile', {});
    await expect(refused).rejects.toMatchObject({ problem: { code: 'not-signed-in', status: 401 } });
    expect(readSession(storage, Date.now())).toBeNull();
    expect(changed).toHaveBeenCalledOnce();
  });

  it('does not even ask without a sign-in', async () => {
    storage.removeItem('session');
    const refused = send('employer', 'getCompany', {});
    await expect(refused).rejects.toMatchObject({ problem: { code: 'not-signed-in', status: 401 } });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('never acts for whoever has signed in meanwhile in another tab', async () => {
    answer(200, {});
    await send('practitioner', 'getProfile', {});
    storage.setItem('session', (storage.getItem('session') ?? '').replace('"subject":"p"', '"subject":"q"'));
    const refused = send('practitioner', 'getProfile', {});
    await expect(refused).rejects.toMatchObject({ problem: { code: 'not-signed-in' } });
    expect(fetched).toHaveBeenCalledOnce();
  });
});
