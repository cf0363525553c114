import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { close, listen } from '../../ground/http-server.ts';
import { sourceAddress } from '../../ground/source-address.ts';
import { StartError } from '../../ground/start-error.ts';

import { originsOf } from './origins.ts';
import type { Origin } from './origins.ts';
import type { DistributionSettings } from './distribution-settings.ts';
import { behaviourFor } from './path-pattern.ts';
import { policyHeaders, removedHeaders } from './response-headers.ts';
import type { Behaviour, ResponseHeadersPolicy } from './settings.ts';

/** The running distribution. */
export interface Distribution {
  /** `http://localhost:PORT` */
  readonly url: string;
  /** Lets requests under way finish, a second at most. */
  stop(): Promise<void>;
}

/**
 * Runs a CloudFront distribution: behaviours by path, the default root object, S3 and HTTP API origins and groups of them, response
 * headers policies, compression and custom error responses. Throws StartError for an origin or policy that the assembly does not hold.
 */
export async function startDistribution(settings: DistributionSettings): Promise<Distribution> {
  const listener = createListener(settings);
  const servers = [createServer(listener), createServer(listener)] as const;
  await listen(servers[0], settings.port, '127.0.0.1', 'site');
  // Browsers try ::1 first for localhost; a machine without IPv6 has none, which is no failure.
  if (hasIPv6()) {
    try {
      await listen(servers[1], settings.port, '::1', 'site');
    } catch (error) {
      await close(servers[0]);
      throw error;
    }
  }
  return {
    url: `http://localhost:${settings.port}`,
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

/** The distribution as a request listener. */
export function createListener(settings: DistributionSettings): RequestListener {
  const origins = originsOf(settings);
  const headers = policiesOf(settings);
  return (request, response) => {
    respond(request, response).catch((error: unknown) => {
      settings.onError(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(502, { 'content-type': 'text/plain' }).end('Bad Gateway\n');
    });
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request.url ?? '/');
    // Whose path cannot be decoded is found by the path as it was sent; the API refuses it itself, with a problem document.
    const behaviour = behaviourFor(settings.config, path ?? request.url ?? '/');
    const origin = origins.get(behaviour.TargetOriginId);
    if (!origin) throw new Error(`no origin ${behaviour.TargetOriginId}`);
    headers.get(behaviour)?.(response);
    // CloudFront developer guide, "Allowed HTTP methods": others are refused before the origin.
    if (!behaviour.AllowedMethods.includes(request.method ?? '')) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('Forbidden\n');
    } else await respondFrom(origin, path, behaviour, request, response);
  }

  async function respondFrom(
    origin: Origin,
    path: string | undefined,
    behaviour: Behaviour,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if ('api' in origin) {
      Object.assign(request, { url: `${origin.path}${request.url ?? '/'}` });
      addHeaders(request, origin.headers);
      await origin.api(request, response);
    } else if (path === undefined) response.writeHead(400, { 'content-type': 'text/plain' }).end('Bad Request\n');
    else await respondFromSite(origin, path, behaviour, request, response);
  }

  function keyOf(path: string, originPath: string): string {
    const target = path === '/' ? `/${settings.config.DefaultRootObject}` : path;
    return `${originPath}${target}`.slice(1);
  }

  async function respondFromSite(
    { site, path: originPath, failover }: Extract<Origin, { site: unknown }>,
    path: string,
    behaviour: Behaviour,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const asked = {
      method: request.method ?? 'GET',
      acceptEncoding: headerOf(request, 'accept-encoding'),
      compress: behaviour.Compress,
    };
    const answer = await site({
      ...asked,
      key: keyOf(path, originPath),
      ifNoneMatch: request.headers['if-none-match'],
    });
    if (failover?.statuses.includes(answer.status)) {
      await respondFrom(failover.second, path, behaviour, request, response);
      return;
    }
    const custom = settings.config.CustomErrorResponses.find((item) => item.ErrorCode === answer.status);
    if (custom?.ResponsePagePath === undefined) {
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    const page = await site({ ...asked, key: custom.ResponsePagePath.slice(1), ifNoneMatch: undefined });
    const status = page.status === 200 ? (custom.ResponseCode ?? answer.status) : answer.status;
    response.writeHead(status, page.headers).end(page.body);
  }
}

// "Add custom headers to origin requests": they take the place of what a viewer sends under the same name. The address of the viewer comes behind what it
// itself says of where it comes from ("Request and response behavior for custom origins: client IP addresses").
function addHeaders(request: IncomingMessage, headers: readonly (readonly [string, string])[]): void {
  const viewer = sourceAddress(request);
  const { 'x-forwarded-for': said } = request.headersDistinct;
  const all = [['x-forwarded-for', [...(said ?? []), viewer].join(', ')] as const, ...headers];
  for (const [name, value] of all) {
    request.headers[name] = value;
    request.headersDistinct[name] = [value];
  }
}

// Per behaviour, what its response headers policy does to an answer.
function policiesOf(settings: DistributionSettings): Map<Behaviour, (response: ServerResponse) => void> {
  const behaviours = [settings.config.DefaultCacheBehavior, ...settings.config.CacheBehaviors];
  return new Map(
    behaviours.flatMap((behaviour) => {
      if (behaviour.ResponseHeadersPolicyId === undefined) return [];
      const policy = settings.responseHeaders.get(behaviour.ResponseHeadersPolicyId);
      if (!policy) {
        throw new StartError(
          `response headers policy ${behaviour.ResponseHeadersPolicyId} is not in the assembly (AWS's own ones are not known here)`,
        );
      }
      return [[behaviour, headerWriter(policy)] as const];
    }),
  );
}

function headerWriter(policy: ResponseHeadersPolicy): (response: ServerResponse) => void {
  const removed = removedHeaders(policy);
  const set = policyHeaders(policy);
  return (response) => {
    const writeHead = response.writeHead.bind(response);
    // The origin's handler writes the head itself; the policy has the last word, as in CloudFront.
    const writeWithPolicy = (status: number, ...rest: unknown[]): ServerResponse => {
      const own = rest.find((item) => typeof item === 'object' && item !== null);
      for (const [name, value] of headerPairs(own)) response.setHeader(name, value);
      for (const name of removed) response.removeHeader(name);
      for (const { name, value, override } of set) {
        if (override || !response.hasHeader(name)) response.setHeader(name, value);
      }
      return writeHead(status);
    };
    Object.defineProperty(response, 'writeHead', { value: writeWithPolicy });
  };
}

function headerPairs(headers: unknown): (readonly [string, string | string[]])[] {
  if (typeof headers !== 'object' || headers === null) return [];
  if (Array.isArray(headers)) throw new TypeError('headers as a flat list are not expected here');
  const pairs: (readonly [string, string | string[]])[] = [];
  for (const [name, value] of Object.entries<unknown>({ ...headers })) {
    if (typeof value === 'string' || typeof value === 'number') pairs.push([name, String(value)]);
    else if (Array.isArray(value)) pairs.push([name, value.map(String)]);
  }
  return pairs;
}

// The path as S3 keys are written; undefined when it is not properly encoded.
function pathOf(url: string): string | undefined {
  const [path = '/'] = url.split('?', 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function hasIPv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === '::1'));
}
