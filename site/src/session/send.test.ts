import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { endpoints } from '../../../api/endpoints.ts';
import { ApiError } from '../../../api/request.ts';
import { routeTable } from './route-table.ts';
import { send } from './send.ts';
import { keepSession, readSession } from './session.ts';
import { memoryStorage } from './test-storage.ts';

const assign = vi.fn();
const fetched = vi.fn<(request: Request) => Promise<Response>>();
let storage = memoryStorage();

beforeEach(() => {
  storage = memoryStorage();
  vi.stubGlobal('__ROUTES__', routeTable(endpoints));
  vi.stubGlobal('sessionStorage', storage);
  vi.stubGlobal('location', { origin: 'https://site', pathname: '/a.html', search: '?id=1', hash: '#x', assign });
  vi.stubGlobal('fetch', fetched);
  keepSession(storage, {
    party: 'person',
    name: '张明远',
    roles: [],
    accessToken: 'token',
    idToken: 'i',
    expiresAt: Date.now() + 60_000,
    endSessionUrl: null,
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  assign.mockReset();
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

  it('leaves for the sign-in page on 401, to come back here, and never settles', async () => {
    answer(401, { message: 'Unauthorized' });
    const outcome = await Promise.race([send('practitioner', 'getProfile', {}), afterward('still waiting')]);
    expect(outcome).toBe('still waiting');
    expect(assign).toHaveBeenCalledExactlyOnceWith(
      '/sign-in.html?party=person&returnTo=%2Fa.html%3Fid%3D1%23x&reason=expired',
    );
    expect(readSession(storage, Date.now())).toBeNull();
  });

  it('does not even ask without a sign-in', async () => {
    storage.removeItem('session');
    void send('employer', 'getCompany', {});
    await afterward(null);
    expect(fetched).not.toHaveBeenCalled();
    expect(assign).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('party=legal-person'));
  });
});

function afterward<T>(value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), 20));
}
