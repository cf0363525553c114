import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { close, listen } from '../../ground/http-server.ts';
import type { IssuerName } from './account.ts';
import { answerLogin, type LoginSettings, writeHtml } from './login.ts';
import { errorPage } from './pages.ts';
import { createProvider } from './provider.ts';
import { type IdentityStore, openStore } from './store.ts';

const cleaningMilliseconds = 60 * 60 * 1000;

/** Settings of the identity service. */
export interface IdentitySettings {
  /** Port to listen on; 0 lets the operating system choose one. */
  port: number;
  /** Address to listen on, `127.0.0.1` unless told. The issuers are named `http://localhost:<port>/…` all the same. */
  host?: string;
  /** Folder of `identity.sqlite`; made when missing. */
  dataFolder: string;
  /** Origin of the site: the only place that sign-ins lead back to, and the only one allowed by CORS. */
  siteUrl: string;
  /** Audience of the access tokens. */
  audience: string;
  /** Told of every error that a request ran into and that is no fault of the caller; prints to stderr unless given. */
  onError?: (error: Error) => void;
}

/** The running identity service. */
export interface Identity {
  url: string;
  provinceIssuer: string;
  staffIssuer: string;
  /** Stops listening, lets requests under way finish (1 second at most) and closes the data. */
  stop(): Promise<void>;
}

interface Mount extends LoginSettings {
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/**
 * Starts the two OpenID Connect issuers on one port, with accounts that are all invented and need no password: for
 * demonstrations and tests on one machine only.
 * @throws Error naming the port when it is in use, or the data file when it cannot be opened
 */
export async function startIdentity(settings: IdentitySettings): Promise<Identity> {
  const siteUrl = settings.siteUrl.replace(/\/$/, '');
  const store = openStore(settings.dataFolder);
  const server = createServer();
  try {
    const keys = { province: await store.signingKey('province'), staff: await store.signingKey('staff') };
    const port = await listen(server, settings.port, settings.host ?? '127.0.0.1', 'identity');
    const url = `http://localhost:${port}`;
    const onError = settings.onError ?? printError;

    const mount = (name: IssuerName): Mount => {
      const provider = createProvider({
        name,
        issuer: `${url}/${name}`,
        siteUrl,
        audience: settings.audience,
        signingKey: keys[name],
        cookieKey: store.cookieKey(),
        store,
      });
      provider.on('server_error', (_ctx, error) => onError(error));
      return { name, provider, siteUrl, answer: provider.callback() };
    };
    const mounts = [mount('province'), mount('staff')];

    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      route(mounts, siteUrl, request, response).catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
        if (!response.headersSent) {
          const text = '登录服务出现错误，请稍后重试。';
          writeHtml(response, 500, errorPage({ title: '系统错误', text, siteUrl }), siteUrl);
        } else response.destroy();
      });
    });

    const cleaning = setInterval(() => {
      try {
        store.removeExpired();
      } catch (error) {
        // A full disk: the next cleaning removes what this one did not.
        onError(error instanceof Error ? error : new Error(String(error)));
      }
    }, cleaningMilliseconds).unref();
    store.removeExpired();
    return {
      url,
      provinceIssuer: `${url}/province`,
      staffIssuer: `${url}/staff`,
      stop: async () => {
        clearInterval(cleaning);
        await end(server, store);
      },
    };
  } catch (error) {
    await end(server, store);
    throw error;
  }
}

async function route(
  mounts: readonly Mount[],
  siteUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? '/';
  const [path = '/'] = url.split('?', 1);
  const mount = mounts.find(({ name }) => path.startsWith(`/${name}/`));
  if (mount === undefined) {
    const text = '这里只提供登录服务，请从网站进入。';
    writeHtml(response, 404, errorPage({ title: '没有此页面', text, siteUrl }), siteUrl);
    return;
  }
  if (path.startsWith(`/${mount.name}/interaction/`)) {
    await answerLogin(mount, request, response, path);
    return;
  }
  // As connect and express do at a mount point: the library makes its addresses from the difference of the two.
  Object.assign(request, { originalUrl: url, url: url.slice(mount.name.length + 1) });
  await mount.answer(request, response);
}

async function end(server: Server, store: IdentityStore): Promise<void> {
  await close(server);
  store.close();
}

function printError(error: Error): void {
  process.stderr.write(`identity: ${error.stack ?? error.message}\n`);
}
