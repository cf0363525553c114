import * as z from 'zod';
import type { Configuration } from './configuration.ts';
import type { Discovered } from './stack-parameters.ts';

/** What is fetched; tests answer themselves. */
export type Fetch = (address: string) => Promise<unknown>;

const discoverySchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});
const keysSchema = z.looseObject({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })),
});

/**
 * Looks at both issuers as API Gateway does while it creates an authorizer: it fetches the discovery document, and takes only RSA keys, which it finds
 * by their `kid` ("Control access to HTTP APIs with JWT authorizers"). Answers the origins that pages must be able to reach besides the issuers' own.
 * @throws Error with a line for each issuer that would fail the deployment
 */
export async function discoverIssuers(
  { issuers }: Pick<Configuration, 'issuers'>,
  fetchJson: Fetch,
): Promise<Discovered> {
  const found = await Promise.all(
    Object.entries(issuers).map(async ([name, { url }]) => {
      try {
        return { origins: await look(url, fetchJson) };
      } catch (error) {
        return { problem: `issuers.${name}: ${error instanceof Error ? error.message : String(error)}` };
      }
    }),
  );
  const problems = found.flatMap(({ problem }) => problem ?? []);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { identityOrigins: [...new Set(found.flatMap(({ origins = [] }) => origins))].sort() };
}

async function look(url: string, fetchJson: Fetch): Promise<string[]> {
  const address = `${url}/.well-known/openid-configuration`;
  const document = discoverySchema.safeParse(await fetchJson(address));
  if (!document.success)
    throw new Error(`${address} is no discovery document: ${document.error.issues[0]?.path.join('.') ?? ''}`);
  const { issuer, token_endpoint, jwks_uri } = document.data;
  if (issuer !== url) throw new Error(`${address} calls the issuer ${issuer}: give exactly that`);
  const keys = keysSchema.safeParse(await fetchJson(jwks_uri));
  const usable = keys.data?.keys.filter(({ kty, kid }) => kty === 'RSA' && kid !== undefined) ?? [];
  if (usable.length === 0) throw new Error(`${jwks_uri} holds no RSA key with a kid, and API Gateway takes no other`);
  return [token_endpoint, jwks_uri].map((each) => new URL(each).origin).filter((each) => each !== new URL(url).origin);
}

/** Fetches JSON over HTTPS within ten seconds. Throws Error with one line when it does not come. */
export async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) }).catch((cause: unknown) => {
    throw new Error(`${address} does not answer`, { cause });
  });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return await response.json();
}
