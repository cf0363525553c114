/** What tests need of a browser: cookies by path, redirects one at a time. */
export interface TestBrowser {
  get(url: string): Promise<Response>;
  post(url: string, form: Record<string, string>): Promise<Response>;
  /** Follows redirects from a response until one leads to an address beginning so, which is answered. */
  follow(response: Response, end: string): Promise<URL>;
}

interface Cookie {
  value: string;
  path: string;
}

/** A browser without scripts, for tests of the login pages on one host. */
export function openTestBrowser(): TestBrowser {
  const cookies = new Map<string, Cookie>();

  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(url);
    const sent = [...cookies].filter(([, { path }]) => path === '/' || `${pathname}/`.startsWith(`${path}/`));
    const header = sent.map(([key, { value }]) => `${key.split(' ', 1).join('')}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { Cookie: header } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /; path=([^;]+)/i.exec(line)?.[1] ?? '/';
      const expires = /; expires=([^;]+)/i.exec(line)?.[1];
      if (expires !== undefined && Date.parse(expires) < Date.now()) cookies.delete(`${name} ${path}`);
      else cookies.set(`${name} ${path}`, { value, path });
    }
    return response;
  };

  const get = (url: string): Promise<Response> => send(url, {});
  return {
    get,
    post: (url, form) => send(url, { method: 'POST', body: new URLSearchParams(form) }),
    follow: async (response, end) => {
      let [current, base] = [response, response.url];
      for (let redirects = 0; redirects < 10; redirects += 1) {
        const location = current.headers.get('location');
        if (location === null) throw new Error(`${base} answered ${current.status}: ${await current.text()}`);
        base = new URL(location, base).href;
        if (base.startsWith(end)) return new URL(base);
        current = await get(base);
      }
      throw new Error(`Too many redirects; the last led to ${base}`);
    },
  };
}
